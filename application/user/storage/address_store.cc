// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/address_store.h"

namespace ecommerce::user {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Statement;

// As read() takes them.
constexpr Piece kOfUser = R"sql(
    SELECT id, recipient, phone, country_code, province, city, district, street, postal_code, tag, is_default
    FROM addresses
    WHERE user_id = $1
)sql";

constexpr Statement kList{joined<kOfUser, "ORDER BY is_default DESC, id DESC">};

constexpr Statement kFind{joined<kOfUser, "AND id = $2">};

constexpr Statement kFindDefault{joined<kOfUser, "AND is_default">};

constexpr Statement kLock{joined<kOfUser, "ORDER BY is_default DESC, id DESC FOR UPDATE">};

constexpr Statement kInsert{R"sql(
    INSERT INTO addresses (user_id, recipient, phone, country_code, province, city, district, street, postal_code,
                           tag, is_default, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    RETURNING id
)sql"};

constexpr Statement kUpdate{R"sql(
    UPDATE addresses
    SET recipient = $3, phone = $4, country_code = $5, province = $6, city = $7, district = $8, street = $9,
        postal_code = $10, tag = $11
    WHERE user_id = $1 AND id = $2
)sql"};

constexpr Statement kClearDefault{R"sql(
    UPDATE addresses SET is_default = FALSE WHERE user_id = $1 AND is_default
)sql"};

constexpr Statement kMakeDefault{R"sql(
    UPDATE addresses SET is_default = TRUE WHERE user_id = $1 AND id = $2
)sql"};

constexpr Statement kRemove{R"sql(
    DELETE FROM addresses WHERE user_id = $1 AND id = $2
)sql"};

constexpr Statement kRemoveAll{R"sql(
    DELETE FROM addresses WHERE user_id = $1
)sql"};

v1::UserAddress read(const postgres::Row& row) {
    v1::UserAddress address;
    address.set_id(row.get<std::int64_t>(0));
    address.set_recipient(row.get<std::string>(1));
    address.set_phone(row.get<std::string>(2));
    address.set_country_code(row.get<std::string>(3));
    address.set_province(row.get<std::string>(4));
    address.set_city(row.get<std::string>(5));
    address.set_district(row.get<std::string>(6));
    address.set_street(row.get<std::string>(7));
    address.set_postal_code(row.get<std::string>(8));
    address.set_tag(row.get<std::string>(9));
    address.set_is_default(row.get<bool>(10));
    return address;
}

Result<std::optional<v1::UserAddress>> read_first(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    if (rows->empty()) return std::nullopt;
    return read(rows->front());
}

Result<std::vector<v1::UserAddress>> read_all(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    std::vector<v1::UserAddress> addresses;
    for (const auto& row : *rows) addresses.push_back(read(row));
    return addresses;
}

}  // namespace

Task<Result<std::vector<v1::UserAddress>>> AddressStore::list(CallContext& context,
                                                              std::int64_t user_id) const {
    co_return read_all(co_await database_.query(context, kList, user_id));
}

AddressStore::Found AddressStore::find(CallContext& context, std::int64_t user_id, std::int64_t id) const {
    co_return read_first(co_await database_.query(context, kFind, user_id, id));
}

AddressStore::Found AddressStore::find_default(CallContext& context, std::int64_t user_id) const {
    co_return read_first(co_await database_.query(context, kFindDefault, user_id));
}

Task<Result<std::vector<v1::UserAddress>>> AddressStore::lock(postgres::Transaction& tx,
                                                              std::int64_t user_id) const {
    co_return read_all(co_await tx.query(kLock, user_id));
}

Task<Result<v1::UserAddress>> AddressStore::insert(postgres::Transaction& tx, std::int64_t user_id,
                                                   const v1::UserAddress& address, Timestamp now) const {
    auto rows =
        co_await tx.query(kInsert, user_id, address.recipient(), address.phone(), address.country_code(),
                          address.province(), address.city(), address.district(), address.street(),
                          address.postal_code(), address.tag(), address.is_default(), now);
    if (!rows) co_return fail(std::move(rows.error()));
    auto inserted = address;
    inserted.set_id(rows->front().get<std::int64_t>(0));
    co_return inserted;
}

void AddressStore::update(postgres::Transaction& tx, std::int64_t user_id,
                          const v1::UserAddress& address) const {
    tx.queue(kUpdate, user_id, address.id(), address.recipient(), address.phone(), address.country_code(),
             address.province(), address.city(), address.district(), address.street(), address.postal_code(),
             address.tag());
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
