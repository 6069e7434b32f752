// SPDX-License-Identifier: Apache-2.0
// Deletes what a service's platform tables need no longer, a little at a time: taken events and old
// idempotency keys.
#pragma once

#include <chrono>
#include <string>

#include "framework/events/observer.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::postgres {
class Database;
}

namespace ecommerce::events {

// An event cannot come again this long after it was taken: its publisher either had the answer or retried.
inline constexpr std::chrono::days kInboxKept{14};

class Housekeeping {
public:
    // Works on `loop`, every `pause`; references outlive it. Several processes may do it at once.
    Housekeeping(std::string service, runtime::Loop& loop, postgres::Database& database,
                 const runtime::Clock& clock, Observer& observer,
                 std::chrono::milliseconds pause = std::chrono::hours(1));

    void start();       // any thread, once
    Task<void> stop();  // any loop, after start()
    // One round of it; any loop.
    Task<Result<void>> clean();

private:
    Task<void> run();
    Task<Result<void>> forget_taken_events();
    Task<Result<void>> forget_idempotency_keys();

    const std::string service_;
    runtime::Loop& loop_;
    postgres::Database& database_;
    const runtime::Clock& clock_;
    Observer& observer_;
    const std::chrono::milliseconds pause_;
    runtime::TaskGroup working_;
};

}  // namespace ecommerce::events
