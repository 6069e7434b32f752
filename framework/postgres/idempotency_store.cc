// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/idempotency_store.h"

#include <random>

namespace ecommerce::postgres {

namespace {

// Takes a new key, or one whose claim has expired.
constexpr Statement kClaim{
    "INSERT INTO idempotency_keys AS k (scope, key, request_hash, attempt, leased_until, claimed_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)"
    " ON CONFLICT (scope, key) DO UPDATE SET attempt = EXCLUDED.attempt, leased_until = EXCLUDED.leased_until,"
    " claimed_at = EXCLUDED.claimed_at"
    " WHERE k.reply IS NULL AND k.leased_until <= EXCLUDED.claimed_at AND k.request_hash = EXCLUDED.request_hash"};
constexpr Statement kLook{
    "SELECT request_hash = $3, reply FROM idempotency_keys WHERE scope = $1 AND key = $2"};
constexpr Statement kComplete{
    "UPDATE idempotency_keys SET reply = $4 WHERE scope = $1 AND key = $2 AND attempt = $3 AND reply IS NULL"};
constexpr Statement kAbandon{
    "DELETE FROM idempotency_keys WHERE scope = $1 AND key = $2 AND attempt = $3 AND reply IS NULL"};
constexpr Statement kClean{
    "WITH old AS (SELECT scope, key FROM idempotency_keys WHERE claimed_at < $1 ORDER BY claimed_at LIMIT 1000"
    " FOR UPDATE SKIP LOCKED)"
    " DELETE FROM idempotency_keys AS k USING old WHERE k.scope = old.scope AND k.key = old.key"};

std::int64_t new_attempt() {
    thread_local std::mt19937_64 engine{std::random_device{}()};
    return std::int64_t(engine() >> 1);
}

}  // namespace

Task<Result<IdempotencyClaim>> IdempotencyStore::claim(CallContext& context, const IdempotencyId& id,
                                                       const std::string& request_hash,
                                                       std::chrono::seconds lease) {
    using State = IdempotencyClaim::State;
    for (;;) {
        const auto now = clock_.now();
        const auto attempt = new_attempt();
        auto taken = co_await database_.query(context, kClaim, id.scope, id.key, Bytes{request_hash}, attempt,
                                              Timestamp(now + lease), now);
        if (!taken) co_return fail(std::move(taken.error()));
        if (taken->affected() == 1) co_return IdempotencyClaim{State::mine, attempt, ""};

        auto found = co_await database_.query(context, kLook, id.scope, id.key, Bytes{request_hash});
        if (!found) co_return fail(std::move(found.error()));
        if (found->empty()) continue;  // abandoned in between
        auto [same, reply] = found->front().as<bool, std::optional<std::string>>();
        if (!same) co_return IdempotencyClaim{State::other_request, 0, ""};
        if (reply) co_return IdempotencyClaim{State::finished, 0, std::move(*reply)};
        co_return IdempotencyClaim{State::running, 0, ""};
    }
}

Task<Result<void>> IdempotencyStore::complete(CallContext& context, const IdempotencyId& id,
                                              std::int64_t attempt, const std::string& reply) {
    auto done = co_await database_.query(context, kComplete, id.scope, id.key, attempt, Bytes{reply});
    if (!done) co_return fail(std::move(done.error()));
    co_return Result<void>();
}

Task<Result<void>> IdempotencyStore::abandon(CallContext& context, const IdempotencyId& id,
                                             std::int64_t attempt) {
    auto done = co_await database_.query(context, kAbandon, id.scope, id.key, attempt);
    if (!done) co_return fail(std::move(done.error()));
    co_return Result<void>();
}

Task<Result<std::int64_t>> IdempotencyStore::clean(CallContext& context) {
    auto done = co_await database_.query(context, kClean, Timestamp(clock_.now() - kRetention));
    if (!done) co_return fail(std::move(done.error()));
    co_return done->affected();
}

}  // namespace ecommerce::postgres
