// SPDX-License-Identifier: Apache-2.0
// The token buckets of one loop. Internal to the rate limiter.
#pragma once

#include <memory>
#include <string>

#include "application/gateway/rate_limiter.h"
#include "framework/runtime/lru_map.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::gateway {

using SteadyTime = std::chrono::steady_clock::time_point;

inline std::chrono::nanoseconds period_of(const Limit& limit) {
    return std::chrono::nanoseconds(limit.window) / limit.requests;
}

// A bucket as the moment at which it would be full again: one number, no refilling.
class LocalBucket {
public:
    Quota take(const Limit& limit, SteadyTime now);
    void give_back(const Limit& limit) { full_at_ -= period_of(limit); }

private:
    SteadyTime full_at_{};
};

// Tokens that the store gave for a short time.
struct Lease {
    std::int64_t tokens = 0;
    std::int64_t remaining = 0;  // in the store, when it was asked
    SteadyTime until{};
    SteadyTime empty_until{};  // the store had none
    bool asking = false;
    runtime::WaitList waiting;
    LocalBucket local;  // while the store is down
};

class RateLimiter::Counts {
public:
    // Stays valid when it is pushed out by others.
    std::shared_ptr<Lease> lease(const std::string& key);
    // Null when there is none: a look pushes nothing out.
    const Lease* find(const std::string& key);

    // After a failure the store is left alone for a while.
    bool store_rests(SteadyTime now) const { return now < store_rests_until_; }
    void store_failed(SteadyTime now) { store_rests_until_ = now + std::chrono::seconds(1); }

    // Until then some address has had too many calls refused.
    SteadyTime refused_until{};

private:
    static constexpr std::size_t kLeasesMax = 16'384;

    runtime::LruMap<std::string, std::shared_ptr<Lease>> leases_{kLeasesMax};
    SteadyTime store_rests_until_{};
};

}  // namespace ecommerce::gateway
