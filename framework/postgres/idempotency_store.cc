// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/idempotency_store.h"

#include <optional>
#include <random>
#include <string>

#include "framework/postgres/row_structs.h"
#include "framework/postgres/transaction.h"

namespace ecommerce::postgres {

namespace {

// No COMMIT here waits for the disk. The log keeps its order, so an effect that is there after a crash of the server has
// its claim and mark there too; a kept reply that is lost is an effect that is known to be done.

// Takes a new key, or one whose claim has expired.
constexpr Write kClaim{R"sql(
    INSERT INTO idempotency_keys AS k (scope, key, request_hash, attempt, leased_until, claimed_at)
    SELECT $1, $2, $3, $4, $5, $6
    WHERE SET_CONFIG('synchronous_commit', 'off', TRUE) = 'off'
    ON CONFLICT (scope, key) DO UPDATE
    SET attempt = EXCLUDED.attempt, leased_until = EXCLUDED.leased_until, claimed_at = EXCLUDED.claimed_at
    WHERE k.reply IS NULL AND k.leased_until <= EXCLUDED.claimed_at AND k.request_hash = EXCLUDED.request_hash
)sql"};

constexpr Read kLook{R"sql(
    SELECT request_hash = $3 AS same_request, leased_until > $4 AS leased, reply
    FROM idempotency_keys
    WHERE scope = $1 AND key = $2
)sql"};
struct Known {
    bool same_request;
    bool leased;
    std::optional<std::string> reply;
};

// Whether a claim by anybody would find the key taken.
constexpr Read kHeld{R"sql(
    SELECT 1 AS held
    FROM idempotency_keys
    WHERE scope = $1 AND key = $2 AND (reply IS NOT NULL OR leased_until > $3)
)sql"};

constexpr Write kComplete{R"sql(
    WITH quick AS MATERIALIZED (SELECT SET_CONFIG('synchronous_commit', 'off', TRUE) AS value)
    UPDATE idempotency_keys
    SET reply = $4
    FROM quick
    WHERE scope = $1 AND key = $2 AND attempt = $3 AND (reply IS NULL OR reply = '') AND quick.value = 'off'
)sql"};

constexpr Write kAbandon{R"sql(
    DELETE FROM idempotency_keys WHERE scope = $1 AND key = $2 AND attempt = $3 AND reply IS NULL
)sql"};

constexpr Write kEraseReplies{R"sql(
    UPDATE idempotency_keys
    SET reply = '', leased_until = claimed_at
    WHERE scope = $1 AND reply <> ''
)sql"};

// Waits for a transaction that is just recording its effect.
constexpr Write kLeave{R"sql(
    UPDATE idempotency_keys
    SET leased_until = claimed_at
    WHERE scope = $1 AND key = $2 AND attempt = $3 AND (reply IS NULL OR reply = '')
)sql"};

constexpr Write kClean{Plan::each_time, R"sql(
    WITH old AS (
        SELECT scope, key
        FROM idempotency_keys
        WHERE claimed_at < $1
        ORDER BY claimed_at
        LIMIT 1000
        FOR UPDATE SKIP LOCKED
    )
    DELETE FROM idempotency_keys AS k USING old WHERE k.scope = old.scope AND k.key = old.key
)sql"};

std::int64_t new_attempt() {
    thread_local std::mt19937_64 engine{std::random_device{}()};
    return std::int64_t(engine() >> 1);
}

}  // namespace

Task<Result<bool>> IdempotencyStore::holds(CallContext& context, const IdempotencyId& id) {
    const auto found = co_await ok(database_.query(context, kHeld, id.scope, id.key, clock_.now()));
    co_return !found.empty();
}

Task<Result<IdempotencyClaim>> IdempotencyStore::claim(CallContext& context, const IdempotencyId& id,
                                                       const std::string& request_hash,
                                                       std::chrono::seconds lease) {
    using State = IdempotencyClaim::State;
    for (;;) {
        const auto now = clock_.now();
        const auto attempt = new_attempt();
        const auto taken = co_await ok(database_.query(context, kClaim, id.scope, id.key, Bytes{request_hash},
                                                       attempt, Timestamp(now + lease), now));
        if (taken.affected() == 1) co_return IdempotencyClaim{State::mine, attempt, ""};

        const auto rows =
            co_await ok(database_.query(context, kLook, id.scope, id.key, Bytes{request_hash}, now));
        auto known = rows.first<Known>();
        if (!known) continue;  // abandoned in between
        if (!known->same_request) co_return IdempotencyClaim{State::other_request, 0, ""};
        if (known->reply && !known->reply->empty()) {
            co_return IdempotencyClaim{State::finished, 0, *std::move(known->reply)};
        }
        if (known->reply && !known->leased) co_return IdempotencyClaim{State::done, 0, ""};
        co_return IdempotencyClaim{State::running, 0, ""};
    }
}

Task<Result<void>> IdempotencyStore::complete(CallContext& context, const IdempotencyId& id,
                                              std::int64_t attempt, const std::string& reply) {
    co_await ok(database_.query(context, kComplete, id.scope, id.key, attempt, Bytes{reply}));
    co_return {};
}

Task<Result<void>> IdempotencyStore::abandon(CallContext& context, const IdempotencyId& id,
                                             std::int64_t attempt) {
    co_await ok(database_.query(context, kAbandon, id.scope, id.key, attempt));
    co_return {};
}

void IdempotencyStore::erase_replies(Transaction& tx, std::string_view scope) {
    tx.queue(kEraseReplies, scope);
}

Task<Result<void>> IdempotencyStore::leave(CallContext& context, const IdempotencyId& id,
                                           std::int64_t attempt) {
    co_await ok(database_.query(context, kLeave, id.scope, id.key, attempt));
    co_return {};
}

Task<Result<std::int64_t>> IdempotencyStore::clean(CallContext& context) {
    const auto deleted = co_await ok(database_.query(context, kClean, Timestamp(clock_.now() - kRetention)));
    co_return deleted.affected();
}

}  // namespace ecommerce::postgres
