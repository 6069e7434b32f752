// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/shop_store.h"

#include "application/user/domain/states.h"
#include "framework/postgres/like.h"
#include "framework/postgres/row_structs.h"
#include "framework/rpc/messages.h"

namespace ecommerce::user {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

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
    ShopState status = ShopState::pending;
    std::string reject_reason;
    Timestamp applied_at;
    std::optional<Timestamp> decided_at;
};

// A ShopRow's.
constexpr Piece kColumns = R"sql(
    id, owner_user_id, name, description, logo_url, logo_width, logo_height, province, city, contact_name,
    contact_phone, status, reject_reason, applied_at, decided_at
)sql";

constexpr Read kFind{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE id = $1
)sql">};

constexpr Read kFindOf{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE owner_user_id = $1
)sql">};

constexpr Read kFindMany{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE id = ANY($1) AND status = 'OPEN'
    ORDER BY id
)sql">};

// $1 status or NULL, $2 pattern or NULL, $3 page key.
constexpr Read kList{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE ($1::TEXT IS NULL OR status = $1)
      AND ($2::TEXT IS NULL OR name ILIKE $2)
      AND id < $3
    ORDER BY id DESC
    LIMIT $4
)sql">};

constexpr Write kApply{joined<R"sql(
    INSERT INTO shops (owner_user_id, name, description, logo_url, logo_width, logo_height, province, city,
                       contact_name, contact_phone, status, reject_reason, applied_at)
    VALUES ($1, $2, $3, '', 0, 0, $4, $5, $6, $7, 'PENDING', '', $8)
    ON CONFLICT (owner_user_id) DO UPDATE
    SET name = EXCLUDED.name, description = EXCLUDED.description, province = EXCLUDED.province,
        city = EXCLUDED.city, contact_name = EXCLUDED.contact_name, contact_phone = EXCLUDED.contact_phone,
        status = EXCLUDED.status, reject_reason = EXCLUDED.reject_reason, applied_at = EXCLUDED.applied_at,
        decided_at = NULL
    WHERE shops.status = 'REJECTED'
    RETURNING
)sql",
                              kColumns>};

constexpr Write kLockOf{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE owner_user_id = $1
    FOR UPDATE
)sql">};

constexpr Write kUpdate{R"sql(
    UPDATE shops
    SET name = $2, description = $3, logo_url = $4, logo_width = $5, logo_height = $6, province = $7, city = $8,
        contact_name = $9, contact_phone = $10
    WHERE id = $1
)sql"};

constexpr Write kDecide{joined<R"sql(
    UPDATE shops
    SET status = $2, reject_reason = $3, decided_at = $4
    WHERE id = $1 AND status = 'PENDING'
    RETURNING
)sql",
                               kColumns>};

constexpr Write kCloseOf{R"sql(
    UPDATE shops
    SET status = 'CLOSED', description = '', contact_name = '', contact_phone = '', reject_reason = '',
        decided_at = $2
    WHERE owner_user_id = $1 AND status <> 'CLOSED'
)sql"};

v1::ManagedShop to_shop(ShopRow row) {
    v1::ManagedShop managed;
    auto& shop = *managed.mutable_shop();
    shop.set_id(row.id);
    managed.set_owner_user_id(row.owner_user_id);
    shop.set_name(std::move(row.name));
    shop.set_description(std::move(row.description));
    if (!row.logo_url.empty()) {
        shop.mutable_logo()->set_url(std::move(row.logo_url));
        shop.mutable_logo()->set_width(row.logo_width);
        shop.mutable_logo()->set_height(row.logo_height);
        shop.mutable_logo()->set_alt(shop.name());
    }
    shop.set_province(std::move(row.province));
    shop.set_city(std::move(row.city));
    managed.set_contact_name(std::move(row.contact_name));
    managed.set_contact_phone(std::move(row.contact_phone));
    managed.set_status(v1::ShopStatus(row.status));
    managed.set_reject_reason(std::move(row.reject_reason));
    rpc::set_time(*managed.mutable_applied_at(), row.applied_at);
    if (row.decided_at) {
        rpc::set_time(*managed.mutable_decided_at(), *row.decided_at);
        if (row.status == ShopState::open) rpc::set_time(*shop.mutable_opened_at(), *row.decided_at);
    }
    return managed;
}

std::optional<v1::ManagedShop> first_shop(const postgres::Rows& rows) {
    return rows.first<ShopRow>().transform(to_shop);
}

std::vector<v1::ManagedShop> to_shops(const postgres::Rows& rows) {
    std::vector<v1::ManagedShop> shops;
    for (auto& row : rows.to<ShopRow>()) shops.push_back(to_shop(std::move(row)));
    return shops;
}

}  // namespace

ShopStore::Found ShopStore::find(CallContext& context, std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kFind, id));
    co_return first_shop(rows);
}

ShopStore::Found ShopStore::find_of(CallContext& context, std::int64_t owner_user_id) const {
    const auto rows = co_await ok(database_.query(context, kFindOf, owner_user_id));
    co_return first_shop(rows);
}

Task<Result<std::vector<v1::ManagedShop>>> ShopStore::find_many(CallContext& context,
                                                                const std::vector<std::int64_t>& ids) const {
    const auto rows = co_await ok(database_.query(context, kFindMany, ids));
    co_return to_shops(rows);
}

Task<Result<std::vector<v1::ManagedShop>>> ShopStore::list(CallContext& context,
                                                           const ShopFilter& filter) const {
    const auto status = filter.status ? std::optional(ShopState(*filter.status)) : std::nullopt;
    std::optional<std::string> pattern;
    if (!filter.query.empty()) pattern = postgres::has_part(filter.query);
    const auto rows = co_await ok(
        database_.query(context, kList, status, pattern, filter.before_id, std::int64_t(filter.limit)));
    co_return to_shops(rows);
}

ShopStore::Found ShopStore::apply(postgres::Transaction& tx, const v1::ManagedShop& application,
                                  Timestamp now) const {
    const auto& shop = application.shop();
    const auto rows = co_await ok(tx.query(kApply, application.owner_user_id(), shop.name(),
                                           shop.description(), shop.province(), shop.city(),
                                           application.contact_name(), application.contact_phone(), now));
    co_return first_shop(rows);
}

ShopStore::Found ShopStore::lock_of(postgres::Transaction& tx, std::int64_t owner_user_id) const {
    const auto rows = co_await ok(tx.query(kLockOf, owner_user_id));
    co_return first_shop(rows);
}

void ShopStore::update(postgres::Transaction& tx, const v1::ManagedShop& managed) const {
    const auto& shop = managed.shop();
    tx.queue(kUpdate, shop.id(), shop.name(), shop.description(), shop.logo().url(), int(shop.logo().width()),
             int(shop.logo().height()), shop.province(), shop.city(), managed.contact_name(),
             managed.contact_phone());
}

ShopStore::Found ShopStore::decide(postgres::Transaction& tx, std::int64_t id, v1::ShopStatus status,
                                   std::string_view reason, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kDecide, id, ShopState(status), reason, now));
    co_return first_shop(rows);
}

void ShopStore::close_of(postgres::Transaction& tx, std::int64_t owner_user_id, Timestamp now) const {
    tx.queue(kCloseOf, owner_user_id, now);
}

}  // namespace ecommerce::user
