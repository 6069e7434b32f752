// SPDX-License-Identifier: Apache-2.0
#include "framework/events/outbox.h"

#include <algorithm>
#include <utility>

#include "framework/postgres/database.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::events {

namespace {

using postgres::Lane;
using postgres::Plan;
using postgres::Read;
using postgres::Statement;
using postgres::Transaction;
using postgres::Write;

constexpr Write kWrite{R"sql(
    INSERT INTO outbox (event_id, type, key, payload, traceparent, occurred_at, deliver_at, due_at, leased_until,
                        attempts, failures, subscribers, last_error)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $6, 0, 0, $8, '')
)sql"};

// The CTE locks before the limit counts, so several relays get different rows. Its LIMIT is a literal: for
// a parameter the planner would expect a tenth of the table and read all of it.
constexpr Write kClaim{Plan::each_time, R"sql(
    WITH due AS (
        SELECT id
        FROM outbox
        WHERE due_at >= $1 AND due_at <= $2 AND leased_until <= $3 AND id <> ALL($4)
        ORDER BY due_at, id
        LIMIT 32
        FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox
    SET leased_until = $5, attempts = outbox.attempts + 1
    FROM due
    WHERE outbox.id = due.id
    RETURNING outbox.id AS row, event_id, type, key, payload, traceparent, occurred_at, deliver_at,
              attempts AS attempt, subscribers, due_at, leased_until, failures
)sql"};
static_assert(Outbox::kClaimLimit == 32);

// One row along an index: the relay is not to wait behind visitors' lists.
constexpr Read kNextDue{Plan::each_time, Lane::keys, R"sql(
    SELECT due_at
    FROM outbox
    WHERE due_at >= $1 AND leased_until <= $2 AND id <> ALL($3)
    ORDER BY due_at, id
    LIMIT 1
)sql"};

constexpr Write kDeleteTaken{R"sql(
    DELETE FROM outbox WHERE id = ANY($1)
)sql"};

constexpr Write kBury{R"sql(
    INSERT INTO dead_letters (event_id, subscriber, type, key, payload, traceparent, occurred_at, deliver_at,
                              attempts, last_error, died_at)
    SELECT event_id, $3, type, key, payload, traceparent, occurred_at, deliver_at, attempts, $4, $5
    FROM outbox
    WHERE id = $1 AND leased_until = $2
    ON CONFLICT (event_id, subscriber) DO UPDATE
    SET attempts = EXCLUDED.attempts, last_error = EXCLUDED.last_error, died_at = EXCLUDED.died_at
)sql"};

constexpr Write kSplit{R"sql(
    INSERT INTO outbox (event_id, type, key, payload, traceparent, occurred_at, deliver_at, due_at, leased_until,
                        attempts, failures, subscribers, last_error)
    SELECT event_id, type, key, payload, traceparent, occurred_at, deliver_at, $3, $4, attempts, $5, $6, $7
    FROM outbox
    WHERE id = $1 AND leased_until = $2
)sql"};

constexpr Write kRetry{R"sql(
    UPDATE outbox
    SET due_at = $3, leased_until = $4, failures = $5, subscribers = $6, last_error = $7
    WHERE id = $1 AND leased_until = $2
)sql"};

constexpr Write kDeleteDead{R"sql(
    DELETE FROM outbox WHERE id = $1 AND leased_until = $2
)sql"};

constexpr Write kGiveBack{R"sql(
    UPDATE outbox
    SET leased_until = $2, attempts = attempts - 1
    WHERE id = ANY($1) AND leased_until > $2
)sql"};

constexpr Read kCounts{Plan::each_time, R"sql(
    SELECT (SELECT COUNT(*) FROM outbox WHERE deliver_at <= $1) AS pending, (SELECT COUNT(*) FROM dead_letters) AS dead
)sql"};

constexpr Read kDeadLetters{Plan::each_time, R"sql(
    SELECT id, subscriber, event_id, type, key, payload, traceparent, occurred_at, deliver_at, attempts AS attempt,
           ARRAY[subscriber] AS subscribers, attempts, last_error, died_at
    FROM dead_letters
    WHERE id < $1
    ORDER BY id DESC
    LIMIT $2
)sql"};

constexpr Write kExhume{R"sql(
    DELETE FROM dead_letters
    WHERE id = $1
    RETURNING event_id AS id, type, key, payload, traceparent, occurred_at, deliver_at, attempts AS attempt,
              ARRAY[subscriber] AS subscribers
)sql"};

// What the relay writes down of its own work may be lost in a crash of the server: the events then come
// once more, and the inboxes know them.
constexpr postgres::TransactionOptions kNotDurable{.durable = false};

// One row for each subscriber that failed, so that each is retried by its own count and pace. The first
// of them keeps the row.
void queue_failures(Transaction& tx, const Settlement& settlement, Timestamp now) {
    const auto row = settlement.row;
    const auto fence = settlement.leased_until;
    for (const auto& dead : settlement.dead) tx.queue(kBury, row, fence, dead.subscriber, dead.error, now);
    if (settlement.retries.empty()) {
        tx.queue(kDeleteDead, row, fence);
        return;
    }
    const auto queue = [&](const Statement& statement, const Settlement::Retry& retry) {
        const std::vector<std::string_view> subscribers{retry.subscriber};
        tx.queue(statement, row, fence, retry.due_at, now, retry.failures, subscribers, retry.error);
    };
    for (const auto& retry : std::span(settlement.retries).subspan(1)) queue(kSplit, retry);
    queue(kRetry, settlement.retries.front());
}

}  // namespace

void Outbox::write(Transaction& transaction, const Event& event) {
    transaction.queue(kWrite, event.id, event.type, event.key, postgres::Bytes{event.payload},
                      event.traceparent, event.occurred_at, event.deliver_at, event.subscribers);
}

Task<Result<Claim>> Outbox::claim(CallContext& context, const Window& window, Timestamp leased_until) const {
    auto body = [&](Transaction& tx) -> Task<Result<Claim>> {
        const auto claimed =
            tx.queue(kClaim, window.from, window.due_by, window.now, window.held, leased_until);
        const auto next_due = tx.queue(kNextDue, window.from, window.now, window.held);
        co_await ok(tx.flush());
        Claim claim{.rows = claimed.rows().to<Claimed>(), .next_due = next_due.rows().first<Timestamp>()};
        std::ranges::sort(claim.rows, {},
                          [](const Claimed& each) { return std::pair(each.due_at, each.row); });
        co_return claim;
    };
    co_return co_await database_.transaction(context, kNotDurable, std::move(body));
}

Task<Result<std::optional<Timestamp>>> Outbox::next_due(CallContext& context, const Window& window) const {
    const auto rows = co_await ok(database_.query(context, kNextDue, window.from, window.now, window.held));
    co_return rows.first<Timestamp>();
}

Task<Result<void>> Outbox::settle(CallContext& context, std::span<const Settlement> settlements,
                                  Timestamp now) const {
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        std::vector<std::int64_t> taken;
        for (const auto& settlement : settlements) {
            if (settlement.retries.empty() && settlement.dead.empty()) {
                taken.push_back(settlement.row);
            } else {
                queue_failures(tx, settlement, now);
            }
        }
        if (!taken.empty()) tx.queue(kDeleteTaken, taken);
        co_return {};
    };
    co_return co_await database_.transaction(context, kNotDurable, std::move(body));
}

Task<Result<void>> Outbox::give_back(CallContext& context, const std::vector<std::int64_t>& rows,
                                     Timestamp now) const {
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        tx.queue(kGiveBack, rows, now);
        co_return {};
    };
    co_return co_await database_.transaction(context, kNotDurable, std::move(body));
}

Task<Result<Outbox::Counts>> Outbox::counts(CallContext& context, Timestamp now) const {
    const auto rows = co_await ok(database_.query(context, kCounts, now));
    co_return rows.front().to<Counts>();
}

Task<Result<std::vector<DeadLetter>>> Outbox::dead_letters(CallContext& context, std::int64_t before,
                                                           int limit) const {
    const auto rows = co_await ok(database_.query(context, kDeadLetters, before, limit));
    co_return rows.to<DeadLetter>();
}

Task<Result<bool>> Outbox::replay(CallContext& context, std::int64_t id, Timestamp now) const {
    auto body = [&](Transaction& tx) -> Task<Result<bool>> {
        const auto rows = co_await ok(tx.query(kExhume, id));
        auto event = rows.first<Event>();
        if (!event) co_return false;
        event->deliver_at = now;
        write(tx, *event);
        co_return true;
    };
    co_return co_await database_.transaction(context, std::move(body));
}

}  // namespace ecommerce::events
