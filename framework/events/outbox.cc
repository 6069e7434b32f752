// SPDX-License-Identifier: Apache-2.0
#include "framework/events/outbox.h"

#include <algorithm>
#include <tuple>

#include "framework/postgres/database.h"

namespace ecommerce::events {

namespace {

using postgres::Statement;
using postgres::Transaction;

constexpr Statement kWrite{
    "INSERT INTO outbox (event_id, type, key, payload, traceparent, occurred_at, deliver_at, due_at, leased_until, "
    "attempts, failures, subscribers, last_error) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $6, 0, 0, $8, '')"};

// The CTE locks before the limit counts, so several relays get different rows. Its LIMIT is a literal: for
// a parameter the planner would expect a tenth of the table and read all of it.
constexpr Statement kClaim{
    "WITH due AS ("
    "SELECT id FROM outbox WHERE due_at >= $1 AND due_at <= $2 AND leased_until <= $3 AND id <> ALL($4) "
    "ORDER BY due_at, id LIMIT 32 FOR UPDATE SKIP LOCKED) "
    "UPDATE outbox SET leased_until = $5, attempts = outbox.attempts + 1 FROM due WHERE outbox.id = due.id "
    "RETURNING outbox.id, event_id, type, key, payload, traceparent, occurred_at, deliver_at, attempts, subscribers, "
    "due_at, failures"};
static_assert(Outbox::kClaimLimit == 32);

constexpr Statement kNextDue{
    "SELECT due_at FROM outbox WHERE due_at >= $1 AND leased_until <= $2 AND id <> ALL($3) "
    "ORDER BY due_at, id LIMIT 1"};

constexpr Statement kDeleteTaken{"DELETE FROM outbox WHERE id = ANY($1)"};

constexpr Statement kBury{
    "INSERT INTO dead_letters (event_id, subscriber, type, key, payload, traceparent, occurred_at, deliver_at, "
    "attempts, last_error, died_at) "
    "SELECT event_id, $3, type, key, payload, traceparent, occurred_at, deliver_at, attempts, $4, $5 "
    "FROM outbox WHERE id = $1 AND leased_until = $2 "
    "ON CONFLICT (event_id, subscriber) DO UPDATE "
    "SET attempts = EXCLUDED.attempts, last_error = EXCLUDED.last_error, died_at = EXCLUDED.died_at"};

constexpr Statement kSplit{
    "INSERT INTO outbox (event_id, type, key, payload, traceparent, occurred_at, deliver_at, due_at, leased_until, "
    "attempts, failures, subscribers, last_error) "
    "SELECT event_id, type, key, payload, traceparent, occurred_at, deliver_at, $3, $4, attempts, $5, $6, $7 "
    "FROM outbox WHERE id = $1 AND leased_until = $2"};

constexpr Statement kRetry{
    "UPDATE outbox SET due_at = $3, leased_until = $4, failures = $5, subscribers = $6, last_error = $7 "
    "WHERE id = $1 AND leased_until = $2"};

constexpr Statement kDeleteDead{"DELETE FROM outbox WHERE id = $1 AND leased_until = $2"};

constexpr Statement kGiveBack{
    "UPDATE outbox SET leased_until = $2, attempts = attempts - 1 WHERE id = ANY($1) AND leased_until > $2"};

constexpr Statement kCounts{
    "SELECT (SELECT count(*) FROM outbox WHERE deliver_at <= $1), (SELECT count(*) FROM dead_letters)"};

constexpr Statement kDeadLetters{
    "SELECT id, subscriber, attempts, last_error, died_at, event_id, type, key, payload, traceparent, occurred_at, "
    "deliver_at FROM dead_letters WHERE id < $1 ORDER BY id DESC LIMIT $2"};

constexpr Statement kExhume{"DELETE FROM dead_letters WHERE id = $1 "
                            "RETURNING subscriber, event_id, type, key, payload, traceparent, occurred_at"};

// What the relay writes down of its own work may be lost in a crash of the server: the events then come
// once more, and the inboxes know them.
constexpr postgres::TransactionOptions kNotDurable{.durable = false};

Claimed claimed_of(const postgres::Row& row, Timestamp leased_until) {
    Claimed claimed;
    auto& event = claimed.event;
    std::tie(claimed.row, event.id, event.type, event.key, event.payload, event.traceparent,
             event.occurred_at, event.deliver_at, event.attempt, event.subscribers, claimed.due_at,
             claimed.failures) =
        row.as<std::int64_t, std::string, std::string, std::string, std::string, std::string, Timestamp,
               Timestamp, int, std::vector<std::string>, Timestamp, int>();
    claimed.leased_until = leased_until;
    return claimed;
}

DeadLetter dead_letter_of(const postgres::Row& row) {
    DeadLetter letter;
    auto& event = letter.event;
    std::tie(letter.id, letter.subscriber, letter.attempts, letter.last_error, letter.died_at, event.id,
             event.type, event.key, event.payload, event.traceparent, event.occurred_at, event.deliver_at) =
        row.as<std::int64_t, std::string, int, std::string, Timestamp, std::string, std::string, std::string,
               std::string, std::string, Timestamp, Timestamp>();
    return letter;
}

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

std::optional<Timestamp> first_time(const postgres::Rows& rows) {
    if (rows.empty()) return std::nullopt;
    return rows.front().get<Timestamp>(0);
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
        Claim claim;
        for (const auto& row : claimed.rows()) claim.rows.push_back(claimed_of(row, leased_until));
        std::ranges::sort(claim.rows, {},
                          [](const Claimed& each) { return std::pair(each.due_at, each.row); });
        claim.next_due = first_time(next_due.rows());
        co_return claim;
    };
    co_return co_await database_.transaction(context, kNotDurable, std::move(body));
}

Task<Result<std::optional<Timestamp>>> Outbox::next_due(CallContext& context, const Window& window) const {
    auto rows = co_await database_.query(context, kNextDue, window.from, window.now, window.held);
    if (!rows) co_return fail(std::move(rows).error());
    co_return first_time(*rows);
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
        co_return Result<void>();
    };
    co_return co_await database_.transaction(context, kNotDurable, std::move(body));
}

Task<Result<void>> Outbox::give_back(CallContext& context, const std::vector<std::int64_t>& rows,
                                     Timestamp now) const {
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        tx.queue(kGiveBack, rows, now);
        co_return Result<void>();
    };
    co_return co_await database_.transaction(context, kNotDurable, std::move(body));
}

Task<Result<Outbox::Counts>> Outbox::counts(CallContext& context, Timestamp now) const {
    auto rows = co_await database_.query(context, kCounts, now);
    if (!rows) co_return fail(std::move(rows).error());
    const auto row = rows->front();
    co_return Counts{row.get<std::int64_t>(0), row.get<std::int64_t>(1)};
}

Task<Result<std::vector<DeadLetter>>> Outbox::dead_letters(CallContext& context, std::int64_t before,
                                                           int limit) const {
    auto rows = co_await database_.query(context, kDeadLetters, before, limit);
    if (!rows) co_return fail(std::move(rows).error());
    std::vector<DeadLetter> letters;
    for (const auto& row : *rows) letters.push_back(dead_letter_of(row));
    co_return letters;
}

Task<Result<bool>> Outbox::replay(CallContext& context, std::int64_t id, Timestamp now) const {
    auto body = [&](Transaction& tx) -> Task<Result<bool>> {
        const auto rows = co_await tx.query(kExhume, id);
        if (!rows) co_return fail(rows.error());
        if (rows->empty()) co_return false;
        Event event;
        event.subscribers.resize(1);
        std::tie(event.subscribers[0], event.id, event.type, event.key, event.payload, event.traceparent,
                 event.occurred_at) = rows->front()
                                          .as<std::string, std::string, std::string, std::string, std::string,
                                              std::string, Timestamp>();
        event.deliver_at = now;
        write(tx, event);
        co_return true;
    };
    co_return co_await database_.transaction(context, std::move(body));
}

}  // namespace ecommerce::events
