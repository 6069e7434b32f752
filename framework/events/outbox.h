// SPDX-License-Identifier: Apache-2.0
// Every statement over the tables outbox and dead_letters of one service. Stateless; any loop.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/events/event.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::postgres {
class Database;
class Transaction;
}  // namespace ecommerce::postgres

namespace ecommerce::events {

// A row that one relay may work on until its lease ends. Other relays leave it alone until then; after a
// crash they take it over.
struct Claimed {
    std::int64_t row = 0;
    Event event;
    Timestamp due_at;
    Timestamp leased_until;  // also tells this claim from a later one of the same row
    int failures = 0;
};

struct Claim {
    std::vector<Claimed> rows;  // in the order in which they were due
    // When the earliest row of the window is due that nobody works on; nothing when there is none.
    std::optional<Timestamp> next_due;
};

// What became of a claimed row. With neither `retries` nor `dead` everybody has the event.
struct Settlement {
    struct Retry {
        std::string subscriber;
        Timestamp due_at;
        int failures;
        std::string error;
    };
    struct Dead {
        std::string subscriber;
        std::string error;
    };
    std::int64_t row = 0;
    Timestamp leased_until;
    std::vector<Retry> retries;
    std::vector<Dead> dead;
};

struct DeadLetter {
    std::int64_t id = 0;
    std::string subscriber;
    Event event;
    int attempts = 0;
    std::string last_error;
    Timestamp died_at;
};

class Outbox {
public:
    static constexpr std::size_t kClaimLimit = 32;

    explicit Outbox(postgres::Database& database) : database_(database) {}

    // Part of the publisher's transaction; no round trip.
    static void write(postgres::Transaction& transaction, const Event& event);

    // Which rows a look is about. Deleted rows leave dead index entries behind until a vacuum, so a look
    // that need not begin with the oldest row is much cheaper in a busy outbox.
    struct Window {
        Timestamp now;
        Timestamp from{};  // due not before this
        Timestamp due_by;
        // Rows that the caller has, even if their leases have ended; left out.
        std::vector<std::int64_t> held;
    };
    // Claims at most kClaimLimit rows, from now until `leased_until`.
    Task<Result<Claim>> claim(CallContext& context, const Window& window, Timestamp leased_until) const;
    // As Claim::next_due; does not look at due_by.
    Task<Result<std::optional<Timestamp>>> next_due(CallContext& context, const Window& window) const;
    // All of it in one transaction and one round trip. What was settled before, or was claimed by somebody
    // else meanwhile, is left as it is.
    Task<Result<void>> settle(CallContext& context, std::span<const Settlement> settlements,
                              Timestamp now) const;
    // Ends the leases of rows that were claimed and not tried.
    Task<Result<void>> give_back(CallContext& context, const std::vector<std::int64_t>& rows,
                                 Timestamp now) const;

    struct Counts {
        std::int64_t pending = 0;  // events that should have been delivered by now and were not
        std::int64_t dead = 0;
    };
    Task<Result<Counts>> counts(CallContext& context, Timestamp now) const;

    // Newest first, those with ids below `before`.
    Task<Result<std::vector<DeadLetter>>> dead_letters(CallContext& context, std::int64_t before,
                                                       int limit) const;
    // Moves it back into the outbox, due now. False when there is no such dead letter.
    Task<Result<bool>> replay(CallContext& context, std::int64_t id, Timestamp now) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::events
