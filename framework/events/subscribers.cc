// SPDX-License-Identifier: Apache-2.0
#include "framework/events/subscribers.h"

#include <algorithm>

namespace ecommerce::events {

void SubscriberTable::add(std::string_view type, std::string_view service) {
    auto& services = services_[std::string(type)];
    if (std::ranges::find(services, service) == services.end()) services.emplace_back(service);
}

const std::vector<std::string>& SubscriberTable::of(std::string_view type) const {
    static const std::vector<std::string> nobody;
    const auto found = services_.find(type);
    return found == services_.end() ? nobody : found->second;
}

std::vector<std::string> SubscriberTable::services() const {
    std::vector<std::string> all;
    for (const auto& [type, services] : services_) all.insert(all.end(), services.begin(), services.end());
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
}

}  // namespace ecommerce::events
