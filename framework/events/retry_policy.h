// SPDX-License-Identifier: Apache-2.0
// When an event that a subscriber did not take is delivered again, and when it is given up.
#pragma once

#include <chrono>

#include "framework/runtime/clock.h"
#include "framework/runtime/result.h"

namespace ecommerce::events {

// Whether the failure speaks of the moment rather than of what was asked: the subscriber is down or slow.
bool is_outage(const Error& error);

struct RetryPolicy {
    // Failures that count before the event becomes a dead letter of that subscriber.
    int max_failures = 20;
    // A subscriber that is down or slow has not refused the event: such failures do not count before the
    // event is this late.
    std::chrono::hours patience{24};
    std::chrono::milliseconds first_delay{500};
    std::chrono::milliseconds longest_delay{300'000};
    // After a failure that does not count: such a try costs little, and the subscriber may be back soon.
    std::chrono::milliseconds longest_delay_while_down{30'000};

    // Whether the failure speaks of the event itself rather than of the moment.
    bool counts(const Error& error, Timestamp due, Timestamp now) const;
    // Doubles with each attempt; `chance` in [0, 1) spreads it over half to all of the delay.
    std::chrono::milliseconds delay(int attempt, bool counted, double chance) const;
};

}  // namespace ecommerce::events
