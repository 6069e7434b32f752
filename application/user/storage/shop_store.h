// SPDX-License-Identifier: Apache-2.0
// Shops and applications for them: statements of the table shops.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/user/domain/shop_life.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::user {

struct ShopRow {
    std::int64_t id = 0;
    std::int64_t owner_user_id = 0;
    std::string name;
    std::string description;
    std::string logo_url;  // empty: no logo
    std::uint32_t logo_width = 0;
    std::uint32_t logo_height = 0;
    std::string province;
    std::string city;
    std::string contact_name;
    std::string contact_phone;
    Timestamp applied_at;
    std::int64_t version = 1;  // grows with each move, and with each edit of what waits for a decision
    Standing standing;
};

struct ShopFilter {
    std::optional<ShopState> status;
    std::string query;  // part of the name; empty: any
    std::int64_t before_id = std::numeric_limits<std::int64_t>::max();
    int limit = 20;
};

// Stateless; any loop. A name that another shop holds violates kNameUnique.
class ShopStore {
public:
    explicit ShopStore(postgres::Database& database) : database_(database) {}
    static constexpr std::string_view kNameUnique = "shops_name_uq";

    using Found = Task<Result<std::optional<ShopRow>>>;
    using Many = Task<Result<std::vector<ShopRow>>>;
    Found find(CallContext& context, std::int64_t id) const;
    Found find_of(CallContext& context, std::int64_t owner_user_id) const;
    // Those that are open.
    Many find_open(CallContext& context, const std::vector<std::int64_t>& ids) const;
    Many list(CallContext& context, const ShopFilter& filter) const;

    // Inside a transaction that takes no account's row after a shop's.
    Found lock(postgres::Transaction& tx, std::int64_t id) const;
    Found lock_of(postgres::Transaction& tx, std::int64_t owner_user_id) const;
    // A new application, or one in place of a rejected one; nothing when the account has a shop or an
    // application that waits.
    Found apply(postgres::Transaction& tx, const ShopRow& application, Timestamp now) const;
    // Writes what the owner may change of a shop that is locked.
    Task<Result<ShopRow>> update(postgres::Transaction& tx, const ShopRow& shop) const;
    // Nothing when the shop has another version by now.
    Found move(postgres::Transaction& tx, const ShopRow& before, const Standing& to) const;
    // Empties what its owner wrote.
    void erase(postgres::Transaction& tx, std::int64_t id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::user
