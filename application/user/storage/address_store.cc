// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/address_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::user {

namespace {

using postgres::fields;
using postgres::joined;
using postgres::Piece;
using postgres::Read;
using postgres::Write;

constexpr Piece kParts =
    R"sql(recipient, phone, country_code, province, city, district, street, postal_code, region_code)sql";

// After "SELECT id, " and the parts: an AddressRow each.
constexpr Piece kOfUser = R"sql(
    , tag, is_default
    FROM addresses
    WHERE user_id = $1
)sql";

constexpr Read kList{
    joined<R"sql(SELECT id,)sql", kParts, kOfUser, R"sql(ORDER BY is_default DESC, id DESC)sql">};

constexpr Read kFind{joined<R"sql(SELECT id,)sql", kParts, kOfUser, R"sql(AND id = $2)sql">};

constexpr Read kFindDefault{joined<R"sql(SELECT id,)sql", kParts, kOfUser, R"sql(AND is_default)sql">};

constexpr Write kLock{
    joined<R"sql(SELECT id,)sql", kParts, kOfUser, R"sql(ORDER BY is_default DESC, id DESC FOR UPDATE)sql">};

constexpr Write kInsert{joined<R"sql(INSERT INTO addresses (user_id,)sql", kParts, R"sql(
    , tag, is_default, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    RETURNING id
)sql">};

constexpr Write kUpdate{joined<R"sql(UPDATE addresses SET ()sql", kParts, R"sql(
    , tag) = ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    WHERE user_id = $1 AND id = $2
)sql">};

constexpr Write kClearDefault{R"sql(
    UPDATE addresses SET is_default = FALSE WHERE user_id = $1 AND is_default
)sql"};

constexpr Write kMakeDefault{R"sql(
    UPDATE addresses SET is_default = TRUE WHERE user_id = $1 AND id = $2
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM addresses WHERE user_id = $1 AND id = $2
)sql"};

constexpr Write kRemoveAll{R"sql(
    DELETE FROM addresses WHERE user_id = $1
)sql"};

}  // namespace

AddressStore::Book AddressStore::list(CallContext& context, std::int64_t user_id) const {
    const auto rows = co_await ok(database_.query(context, kList, user_id));
    co_return rows.to<AddressRow>();
}

AddressStore::Found AddressStore::find(CallContext& context, std::int64_t user_id, std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kFind, user_id, id));
    co_return rows.first<AddressRow>();
}

AddressStore::Found AddressStore::find_default(CallContext& context, std::int64_t user_id) const {
    const auto rows = co_await ok(database_.query(context, kFindDefault, user_id));
    co_return rows.first<AddressRow>();
}

AddressStore::Book AddressStore::lock(postgres::Transaction& tx, std::int64_t user_id) const {
    const auto rows = co_await ok(tx.query(kLock, user_id));
    co_return rows.to<AddressRow>();
}

Task<Result<std::int64_t>> AddressStore::insert(postgres::Transaction& tx, std::int64_t user_id,
                                                const AddressRow& row, Timestamp now) const {
    const auto rows =
        co_await ok(tx.query(kInsert, user_id, fields(row.address), row.tag, row.is_default, now));
    co_return rows.front().to<std::int64_t>();
}

void AddressStore::update(postgres::Transaction& tx, std::int64_t user_id, const AddressRow& row) const {
    tx.queue(kUpdate, user_id, row.id, fields(row.address), row.tag);
}

void AddressStore::clear_default(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kClearDefault, user_id);
}

void AddressStore::make_default(postgres::Transaction& tx, std::int64_t user_id, std::int64_t id) const {
    tx.queue(kMakeDefault, user_id, id);
}

void AddressStore::remove(postgres::Transaction& tx, std::int64_t user_id, std::int64_t id) const {
    tx.queue(kRemove, user_id, id);
}

void AddressStore::remove_all(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kRemoveAll, user_id);
}

}  // namespace ecommerce::user
