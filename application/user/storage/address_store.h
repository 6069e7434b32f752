// SPDX-License-Identifier: Apache-2.0
// The address books: statements of the table addresses. Every write of a book takes all its rows first, so
// that exactly one address stays the default.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

#include "user/v1/user_address.pb.h"

namespace ecommerce::user {

class AddressStore {
public:
    explicit AddressStore(postgres::Database& database) : database_(database) {}
    postgres::Database& database() const { return database_; }

    using Found = Task<Result<std::optional<v1::UserAddress>>>;
    // The default first, then the latest.
    Task<Result<std::vector<v1::UserAddress>>> list(CallContext& context, std::int64_t user_id) const;
    Found find(CallContext& context, std::int64_t user_id, std::int64_t id) const;
    Found find_default(CallContext& context, std::int64_t user_id) const;

    // The whole book, locked; in the order of list().
    Task<Result<std::vector<v1::UserAddress>>> lock(postgres::Transaction& tx, std::int64_t user_id) const;
    Task<Result<v1::UserAddress>> insert(postgres::Transaction& tx, std::int64_t user_id,
                                         const v1::UserAddress& address, Timestamp now) const;
    void update(postgres::Transaction& tx, std::int64_t user_id, const v1::UserAddress& address) const;
    void clear_default(postgres::Transaction& tx, std::int64_t user_id) const;
    void make_default(postgres::Transaction& tx, std::int64_t user_id, std::int64_t id) const;
    void remove(postgres::Transaction& tx, std::int64_t user_id, std::int64_t id) const;
    void remove_all(postgres::Transaction& tx, std::int64_t user_id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::user
