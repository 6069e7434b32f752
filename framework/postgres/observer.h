// SPDX-License-Identifier: Apache-2.0
// What telemetry can see of a Database.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "framework/call/context.h"
#include "framework/runtime/result.h"

namespace ecommerce::postgres {

struct StatementTime {
    std::chrono::steady_clock::duration
        waited;                               // for a connection, and behind what its pipeline held already
    std::chrono::steady_clock::duration ran;  // until the answer was read
};

// Called on the loop that did the work, right after it; must be quick and must not throw.
class Observer {
public:
    virtual ~Observer() = default;
    // One statement of `Database::query`, or one round trip of query_all() or inside a transaction (its first
    // statement).
    // `failure` is null when it worked.
    virtual void statement_ended(const CallContext& context, std::string_view database, std::string_view sql,
                                 const StatementTime& time, const Error* failure) = 0;
    // A whole transaction with its retries.
    virtual void transaction_ended(const CallContext& context, std::string_view database, int attempts,
                                   std::chrono::steady_clock::duration took, const Error* failure) = 0;
};

// Totals since the start, and gauges of this moment.
struct Stats {
    std::uint64_t statements = 0;
    std::uint64_t transactions = 0;
    std::uint64_t rollbacks = 0;
    std::uint64_t retries = 0;   // of transactions, after conflicts or a lost connection
    std::uint64_t failures = 0;  // statements and transactions that gave an Error
    std::uint64_t timeouts = 0;  // of those: the call's deadline passed
    std::uint64_t cancels = 0;   // requests to PostgreSQL to stop a statement
    std::uint64_t connects = 0;  // connections opened
    std::uint64_t connect_failures = 0;
    std::uint64_t connections = 0;    // gauge: open now
    std::uint64_t in_flight = 0;      // gauge: statements of `query` without an answer yet
    std::uint64_t waiting = 0;        // gauge: calls that wait for a connection
    std::uint64_t cancelled = 0;      // statements that ended because their caller had left
    std::uint64_t refused = 0;        // statements and transactions that found a queue full
    std::uint64_t lists_running = 0;  // gauge: connections at work in the lane of lists
    std::uint64_t lists_waiting = 0;  // gauge: of `waiting`, for one of these
};

}  // namespace ecommerce::postgres
