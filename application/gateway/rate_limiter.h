// SPDX-License-Identifier: Apache-2.0
// How often one address and one account may call. Credentials and checkouts are counted in the key-value
// store, exactly for all replicas; reads and writes lease batches from it and count them here. While the
// store is down each loop counts for itself.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/gateway/settings.h"
#include "framework/call/context.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/task.h"

namespace ecommerce::redis {
class Client;
}

namespace ecommerce::gateway {

// What a caller has left, of the limit that is nearest to its end.
struct Quota {
    bool admitted = true;
    Limit limit;
    std::int64_t remaining = 0;
    std::chrono::milliseconds retry_after{0};  // when not admitted
};

class RateLimiter {
public:
    // All outlive this.
    RateLimiter(runtime::Loops& loops, redis::Client& store, const runtime::Clock& clock,
                const LimitSettings& settings);
    ~RateLimiter();

    bool enabled() const { return settings_.enabled; }
    // Counts one call of context.client_address and context.principal. While enabled, like the next.
    Task<Quota> take(CallContext& context, RateClass rate_class);
    // Of a call that take() admitted and that is to cost nothing; of a class that is counted exactly.
    Task<void> give_back(CallContext& context, RateClass rate_class);

    // What an address has left of a class that is counted in batches, as far as this loop knows; counts nothing and waits
    // for nothing.
    Quota known(const CallContext& context, RateClass rate_class);

    // Calls whose token or role was refused never come to take(). They are counted here by their address,
    // like writes but apart from them.
    Task<Quota> take_refused(CallContext& context);
    // When take_refused() has admitted no more from that address: so no token of it needs to be looked at.
    // As far as this loop knows; waits for nothing.
    std::optional<Quota> refused_too_often(const CallContext& context);

private:
    class Counts;
    struct Counted;

    std::vector<Counted> counted_by(const CallContext& context, RateClass rate_class) const;
    Counted refusals_of(const CallContext& context) const;
    Task<Quota> take_exactly(CallContext& context, const std::vector<Counted>& counted);
    Task<Quota> take_leased(CallContext& context, const Counted& counted);

    const LimitSettings settings_;
    redis::Client& store_;
    const runtime::Clock& clock_;
    runtime::PerLoop<Counts> counts_;
};

}  // namespace ecommerce::gateway
