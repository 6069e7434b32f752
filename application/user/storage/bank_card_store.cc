// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/bank_card_store.h"

#include "framework/rpc/messages.h"

namespace ecommerce::user {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Read;
using postgres::Write;

// As read() takes them.
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

v1::BankCard read(const postgres::Row& row) {
    v1::BankCard card;
    card.set_id(row.get<std::int64_t>(0));
    card.set_brand(v1::CardBrand(row.get<int>(1)));
    card.set_last_four(row.get<std::string>(2));
    card.set_holder(row.get<std::string>(3));
    card.set_expiry_month(row.get<std::uint32_t>(4));
    card.set_expiry_year(row.get<std::uint32_t>(5));
    card.set_is_default(row.get<bool>(6));
    rpc::set_time(*card.mutable_created_at(), row.get<Timestamp>(7));
    return card;
}

Result<std::vector<v1::BankCard>> read_all(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    std::vector<v1::BankCard> cards;
    for (const auto& row : *rows) cards.push_back(read(row));
    return cards;
}

}  // namespace

Task<Result<std::vector<v1::BankCard>>> BankCardStore::list(CallContext& context,
                                                            std::int64_t user_id) const {
    co_return read_all(co_await database_.query(context, kList, user_id));
}

Task<Result<std::optional<v1::BankCard>>> BankCardStore::find(CallContext& context, std::int64_t user_id,
                                                              std::int64_t id) const {
    auto rows = co_await database_.query(context, kFind, user_id, id);
    if (!rows) co_return fail(std::move(rows.error()));
    if (rows->empty()) co_return std::nullopt;
    co_return read(rows->front());
}

Task<Result<std::vector<v1::BankCard>>> BankCardStore::lock(postgres::Transaction& tx,
                                                            std::int64_t user_id) const {
    co_return read_all(co_await tx.query(kLock, user_id));
}

Task<Result<v1::BankCard>> BankCardStore::insert(postgres::Transaction& tx, std::int64_t user_id,
                                                 const v1::BankCard& card, const SealedNumber& number,
                                                 Timestamp now) const {
    auto rows = co_await tx.query(kInsert, user_id, postgres::Bytes{number.sealed}, number.digest,
                                  int(card.brand()), card.last_four(), card.holder(),
                                  int(card.expiry_month()), int(card.expiry_year()), card.is_default(), now);
    if (!rows) co_return fail(std::move(rows.error()));
    auto inserted = card;
    inserted.set_id(rows->front().get<std::int64_t>(0));
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
