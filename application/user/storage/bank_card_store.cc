// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/bank_card_store.h"

#include "framework/postgres/row_structs.h"
#include "framework/rpc/messages.h"

namespace ecommerce::user {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Read;
using postgres::Write;

struct CardRow {
    std::int64_t id = 0;
    v1::CardBrand brand{};
    std::string last_four;
    std::string holder;
    std::uint32_t expiry_month = 0;
    std::uint32_t expiry_year = 0;
    bool is_default = false;
    Timestamp created_at;
};

// A CardRow each.
constexpr Piece kOfUser = R"sql(
    SELECT id, brand, last_four, holder, expiry_month, expiry_year, is_default, created_at
    FROM bank_cards
    WHERE user_id = $1
)sql";

constexpr Read kList{joined<kOfUser, R"sql(ORDER BY is_default DESC, id DESC)sql">};

constexpr Read kFind{joined<kOfUser, R"sql(AND id = $2)sql">};

constexpr Write kLock{joined<kOfUser, R"sql(ORDER BY is_default DESC, id DESC FOR UPDATE)sql">};

constexpr Write kInsert{R"sql(
    INSERT INTO bank_cards (user_id, number_sealed, number_digest, brand, last_four, holder, expiry_month,
                            expiry_year, is_default, created_at)
    VALUES ($1, $2, $3, $4::INTEGER, $5, $6, $7::INTEGER, $8::INTEGER, $9, $10)
    RETURNING id
)sql"};

constexpr Write kUpdate{R"sql(
    UPDATE bank_cards
    SET holder = $3, expiry_month = $4::INTEGER, expiry_year = $5::INTEGER
    WHERE user_id = $1 AND id = $2
)sql"};

constexpr Write kClearDefault{R"sql(
    UPDATE bank_cards SET is_default = FALSE WHERE user_id = $1 AND is_default
)sql"};

constexpr Write kMakeDefault{R"sql(
    UPDATE bank_cards SET is_default = TRUE WHERE user_id = $1 AND id = $2
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM bank_cards WHERE user_id = $1 AND id = $2
)sql"};

constexpr Write kRemoveAll{R"sql(
    DELETE FROM bank_cards WHERE user_id = $1
)sql"};

v1::BankCard to_card(CardRow row) {
    v1::BankCard card;
    card.set_id(row.id);
    card.set_brand(row.brand);
    card.set_last_four(std::move(row.last_four));
    card.set_holder(std::move(row.holder));
    card.set_expiry_month(row.expiry_month);
    card.set_expiry_year(row.expiry_year);
    card.set_is_default(row.is_default);
    rpc::set_time(*card.mutable_created_at(), row.created_at);
    return card;
}

std::vector<v1::BankCard> to_cards(const postgres::Rows& rows) {
    std::vector<v1::BankCard> cards;
    for (auto& row : rows.to<CardRow>()) cards.push_back(to_card(std::move(row)));
    return cards;
}

}  // namespace

Task<Result<std::vector<v1::BankCard>>> BankCardStore::list(CallContext& context,
                                                            std::int64_t user_id) const {
    const auto rows = co_await ok(database_.query(context, kList, user_id));
    co_return to_cards(rows);
}

Task<Result<std::optional<v1::BankCard>>> BankCardStore::find(CallContext& context, std::int64_t user_id,
                                                              std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kFind, user_id, id));
    co_return rows.first<CardRow>().transform(to_card);
}

Task<Result<std::vector<v1::BankCard>>> BankCardStore::lock(postgres::Transaction& tx,
                                                            std::int64_t user_id) const {
    const auto rows = co_await ok(tx.query(kLock, user_id));
    co_return to_cards(rows);
}

Task<Result<v1::BankCard>> BankCardStore::insert(postgres::Transaction& tx, std::int64_t user_id,
                                                 const v1::BankCard& card, const SealedNumber& number,
                                                 Timestamp now) const {
    const auto rows = co_await ok(tx.query(
        kInsert, user_id, postgres::Bytes{number.sealed}, number.digest, int(card.brand()), card.last_four(),
        card.holder(), int(card.expiry_month()), int(card.expiry_year()), card.is_default(), now));
    auto inserted = card;
    inserted.set_id(rows.front().to<std::int64_t>());
    rpc::set_time(*inserted.mutable_created_at(), now);
    co_return inserted;
}

void BankCardStore::update(postgres::Transaction& tx, std::int64_t user_id, const v1::BankCard& card) const {
    tx.queue(kUpdate, user_id, card.id(), card.holder(), int(card.expiry_month()), int(card.expiry_year()));
}

void BankCardStore::clear_default(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kClearDefault, user_id);
}

void BankCardStore::make_default(postgres::Transaction& tx, std::int64_t user_id, std::int64_t id) const {
    tx.queue(kMakeDefault, user_id, id);
}

void BankCardStore::remove(postgres::Transaction& tx, std::int64_t user_id, std::int64_t id) const {
    tx.queue(kRemove, user_id, id);
}

void BankCardStore::remove_all(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kRemoveAll, user_id);
}

}  // namespace ecommerce::user
