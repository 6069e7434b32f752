// SPDX-License-Identifier: Apache-2.0
#include "framework/events/outbox.h"

#include <algorithm>
#include <utility>

#include "framework/postgres/database.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::events {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Statement;
using postgres::Transaction;
using postgres::Write;

// All subscribers of an event travel as one text: names of services, which hold no comma.
constexpr Write kWrite{R"sql(
    INSERT INTO outbox (event_id, type, key, payload, traceparent, occurred_at, deliver_at, due_at, leased_until,
                        attempts, failures, subscribers, last_error)
    SELECT new.event_id::UUID, new.type, new.key, new.payload, new.traceparent, new.occurred_at, new.due_at, new.due_at,
           new.leased_until, new.attempts, 0, STRING_TO_ARRAY(new.subscribers, ','), ''
    FROM UNNEST($1::TEXT[], $2::TEXT[], $3::TEXT[], $4::BYTEA[], $5::TEXT[], $6::TIMESTAMPTZ[], $7::TIMESTAMPTZ[],
                $8::TIMESTAMPTZ[], $9::BIGINT[], $10::TEXT[])
        AS new (event_id, type, key, payload, traceparent, occurred_at, due_at, leased_until, attempts, subscribers)
    RETURNING id AS row, event_id
)sql"};
struct WrittenRow {
    std::int64_t row;
    std::string event_id;
};

// Each lane by itself: the LIMIT counts what the lane locked, so several relays get different rows and no lane waits
// for another. It is a literal: for a parameter the planner would expect a tenth of the table and read all of it.
constexpr Write kClaim{Plan::each_time, R"sql(
    WITH due AS MATERIALIZED (
        SELECT first.id
        FROM UNNEST($1::TEXT[], $2::TIMESTAMPTZ[]) AS lane (type, from_due)
        CROSS JOIN LATERAL (
            SELECT o.id
            FROM outbox AS o
            WHERE o.type = lane.type AND o.due_at >= lane.from_due AND o.due_at <= $3 AND o.leased_until <= $4
                  AND o.id <> ALL($5)
            ORDER BY o.due_at, o.id
            LIMIT 64
            FOR UPDATE SKIP LOCKED
        ) AS first
    )
    UPDATE outbox
    SET leased_until = $6, attempts = outbox.attempts + 1
    FROM due
    WHERE outbox.id = due.id
    RETURNING outbox.id AS row, event_id, type, key, payload, traceparent, occurred_at, deliver_at,
              attempts AS attempt, subscribers, due_at, leased_until, failures
)sql"};
static_assert(Outbox::kClaimLimit == 64);

// Rows along an index: the relay is not to wait behind visitors' lists.
constexpr Read kNextOfLanes{Plan::each_time, postgres::Lane::keys, R"sql(
    SELECT lane.type, first.due_at
    FROM UNNEST($1::TEXT[], $2::TIMESTAMPTZ[]) AS lane (type, from_due)
    CROSS JOIN LATERAL (
        SELECT o.due_at
        FROM outbox AS o
        WHERE o.type = lane.type AND o.due_at >= lane.from_due AND o.leased_until <= $3 AND o.id <> ALL($4)
        ORDER BY o.due_at, o.id
        LIMIT 1
    ) AS first
)sql"};

// From type to type, by the index.
constexpr Read kLanes{Plan::each_time, postgres::Lane::keys, R"sql(
    WITH RECURSIVE lane AS (
        SELECT MIN(type) AS type FROM outbox
        UNION ALL
        SELECT (SELECT MIN(o.type) FROM outbox AS o WHERE o.type > lane.type)
        FROM lane
        WHERE lane.type IS NOT NULL
    )
    SELECT lane.type, first.due_at
    FROM lane
    CROSS JOIN LATERAL (
        SELECT o.due_at
        FROM outbox AS o
        WHERE o.type = lane.type AND o.leased_until <= $1 AND o.id <> ALL($2)
        ORDER BY o.due_at, o.id
        LIMIT 1
    ) AS first
)sql"};

// Its COMMIT does not wait for the disk, as that of no settlement does.
constexpr Write kDeleteTaken{R"sql(
    WITH quick AS MATERIALIZED (SELECT SET_CONFIG('synchronous_commit', 'off', TRUE) AS value)
    DELETE FROM outbox USING quick WHERE id = ANY($1) AND quick.value = 'off'
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

struct LaneRow {
    std::string type;
    Timestamp due_at;
};

std::vector<Lane> read_lanes(const postgres::Rows& rows) {
    std::vector<Lane> lanes;
    for (auto& row : rows.to<LaneRow>()) lanes.push_back({.type = std::move(row.type), .from = row.due_at});
    return lanes;
}

}  // namespace

void Outbox::Written::number(std::span<Claimed> rows) const {
    for (auto& written : ids_.rows().to<WrittenRow>()) {
        const auto same =
            std::ranges::find(rows, written.event_id, [](const Claimed& each) { return each.event.id; });
        if (same != rows.end()) same->row = written.row;
    }
}

Outbox::Written Outbox::write(Transaction& transaction, std::span<const Claimed> rows) {
    const auto event = [](auto Event::* member) {
        return [member](const Claimed& each) { return each.event.*member; };
    };
    const auto payload = [](const Claimed& each) { return postgres::Bytes{each.event.payload}; };
    const auto subscribers = [](const Claimed& each) {
        std::string joined;
        for (const auto& name : each.event.subscribers) joined += (joined.empty() ? "" : ",") + name;
        return joined;
    };
    return Written(transaction.queue(
        kWrite, postgres::columns(rows, event(&Event::id), event(&Event::type), event(&Event::key), payload,
                                  event(&Event::traceparent), event(&Event::occurred_at), &Claimed::due_at,
                                  &Claimed::leased_until, event(&Event::attempt), subscribers)));
}

Task<Result<Claim>> Outbox::claim(CallContext& context, const Window& window, std::span<const Lane> lanes,
                                  Timestamp leased_until) const {
    auto body = [&](Transaction& tx) -> Task<Result<Claim>> {
        const auto claimed = tx.queue(kClaim, postgres::columns(lanes, &Lane::type, &Lane::from),
                                      window.due_by, window.now, window.held, leased_until);
        const auto next = tx.queue(kNextOfLanes, postgres::columns(lanes, &Lane::type, &Lane::from),
                                   window.now, window.held);
        co_await ok(tx.flush());
        Claim claim{.rows = claimed.rows().to<Claimed>(), .next = read_lanes(next.rows())};
        std::ranges::sort(claim.rows, {},
                          [](const Claimed& each) { return std::pair(each.due_at, each.row); });
        co_return claim;
    };
    co_return co_await database_.transaction(context, kNotDurable, std::move(body));
}

Task<Result<std::vector<Lane>>> Outbox::lanes(CallContext& context, const Window& window) const {
    const auto rows = co_await ok(database_.query(context, kLanes, window.now, window.held));
    co_return read_lanes(rows);
}

Task<Result<void>> Outbox::settle(CallContext& context, std::span<const Settlement> settlements,
                                  Timestamp now) const {
    std::vector<std::int64_t> taken;
    std::vector<const Settlement*> failed;
    for (const auto& settlement : settlements) {
        if (settlement.retries.empty() && settlement.dead.empty()) {
            taken.push_back(settlement.row);
        } else {
            failed.push_back(&settlement);
        }
    }
    if (failed.empty()) {
        co_await ok(database_.query(context, kDeleteTaken, taken));
        co_return {};
    }
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        for (const auto* settlement : failed) queue_failures(tx, *settlement, now);
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
        Claimed row{.event = *std::move(event), .due_at = now, .leased_until = now};
        row.event.attempt = 0;
        write(tx, {&row, 1});
        co_return true;
    };
    co_return co_await database_.transaction(context, std::move(body));
}

}  // namespace ecommerce::events
