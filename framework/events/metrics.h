// SPDX-License-Identifier: Apache-2.0
// What a service's events did since the start. Plain numbers, readable from any thread.
#pragma once

#include <atomic>
#include <cstdint>

#include "framework/runtime/failure_streak.h"

namespace ecommerce::events {

struct Metrics {
    std::atomic<std::uint64_t> published{0};        // committed together with their cause
    std::atomic<std::uint64_t> delivered{0};        // to one subscriber each
    std::atomic<std::uint64_t> retried{0};          // deliveries that failed and come again
    std::atomic<std::uint64_t> dead{0};             // deliveries that were given up
    std::atomic<std::uint64_t> taken{0};            // as a subscriber: effects committed
    std::atomic<std::uint64_t> duplicates{0};       // as a subscriber: events that were taken before
    std::atomic<std::uint64_t> outbox_failures{0};  // looks into the outbox, and writes there, that failed
    runtime::FailureStreak looking;                 // into the outbox
    runtime::FailureStreak settling;                // what became of its events
    std::atomic<std::int64_t> lag_us{0};     // gauge: how late the oldest due event was at the last look
    std::atomic<std::int64_t> in_flight{0};  // gauge: events claimed and not yet settled
};

}  // namespace ecommerce::events
