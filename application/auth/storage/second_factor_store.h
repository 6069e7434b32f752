// SPDX-License-Identifier: Apache-2.0
// Second factors: statements of their tables. Secrets come and stay sealed, recovery codes are digests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::auth {

struct SecondFactorRow {
    std::int64_t user_id = 0;
    std::string factor_id;
    std::string secret_sealed;
    std::int64_t last_step = 0;
    std::optional<Timestamp> turned_on_at;  // nothing: it waits to be confirmed
    std::int64_t codes_left = 0;

    bool on() const { return turned_on_at.has_value(); }
};

// Stateless; any loop. All but those with a context run in a transaction that has locked the account
// (SessionStore::lock_account).
class SecondFactorStore {
public:
    explicit SecondFactorStore(postgres::Database& database) : database_(database) {}

    Task<Result<std::optional<SecondFactorRow>>> find(CallContext& context, std::int64_t user_id) const;
    Task<Result<std::optional<SecondFactorRow>>> find(postgres::Transaction& tx, std::int64_t user_id) const;

    // In place of one that waits; false when there is one that is on.
    Task<Result<bool>> begin(postgres::Transaction& tx, const SecondFactorRow& row, Timestamp now) const;
    // False when it is another by now, or on.
    Task<Result<bool>> turn_on(postgres::Transaction& tx, const SecondFactorRow& row, std::int64_t step,
                               Timestamp now) const;
    // A code is used once: false when its step, or a later one, was.
    Task<Result<bool>> use_step(postgres::Transaction& tx, const SecondFactorRow& row,
                                std::int64_t step) const;
    // False when no such code is left.
    Task<Result<bool>> use_recovery_code(postgres::Transaction& tx, std::int64_t user_id,
                                         std::string_view digest) const;
    void set_recovery_codes(postgres::Transaction& tx, std::int64_t user_id,
                            const std::vector<std::string>& digests) const;
    // With its recovery codes.
    void remove(postgres::Transaction& tx, std::int64_t user_id) const;

    // False when it was used before.
    Task<Result<bool>> use_challenge(postgres::Transaction& tx, std::string_view challenge_id,
                                     Timestamp expires_at) const;
    Task<Result<std::int64_t>> delete_challenges(CallContext& context, Timestamp before, int limit) const;

    struct Reset {
        std::int64_t user_id;
        std::int64_t admin_user_id;
        std::string_view reason;
        Timestamp at;
    };
    void insert_reset(postgres::Transaction& tx, const Reset& reset) const;
    void remove_resets(postgres::Transaction& tx, std::int64_t user_id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::auth
