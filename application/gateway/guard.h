// SPDX-License-Identifier: Apache-2.0
// What stands between a request and the service it is for: kept replies, shedding and rate limits.
#pragma once

#include "application/gateway/lag.h"
#include "application/gateway/meters.h"
#include "application/gateway/micro_cache.h"
#include "application/gateway/rate_limiter.h"
#include "framework/rest/exchange.h"

namespace ecommerce::gateway {

class Guard final : public rest::Interceptor {
public:
    // All outlive this.
    Guard(MicroCache& cache, RateLimiter& limiter, Lag& lag, const OverloadSettings& overload, Meters meters)
        : cache_(cache), limiter_(limiter), lag_(lag), overload_(overload), meters_(meters) {}

    std::optional<http::Response> early(rest::Exchange& exchange) override;
    Task<std::optional<http::Response>> before(rest::Exchange& exchange) override;
    Task<void> after(rest::Exchange& exchange, http::Response& response) override;

private:
    Task<void> count_refusal(rest::Exchange& exchange, http::Response& response);

    MicroCache& cache_;
    RateLimiter& limiter_;
    Lag& lag_;
    const OverloadSettings overload_;
    const Meters meters_;
};

}  // namespace ecommerce::gateway
