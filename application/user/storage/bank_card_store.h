// SPDX-License-Identifier: Apache-2.0
// Bank cards: statements of the table bank_cards. Numbers come and stay sealed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

#include "user/v1/bank_card.pb.h"

namespace ecommerce::user {

class BankCardStore {
public:
    explicit BankCardStore(postgres::Database& database) : database_(database) {}

    // The default first, then the latest.
    Task<Result<std::vector<v1::BankCard>>> list(CallContext& context, std::int64_t user_id) const;
    Task<Result<std::optional<v1::BankCard>>> find(CallContext& context, std::int64_t user_id,
                                                   std::int64_t id) const;
    // All of the user's, locked; in the order of list().
    Task<Result<std::vector<v1::BankCard>>> lock(postgres::Transaction& tx, std::int64_t user_id) const;

    struct SealedNumber {
        std::string sealed;
        std::string digest;  // the same number gives the same
    };
    // A number that the user has already violates kNumberUnique.
    Task<Result<v1::BankCard>> insert(postgres::Transaction& tx, std::int64_t user_id,
                                      const v1::BankCard& card, const SealedNumber& number,
                                      Timestamp now) const;
    static constexpr std::string_view kNumberUnique = "bank_cards_number_uq";

    void update(postgres::Transaction& tx, std::int64_t user_id, const v1::BankCard& card) const;
    void clear_default(postgres::Transaction& tx, std::int64_t user_id) const;
    void make_default(postgres::Transaction& tx, std::int64_t user_id, std::int64_t id) const;
    void remove(postgres::Transaction& tx, std::int64_t user_id, std::int64_t id) const;
    void remove_all(postgres::Transaction& tx, std::int64_t user_id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::user
