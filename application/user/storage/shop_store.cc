// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/shop_store.h"

#include "application/user/domain/states.h"
#include "framework/postgres/like.h"
#include "framework/rpc/messages.h"

namespace ecommerce::user {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

// As read() takes them.
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

v1::ManagedShop read(const postgres::Row& row) {
    v1::ManagedShop managed;
    auto& shop = *managed.mutable_shop();
    shop.set_id(row.get<std::int64_t>(0));
    managed.set_owner_user_id(row.get<std::int64_t>(1));
    shop.set_name(row.get<std::string>(2));
    shop.set_description(row.get<std::string>(3));
    if (auto url = row.get<std::string>(4); !url.empty()) {
        shop.mutable_logo()->set_url(std::move(url));
        shop.mutable_logo()->set_width(row.get<std::uint32_t>(5));
        shop.mutable_logo()->set_height(row.get<std::uint32_t>(6));
        shop.mutable_logo()->set_alt(shop.name());
    }
    shop.set_province(row.get<std::string>(7));
    shop.set_city(row.get<std::string>(8));
    managed.set_contact_name(row.get<std::string>(9));
    managed.set_contact_phone(row.get<std::string>(10));
    managed.set_status(v1::ShopStatus(row.get<ShopState>(11)));
    managed.set_reject_reason(row.get<std::string>(12));
    rpc::set_time(*managed.mutable_applied_at(), row.get<Timestamp>(13));
    if (const auto decided = row.get<std::optional<Timestamp>>(14)) {
        rpc::set_time(*managed.mutable_decided_at(), *decided);
        if (managed.status() == v1::SHOP_STATUS_OPEN) rpc::set_time(*shop.mutable_opened_at(), *decided);
    }
    return managed;
}

Result<std::optional<v1::ManagedShop>> read_first(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    if (rows->empty()) return std::nullopt;
    return read(rows->front());
}

Result<std::vector<v1::ManagedShop>> read_all(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    std::vector<v1::ManagedShop> shops;
    for (const auto& row : *rows) shops.push_back(read(row));
    return shops;
}

}  // namespace

ShopStore::Found ShopStore::find(CallContext& context, std::int64_t id) const {
    co_return read_first(co_await database_.query(context, kFind, id));
}

ShopStore::Found ShopStore::find_of(CallContext& context, std::int64_t owner_user_id) const {
    co_return read_first(co_await database_.query(context, kFindOf, owner_user_id));
}

Task<Result<std::vector<v1::ManagedShop>>> ShopStore::find_many(CallContext& context,
                                                                const std::vector<std::int64_t>& ids) const {
    co_return read_all(co_await database_.query(context, kFindMany, ids));
}

Task<Result<std::vector<v1::ManagedShop>>> ShopStore::list(CallContext& context,
                                                           const ShopFilter& filter) const {
    const auto status = filter.status ? std::optional(ShopState(*filter.status)) : std::nullopt;
    std::optional<std::string> pattern;
    if (!filter.query.empty()) pattern = postgres::has_part(filter.query);
    co_return read_all(co_await database_.query(context, kList, status, pattern, filter.before_id,
                                                std::int64_t(filter.limit)));
}

ShopStore::Found ShopStore::apply(postgres::Transaction& tx, const v1::ManagedShop& application,
                                  Timestamp now) const {
    const auto& shop = application.shop();
    co_return read_first(co_await tx.query(kApply, application.owner_user_id(), shop.name(),
                                           shop.description(), shop.province(), shop.city(),
                                           application.contact_name(), application.contact_phone(), now));
}

ShopStore::Found ShopStore::lock_of(postgres::Transaction& tx, std::int64_t owner_user_id) const {
    co_return read_first(co_await tx.query(kLockOf, owner_user_id));
}

void ShopStore::update(postgres::Transaction& tx, const v1::ManagedShop& managed) const {
    const auto& shop = managed.shop();
    tx.queue(kUpdate, shop.id(), shop.name(), shop.description(), shop.logo().url(), int(shop.logo().width()),
             int(shop.logo().height()), shop.province(), shop.city(), managed.contact_name(),
             managed.contact_phone());
}

ShopStore::Found ShopStore::decide(postgres::Transaction& tx, std::int64_t id, v1::ShopStatus status,
                                   std::string_view reason, Timestamp now) const {
    co_return read_first(co_await tx.query(kDecide, id, ShopState(status), reason, now));
}

void ShopStore::close_of(postgres::Transaction& tx, std::int64_t owner_user_id, Timestamp now) const {
    tx.queue(kCloseOf, owner_user_id, now);
}

}  // namespace ecommerce::user
