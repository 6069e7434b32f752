// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/buckets.h"

#include <algorithm>

namespace ecommerce::gateway {

Quota LocalBucket::take(const Limit& limit, SteadyTime now) {
    const auto period = period_of(limit);
    const auto full_at = std::max(full_at_, now);
    const auto left = (std::chrono::nanoseconds(limit.window) - (full_at - now)) / period;
    if (left < 1) {
        const auto wait = full_at + period - limit.window - now;
        return {.admitted = false,
                .limit = limit,
                .retry_after = std::chrono::ceil<std::chrono::milliseconds>(wait)};
    }
    full_at_ = full_at + period;
    return {.limit = limit, .remaining = left - 1};
}

std::shared_ptr<Lease> RateLimiter::Counts::lease(const std::string& key) {
    if (const auto* known = leases_.find(key)) return *known;
    return leases_.put(key, std::make_shared<Lease>());
}

const Lease* RateLimiter::Counts::find(const std::string& key) {
    const auto* known = leases_.find(key);
    return known ? known->get() : nullptr;
}

}  // namespace ecommerce::gateway
