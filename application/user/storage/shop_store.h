// SPDX-License-Identifier: Apache-2.0
// Shops and applications for them: statements of the table shops.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

#include "user/v1/shop.pb.h"

namespace ecommerce::user {

struct ShopFilter {
    std::optional<v1::ShopStatus> status;
    std::string query;  // part of the name; empty: any
    std::int64_t before_id = std::numeric_limits<std::int64_t>::max();
    int limit = 20;
};

// Stateless; any loop. A name that another shop holds violates kNameUnique.
class ShopStore {
public:
    explicit ShopStore(postgres::Database& database) : database_(database) {}
    static constexpr std::string_view kNameUnique = "shops_name_uq";

    using Found = Task<Result<std::optional<v1::ManagedShop>>>;
    Found find(CallContext& context, std::int64_t id) const;
    Found find_of(CallContext& context, std::int64_t owner_user_id) const;
    Task<Result<std::vector<v1::ManagedShop>>> find_many(CallContext& context,
                                                         const std::vector<std::int64_t>& ids) const;
    Task<Result<std::vector<v1::ManagedShop>>> list(CallContext& context, const ShopFilter& filter) const;

    // A new application, or one in place of a rejected one; nothing when the account has a shop or an
    // application that waits.
    Found apply(postgres::Transaction& tx, const v1::ManagedShop& application, Timestamp now) const;
    Found lock_of(postgres::Transaction& tx, std::int64_t owner_user_id) const;
    void update(postgres::Transaction& tx, const v1::ManagedShop& shop) const;
    // Nothing when the shop does not wait for a decision.
    Found decide(postgres::Transaction& tx, std::int64_t id, v1::ShopStatus status, std::string_view reason,
                 Timestamp now) const;
    // Erases what is personal and closes the shop or application.
    void close_of(postgres::Transaction& tx, std::int64_t owner_user_id, Timestamp now) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::user
