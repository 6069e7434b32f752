// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/fronts.h"

#include <algorithm>
#include <stdexcept>

namespace ecommerce::rpc {

void Fronts::add(std::string service, Front& front) {
    if (find(service, front.service())) {
        throw std::invalid_argument(service + " serves " + std::string(front.service()) + " twice.");
    }
    entries_.push_back({std::move(service), &front});
}

Front* Fronts::find(std::string_view service, std::string_view rpc_service) const {
    for (const auto& entry : entries_) {
        if ((service.empty() || entry.service == service) && entry.front->service() == rpc_service) {
            return entry.front;
        }
    }
    return nullptr;
}

bool Fronts::serves(std::string_view service) const {
    return std::ranges::any_of(entries_, [&](const Entry& entry) { return entry.service == service; });
}

}  // namespace ecommerce::rpc
