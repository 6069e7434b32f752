// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/load_shedding.h"

#include "application/gateway/refusals.h"

namespace ecommerce::gateway {

namespace {

// What people have half done is let through longer than what they may begin later.
bool may_wait(std::string_view rate_class) {
    return rate_class == name_of(RateClass::read) || rate_class == name_of(RateClass::write);
}

}  // namespace

http::Response LoadShedding::refuse(const rest::Exchange& exchange) const {
    meters_.late.add();
    return refusal(exchange, overload());
}

std::optional<Task<http::Response>> LoadShedding::early(rest::Exchange& exchange) {
    if (lag_() <= 2 * settings_.lag_max) return std::nullopt;
    return rest::ready(refuse(exchange));
}

Task<std::optional<http::Response>> LoadShedding::before(rest::Exchange& exchange) {
    if (lag_() <= settings_.lag_max || !may_wait(exchange.method->rate_class)) co_return std::nullopt;
    co_return refuse(exchange);
}

}  // namespace ecommerce::gateway
