// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/shop_store.h"

#include "framework/postgres/like.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::user {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

// A ShopRow's.
constexpr Piece kColumns = R"sql(
    id, owner_user_id, name, description, logo_url, logo_width, logo_height, province, city, contact_name,
    contact_phone, applied_at, version, status, owner_frozen, closed_by_admin, reject_reason, close_reason,
    decided_at, closed_at
)sql";

constexpr Read kFind{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE id = $1
)sql">};

constexpr Read kFindOf{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE owner_user_id = $1
)sql">};

constexpr Read kFindOpen{joined<R"sql(SELECT )sql", kColumns, R"sql(
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

constexpr Write kLock{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE id = $1
    FOR UPDATE
)sql">};

constexpr Write kLockOf{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE owner_user_id = $1
    FOR UPDATE
)sql">};

constexpr Write kApply{joined<R"sql(
    INSERT INTO shops (owner_user_id, name, description, logo_url, logo_width, logo_height, province, city,
                       contact_name, contact_phone, status, reject_reason, applied_at)
    VALUES ($1, $2, $3, '', 0, 0, $4, $5, $6, $7, 'PENDING', '', $8)
    ON CONFLICT (owner_user_id) DO UPDATE
    SET name = EXCLUDED.name, description = EXCLUDED.description, province = EXCLUDED.province,
        city = EXCLUDED.city, contact_name = EXCLUDED.contact_name, contact_phone = EXCLUDED.contact_phone,
        status = EXCLUDED.status, reject_reason = EXCLUDED.reject_reason, applied_at = EXCLUDED.applied_at,
        decided_at = NULL, version = shops.version + 1
    WHERE shops.status = 'REJECTED'
    RETURNING
)sql",
                              kColumns>};

// An application that was edited is another one to decide on.
constexpr Write kUpdate{joined<R"sql(
    UPDATE shops
    SET name = $2, description = $3, logo_url = $4, logo_width = $5, logo_height = $6, province = $7, city = $8,
        contact_name = $9, contact_phone = $10,
        version = CASE WHEN status = 'PENDING' THEN version + 1 ELSE version END
    WHERE id = $1
    RETURNING
)sql",
                               kColumns>};

constexpr Write kMove{joined<R"sql(
    UPDATE shops
    SET status = $3, owner_frozen = $4, closed_by_admin = $5, reject_reason = $6, close_reason = $7,
        decided_at = $8, closed_at = $9, version = version + 1
    WHERE id = $1 AND version = $2
    RETURNING
)sql",
                             kColumns>};

constexpr Write kErase{R"sql(
    UPDATE shops
    SET name = '', description = '', logo_url = '', logo_width = 0, logo_height = 0, province = '', city = '',
        contact_name = '', contact_phone = ''
    WHERE id = $1
)sql"};

}  // namespace

ShopStore::Found ShopStore::find(CallContext& context, std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kFind, id));
    co_return rows.first<ShopRow>();
}

ShopStore::Found ShopStore::find_of(CallContext& context, std::int64_t owner_user_id) const {
    const auto rows = co_await ok(database_.query(context, kFindOf, owner_user_id));
    co_return rows.first<ShopRow>();
}

ShopStore::Many ShopStore::find_open(CallContext& context, const std::vector<std::int64_t>& ids) const {
    const auto rows = co_await ok(database_.query(context, kFindOpen, ids));
    co_return rows.to<ShopRow>();
}

ShopStore::Many ShopStore::list(CallContext& context, const ShopFilter& filter) const {
    std::optional<std::string> pattern;
    if (!filter.query.empty()) pattern = postgres::has_part(filter.query);
    const auto rows = co_await ok(database_.query(context, kList, filter.status, pattern, filter.before_id,
                                                  std::int64_t(filter.limit)));
    co_return rows.to<ShopRow>();
}

ShopStore::Found ShopStore::lock(postgres::Transaction& tx, std::int64_t id) const {
    const auto rows = co_await ok(tx.query(kLock, id));
    co_return rows.first<ShopRow>();
}

ShopStore::Found ShopStore::lock_of(postgres::Transaction& tx, std::int64_t owner_user_id) const {
    const auto rows = co_await ok(tx.query(kLockOf, owner_user_id));
    co_return rows.first<ShopRow>();
}

ShopStore::Found ShopStore::apply(postgres::Transaction& tx, const ShopRow& application,
                                  Timestamp now) const {
    const auto rows = co_await ok(tx.query(kApply, application.owner_user_id, application.name,
                                           application.description, application.province, application.city,
                                           application.contact_name, application.contact_phone, now));
    co_return rows.first<ShopRow>();
}

Task<Result<ShopRow>> ShopStore::update(postgres::Transaction& tx, const ShopRow& shop) const {
    const auto rows = co_await ok(tx.query(kUpdate, shop.id, shop.name, shop.description, shop.logo_url,
                                           int(shop.logo_width), int(shop.logo_height), shop.province,
                                           shop.city, shop.contact_name, shop.contact_phone));
    co_return rows.front().to<ShopRow>();
}

ShopStore::Found ShopStore::move(postgres::Transaction& tx, const ShopRow& before, const Standing& to) const {
    const auto rows =
        co_await ok(tx.query(kMove, before.id, before.version, to.status, to.owner_frozen, to.closed_by_admin,
                             to.reject_reason, to.close_reason, to.decided_at, to.closed_at));
    co_return rows.first<ShopRow>();
}

void ShopStore::erase(postgres::Transaction& tx, std::int64_t id) const {
    tx.queue(kErase, id);
}

}  // namespace ecommerce::user
