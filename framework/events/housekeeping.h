// SPDX-License-Identifier: Apache-2.0
// Deletes what a service's platform tables need no longer, a little at a time: taken events and old
// idempotency keys. To be called now and then; several processes may do it at once.
#pragma once

#include <chrono>

#include "framework/call/context.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::postgres {
class Database;
}

namespace ecommerce::events {

// An event cannot come again this long after it was taken: its publisher either had the answer or retried.
inline constexpr std::chrono::days kInboxKept{14};

// Stateless; any loop.
class Housekeeping {
public:
    // Rows that one call deletes at most; when it was as many, there may be more.
    static constexpr std::int64_t kBatch = 1'000;

    // Both outlive it.
    Housekeeping(postgres::Database& database, const runtime::Clock& clock)
        : database_(database), clock_(clock) {}

    // Both give how many rows they deleted.
    Task<Result<std::int64_t>> forget_taken_events(CallContext& context) const;
    Task<Result<std::int64_t>> forget_idempotency_keys(CallContext& context) const;

private:
    postgres::Database& database_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::events
