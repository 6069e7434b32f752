// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/resolver.h"

namespace ecommerce::rpc {

StaticResolver::StaticResolver(std::map<std::string, Addresses> table) {
    for (auto& [service, addresses] : table) {
        table_.emplace(service, std::make_shared<const Addresses>(std::move(addresses)));
    }
}

std::shared_ptr<const Addresses> StaticResolver::lookup(std::string_view service) const {
    const auto found = table_.find(service);
    return found == table_.end() ? none_ : found->second;
}

}  // namespace ecommerce::rpc
