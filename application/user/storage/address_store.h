// SPDX-License-Identifier: Apache-2.0
// The address books: statements of the table addresses. Every write of a book takes all its rows first, so
// that exactly one address stays the default.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/postal/address.h"
#include "framework/postgres/database.h"

namespace ecommerce::user {

struct AddressRow {
    std::int64_t id = 0;
    PostalAddress address;
    std::string tag;
    bool is_default = false;
};

class AddressStore {
public:
    explicit AddressStore(postgres::Database& database) : database_(database) {}

    using Found = Task<Result<std::optional<AddressRow>>>;
    using Book = Task<Result<std::vector<AddressRow>>>;
    // The default first, then the latest.
    Book list(CallContext& context, std::int64_t user_id) const;
    Found find(CallContext& context, std::int64_t user_id, std::int64_t id) const;
    Found find_default(CallContext& context, std::int64_t user_id) const;

    // The whole book, locked; in the order of list().
    Book lock(postgres::Transaction& tx, std::int64_t user_id) const;
    // Gives the new row's id.
    Task<Result<std::int64_t>> insert(postgres::Transaction& tx, std::int64_t user_id, const AddressRow& row,
                                      Timestamp now) const;
    void update(postgres::Transaction& tx, std::int64_t user_id, const AddressRow& row) const;
    void clear_default(postgres::Transaction& tx, std::int64_t user_id) const;
    void make_default(postgres::Transaction& tx, std::int64_t user_id, std::int64_t id) const;
    void remove(postgres::Transaction& tx, std::int64_t user_id, std::int64_t id) const;
    void remove_all(postgres::Transaction& tx, std::int64_t user_id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::user
