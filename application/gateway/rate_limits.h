// SPDX-License-Identifier: Apache-2.0
// Rate limits, and what is told of them in every reply. Calls whose token or role was refused count apart.
#pragma once

#include "application/gateway/meters.h"
#include "application/gateway/rate_limiter.h"
#include "framework/rest/interceptor.h"

namespace ecommerce::gateway {

class RateLimits final : public rest::Interceptor {
public:
    // `limiter` outlives this.
    RateLimits(RateLimiter& limiter, const Meters& meters) : limiter_(limiter), meters_(meters) {}

    std::optional<Task<http::Response>> early(rest::Exchange& exchange) override;
    Task<std::optional<http::Response>> before(rest::Exchange& exchange) override;
    Task<void> after(rest::Exchange& exchange, http::Response& response) override;

    // Of a kept reply, which counts for no limit: what there is left.
    void tell(const rest::Exchange& exchange, http::Response& response);

private:
    Task<void> count_refusal(rest::Exchange& exchange, http::Response& response);

    RateLimiter& limiter_;
    const Meters& meters_;
};

}  // namespace ecommerce::gateway
