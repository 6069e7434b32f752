// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/guard.h"

namespace ecommerce::gateway {

std::optional<http::Response> Guard::early(http::Exchange& exchange) {
    return cache_.find(exchange);
}

Task<std::optional<http::Response>> Guard::before(http::Exchange& exchange) {
    co_return co_await cache_.join(exchange);
}

Task<void> Guard::after(http::Exchange& exchange, http::Response& response) {
    cache_.keep(exchange, response);
    co_return;
}

}  // namespace ecommerce::gateway
