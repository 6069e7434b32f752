// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/cached_reads.h"

namespace ecommerce::gateway {

namespace {

// What stands for the request while it is answered for all equal ones.
struct Flight {
    std::shared_ptr<void> own;
};

}  // namespace

std::optional<Task<http::Response>> CacheHits::early(rest::Exchange& exchange) {
    auto kept = cache_.find(exchange);
    if (!kept) return std::nullopt;
    meters_.hits.add();
    limits_.tell(exchange, *kept);
    return rest::ready(std::move(*kept));
}

Task<std::optional<http::Response>> JoinedReads::before(rest::Exchange& exchange) {
    std::shared_ptr<void> own;
    auto joined = co_await cache_.join(exchange, own);
    if (joined) meters_.joins.add();
    if (own) {
        meters_.misses.add();
        exchange.keep(*this, Flight{std::move(own)});
    }
    co_return std::move(joined);
}

Task<void> JoinedReads::after(rest::Exchange& exchange, http::Response& response) {
    auto* flight = exchange.kept<Flight>(*this);
    if (flight) cache_.keep(exchange, std::exchange(flight->own, nullptr), response);
    co_return;
}

}  // namespace ecommerce::gateway
