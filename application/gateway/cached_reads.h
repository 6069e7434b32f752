// SPDX-License-Identifier: Apache-2.0
// The micro-cache's two places in the chain: kept replies are sent before anything else is asked, and equal reads
// are joined after everything else has let them pass.
#pragma once

#include "application/gateway/meters.h"
#include "application/gateway/micro_cache.h"
#include "application/gateway/rate_limits.h"
#include "framework/rest/interceptor.h"

namespace ecommerce::gateway {

class CacheHits final : public rest::Interceptor {
public:
    // All outlive this.
    CacheHits(MicroCache& cache, RateLimits& limits, const Meters& meters)
        : cache_(cache), limits_(limits), meters_(meters) {}

    std::optional<Task<http::Response>> early(rest::Exchange& exchange) override;

private:
    MicroCache& cache_;
    RateLimits& limits_;
    const Meters& meters_;
};

class JoinedReads final : public rest::Interceptor {
public:
    // Both outlive this.
    JoinedReads(MicroCache& cache, const Meters& meters) : cache_(cache), meters_(meters) {}

    Task<std::optional<http::Response>> before(rest::Exchange& exchange) override;
    Task<void> after(rest::Exchange& exchange, http::Response& response) override;

private:
    MicroCache& cache_;
    const Meters& meters_;
};

}  // namespace ecommerce::gateway
