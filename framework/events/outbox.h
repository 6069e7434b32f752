// SPDX-License-Identifier: Apache-2.0
// Every statement over the tables outbox and dead_letters of one service. Stateless; any loop.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "framework/call/context.h"
#include "framework/events/event.h"
#include "framework/postgres/transaction.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::postgres {
class Database;
}

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

// Events of one type. Deleted rows leave dead index entries behind until a vacuum, so a look that need not begin with
// the oldest row is much cheaper in a busy outbox.
struct Lane {
    std::string type;
    Timestamp from;  // nothing of it is due before
};

struct Claim {
    std::vector<Claimed> rows;  // in the order in which they were due
    std::vector<Lane> next;     // of what nobody works on
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
    static constexpr std::size_t kClaimLimit = 64;

    explicit Outbox(postgres::Database& database) : database_(database) {}

    // What becomes known of written rows with the COMMIT.
    class Written {
    public:
        // Sets the rows' numbers, of those that were written.
        void number(std::span<Claimed> rows) const;

    private:
        friend class Outbox;
        explicit Written(postgres::Ticket ids) : ids_(std::move(ids)) {}
        postgres::Ticket ids_;
    };
    // Part of the publisher's transaction; no round trip. Events and leases are those of `rows`.
    static Written write(postgres::Transaction& transaction, std::span<const Claimed> rows);

    // Which rows a look is about.
    struct Window {
        Timestamp now;
        Timestamp due_by;
        // Rows that the caller has though their leases have ended; left out.
        std::vector<std::int64_t> held;
    };
    // Claims at most kClaimLimit rows of each lane, from now until `leased_until`, and says when the next one of each
    // is due; not that of lanes without any.
    Task<Result<Claim>> claim(CallContext& context, const Window& window, std::span<const Lane> lanes,
                              Timestamp leased_until) const;
    // The types of all events that are there and that nobody works on, with when the first of each is due; does not
    // look at due_by.
    Task<Result<std::vector<Lane>>> lanes(CallContext& context, const Window& window) const;
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
