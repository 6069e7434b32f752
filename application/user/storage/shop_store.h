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

// A name or logo that waits for an administrator.
struct PendingChange {
    std::string name;      // empty: the name stays
    std::string logo_url;  // empty: the logo stays
    std::uint32_t logo_width = 0;
    std::uint32_t logo_height = 0;
    std::int64_t version = 0;     // grows with each request and each decision
    std::optional<Timestamp> at;  // nothing: none waits
    std::string reject_reason;    // of the last one
};

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
    PendingChange pending;
};

struct ShopFilter {
    std::optional<ShopState> status;
    std::string query;        // part of the name; empty: any
    bool has_change = false;  // only those with a change that waits
    std::int64_t before_id = std::numeric_limits<std::int64_t>::max();
    std::int64_t limit = 20;
};

// Stateless; any loop. A name that looks like another shop's (folded_name) violates kNameUnique.
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
    // Newest first. A part of a name is looked for in so many shops from the page on, then by an index. Error:
    // invalid_field where neither does, since more than kMatchesMax shops have it.
    static constexpr std::int64_t kLookedAt = 1'000;
    static constexpr std::int64_t kMatchesMax = 1'000;
    Many list(CallContext& context, const ShopFilter& filter) const;

    // Inside a transaction that takes no account's row after a shop's.
    Found lock(postgres::Transaction& tx, std::int64_t id) const;
    Found lock_of(postgres::Transaction& tx, std::int64_t owner_user_id) const;
    // A new application, or one in place of a rejected one; nothing when the account has a shop or an
    // application that waits.
    Found apply(postgres::Transaction& tx, const ShopRow& application, Timestamp now) const;
    // Whether a shop beside `id` has a name that looks like it.
    Task<Result<bool>> is_name_taken(postgres::Transaction& tx, std::string_view name, std::int64_t id) const;
    // Writes what the owner may change of a shop that is locked, and what waits.
    Task<Result<ShopRow>> update(postgres::Transaction& tx, const ShopRow& shop) const;
    // Nothing when the shop has another version by now.
    Found move(postgres::Transaction& tx, const ShopRow& before, const Standing& to) const;
    // Empties what its owner wrote.
    void erase(postgres::Transaction& tx, std::int64_t id) const;

private:
    // Shops with the filter's name, all that its page may show among them.
    Task<Result<std::vector<std::int64_t>>> named(CallContext& context, const ShopFilter& filter) const;
    Task<Result<postgres::Rows>> select(CallContext& context, const ShopFilter& filter) const;

    postgres::Database& database_;
};

}  // namespace ecommerce::user
