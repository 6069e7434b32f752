// SPDX-License-Identifier: Apache-2.0
#include "application/auth/storage/second_factor_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::auth {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

// A SecondFactorRow's. An account has ten codes at most.
constexpr Read kFind{Plan::once, R"sql(
    SELECT f.user_id, f.factor_id, f.secret_sealed, f.last_step, f.turned_on_at,
           (SELECT COUNT(*) FROM recovery_codes AS c WHERE c.user_id = $1) AS codes_left
    FROM second_factors AS f
    WHERE f.user_id = $1
)sql"};

constexpr Write kBegin{R"sql(
    INSERT INTO second_factors (user_id, factor_id, secret_sealed, last_step, created_at)
    VALUES ($1, $2, $3, 0, $4)
    ON CONFLICT (user_id) DO UPDATE
    SET factor_id = EXCLUDED.factor_id, secret_sealed = EXCLUDED.secret_sealed, last_step = 0,
        created_at = EXCLUDED.created_at
    WHERE second_factors.turned_on_at IS NULL
)sql"};

constexpr Write kTurnOn{R"sql(
    UPDATE second_factors
    SET turned_on_at = $4, last_step = $3
    WHERE user_id = $1 AND factor_id = $2 AND last_step < $3 AND turned_on_at IS NULL
)sql"};

constexpr Write kUseStep{R"sql(
    UPDATE second_factors
    SET last_step = $3
    WHERE user_id = $1 AND factor_id = $2 AND last_step < $3 AND turned_on_at IS NOT NULL
)sql"};

constexpr Write kUseRecoveryCode{R"sql(
    DELETE FROM recovery_codes WHERE user_id = $1 AND code_digest = $2
)sql"};

constexpr Write kInsertRecoveryCode{R"sql(
    INSERT INTO recovery_codes (user_id, code_digest) VALUES ($1, $2)
)sql"};

constexpr Write kRemoveRecoveryCodes{R"sql(
    DELETE FROM recovery_codes WHERE user_id = $1
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM second_factors WHERE user_id = $1
)sql"};

constexpr Write kUseChallenge{R"sql(
    INSERT INTO used_challenges (challenge_id, expires_at)
    VALUES ($1, $2)
    ON CONFLICT (challenge_id) DO NOTHING
)sql"};

constexpr Write kDeleteChallenges{Plan::each_time, R"sql(
    DELETE FROM used_challenges
    WHERE challenge_id IN (
        SELECT old.challenge_id FROM used_challenges AS old WHERE old.expires_at < $1 ORDER BY old.expires_at LIMIT $2
    )
)sql"};

constexpr Write kInsertReset{R"sql(
    INSERT INTO second_factor_resets (user_id, admin_user_id, reason, created_at) VALUES ($1, $2, $3, $4)
)sql"};

constexpr Write kRemoveResets{R"sql(
    DELETE FROM second_factor_resets WHERE user_id = $1
)sql"};

}  // namespace

Task<Result<std::optional<SecondFactorRow>>> SecondFactorStore::find(CallContext& context,
                                                                     std::int64_t user_id) const {
    const auto rows = co_await ok(database_.query(context, kFind, user_id));
    co_return rows.first<SecondFactorRow>();
}

Task<Result<std::optional<SecondFactorRow>>> SecondFactorStore::find(postgres::Transaction& tx,
                                                                     std::int64_t user_id) const {
    const auto rows = co_await ok(tx.query(kFind, user_id));
    co_return rows.first<SecondFactorRow>();
}

Task<Result<bool>> SecondFactorStore::begin(postgres::Transaction& tx, const SecondFactorRow& row,
                                            Timestamp now) const {
    const auto rows =
        co_await ok(tx.query(kBegin, row.user_id, row.factor_id, postgres::Bytes{row.secret_sealed}, now));
    co_return rows.affected() == 1;
}

Task<Result<bool>> SecondFactorStore::turn_on(postgres::Transaction& tx, const SecondFactorRow& row,
                                              std::int64_t step, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kTurnOn, row.user_id, row.factor_id, step, now));
    co_return rows.affected() == 1;
}

Task<Result<bool>> SecondFactorStore::use_step(postgres::Transaction& tx, const SecondFactorRow& row,
                                               std::int64_t step) const {
    const auto rows = co_await ok(tx.query(kUseStep, row.user_id, row.factor_id, step));
    co_return rows.affected() == 1;
}

Task<Result<bool>> SecondFactorStore::use_recovery_code(postgres::Transaction& tx, std::int64_t user_id,
                                                        std::string_view digest) const {
    const auto rows = co_await ok(tx.query(kUseRecoveryCode, user_id, digest));
    co_return rows.affected() == 1;
}

void SecondFactorStore::set_recovery_codes(postgres::Transaction& tx, std::int64_t user_id,
                                           const std::vector<std::string>& digests) const {
    tx.queue(kRemoveRecoveryCodes, user_id);
    for (const auto& digest : digests) tx.queue(kInsertRecoveryCode, user_id, digest);
}

void SecondFactorStore::remove(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kRemoveRecoveryCodes, user_id);
    tx.queue(kRemove, user_id);
}

Task<Result<bool>> SecondFactorStore::use_challenge(postgres::Transaction& tx, std::string_view challenge_id,
                                                    Timestamp expires_at) const {
    const auto rows = co_await ok(tx.query(kUseChallenge, challenge_id, expires_at));
    co_return rows.affected() == 1;
}

Task<Result<std::int64_t>> SecondFactorStore::delete_challenges(CallContext& context, Timestamp before,
                                                                int limit) const {
    const auto rows = co_await ok(database_.query(context, kDeleteChallenges, before, std::int64_t(limit)));
    co_return rows.affected();
}

void SecondFactorStore::insert_reset(postgres::Transaction& tx, const Reset& reset) const {
    tx.queue(kInsertReset, reset.user_id, reset.admin_user_id, reset.reason, reset.at);
}

void SecondFactorStore::remove_resets(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kRemoveResets, user_id);
}

}  // namespace ecommerce::auth
