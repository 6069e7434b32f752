// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/shop_store.h"

#include "application/user/domain/shop_name.h"
#include "framework/call/reasons.h"
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
    decided_at, closed_at, pending_name, pending_logo_url, pending_logo_width, pending_logo_height, pending_version,
    pending_at, pending_reject_reason
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

// One statement for each index that a list walks along.
constexpr Read kList{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE id < $1
    ORDER BY id DESC
    LIMIT $2
)sql">};

constexpr Read kListOfStatus{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE status = $1 AND id < $2
    ORDER BY id DESC
    LIMIT $3
)sql">};

// Of those whose change waits, which are few.
constexpr Read kListOfChanges{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE pending_at IS NOT NULL AND ($1::TEXT IS NULL OR status = $1) AND id < $2
    ORDER BY id DESC
    LIMIT $3
)sql">};

// The same walks, looking for names like $1.
struct LookedAt {
    std::int64_t id = 0;
    bool fits = false;
};
constexpr Read kLook{Plan::each_time, R"sql(
    SELECT id, name_folded LIKE $1 AS fits
    FROM shops
    WHERE id < $2
    ORDER BY id DESC
    LIMIT $3
)sql"};

constexpr Read kLookOfStatus{Plan::each_time, R"sql(
    SELECT id, name_folded LIKE $1 AS fits
    FROM shops
    WHERE status = $2 AND id < $3
    ORDER BY id DESC
    LIMIT $4
)sql"};

constexpr Read kLookOfChanges{Plan::each_time, R"sql(
    SELECT id, name_folded LIKE $1 AS fits
    FROM shops
    WHERE pending_at IS NOT NULL AND ($2::TEXT IS NULL OR status = $2) AND id < $3
    ORDER BY id DESC
    LIMIT $4
)sql"};

// By the letters and pairs of letters in the names; $1 is folded, $2 the pattern with it.
constexpr Read kMatches{Plan::each_time, R"sql(
    SELECT id
    FROM shops
    WHERE name_terms @> ARRAY_REMOVE(
              STRING_TO_ARRAY($1, NULL)
              || STRING_TO_ARRAY(REGEXP_REPLACE($1, '(..)', '\1 ', 'g'), ' ')
              || STRING_TO_ARRAY(REGEXP_REPLACE(SUBSTR($1, 2), '(..)', '\1 ', 'g'), ' '),
              ''
          )
      AND name_folded LIKE $2
    LIMIT $3
)sql"};

// $2 status or NULL, $3 with a change that waits.
constexpr Read kListOf{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM shops
    WHERE id = ANY($1)
      AND ($2::TEXT IS NULL OR status = $2)
      AND (NOT $3 OR pending_at IS NOT NULL)
      AND id < $4
    ORDER BY id DESC
    LIMIT $5
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
                       contact_name, contact_phone, status, reject_reason, applied_at, name_folded)
    VALUES ($1, $2, $3, '', 0, 0, $4, $5, $6, $7, 'PENDING', '', $8, $9)
    ON CONFLICT (owner_user_id) DO UPDATE
    SET name = EXCLUDED.name, name_folded = EXCLUDED.name_folded, description = EXCLUDED.description, province = EXCLUDED.province,
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
        contact_name = $9, contact_phone = $10, name_folded = $11, pending_name = $12, pending_logo_url = $13,
        pending_logo_width = $14, pending_logo_height = $15, pending_version = $16, pending_at = $17,
        pending_reject_reason = $18,
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

constexpr Read kNameTaken{R"sql(
    SELECT EXISTS (
        SELECT 1 FROM shops WHERE name_folded = $1 AND id <> $2 AND status IN ('PENDING', 'OPEN', 'SUSPENDED')
    )
)sql"};

constexpr Write kErase{R"sql(
    UPDATE shops
    SET name = '', name_folded = '', description = '', logo_url = '', logo_width = 0, logo_height = 0, province = '',
        city = '', contact_name = '', contact_phone = '', pending_name = '', pending_logo_url = '',
        pending_logo_width = 0, pending_logo_height = 0, pending_at = NULL, pending_reject_reason = ''
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

Task<Result<std::vector<std::int64_t>>> ShopStore::named(CallContext& context,
                                                         const ShopFilter& filter) const {
    const auto& [status, query, has_change, before, limit] = filter;
    const auto name = folded_name(query);
    const auto pattern = postgres::has_part(name);
    auto& db = database_;
    const auto rows = co_await ok(
        has_change ? co_await db.query(context, kLookOfChanges, pattern, status, before, kLookedAt)
        : status   ? co_await db.query(context, kLookOfStatus, pattern, *status, before, kLookedAt)
                   : co_await db.query(context, kLook, pattern, before, kLookedAt));
    std::vector<std::int64_t> ids;
    for (const auto& [id, fits] : rows.to<LookedAt>()) {
        if (fits && std::int64_t(ids.size()) < limit) ids.push_back(id);
    }
    // A name that many have fills a page on the way; one that few have is looked up.
    if (std::int64_t(ids.size()) == limit || std::int64_t(rows.size()) < kLookedAt) co_return ids;
    const auto found = co_await ok(db.query(context, kMatches, name, pattern, kMatchesMax + 1));
    if (std::int64_t(found.size()) > kMatchesMax) {
        co_return reason::invalid_field("More than " + std::to_string(kMatchesMax) +
                                        " shops have that in their names. Type more of the name.");
    }
    co_return found.to<std::int64_t>();
}

Task<Result<postgres::Rows>> ShopStore::select(CallContext& context, const ShopFilter& filter) const {
    const auto& [status, query, has_change, before, limit] = filter;
    if (!folded_name(query).empty()) {
        const auto ids = co_await ok(named(context, filter));
        co_return co_await database_.query(context, kListOf, ids, status, has_change, before, limit);
    }
    if (has_change) co_return co_await database_.query(context, kListOfChanges, status, before, limit);
    if (status) co_return co_await database_.query(context, kListOfStatus, *status, before, limit);
    co_return co_await database_.query(context, kList, before, limit);
}

ShopStore::Many ShopStore::list(CallContext& context, const ShopFilter& filter) const {
    const auto rows = co_await ok(select(context, filter));
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
    const auto rows =
        co_await ok(tx.query(kApply, application.owner_user_id, application.name, application.description,
                             application.province, application.city, application.contact_name,
                             application.contact_phone, now, folded_name(application.name)));
    co_return rows.first<ShopRow>();
}

Task<Result<bool>> ShopStore::is_name_taken(postgres::Transaction& tx, std::string_view name,
                                            std::int64_t id) const {
    const auto rows = co_await ok(tx.query(kNameTaken, folded_name(name), id));
    co_return rows.front().to<bool>();
}

Task<Result<ShopRow>> ShopStore::update(postgres::Transaction& tx, const ShopRow& shop) const {
    const auto rows = co_await ok(tx.query(
        kUpdate, shop.id, shop.name, shop.description, shop.logo_url, int(shop.logo_width),
        int(shop.logo_height), shop.province, shop.city, shop.contact_name, shop.contact_phone,
        folded_name(shop.name), shop.pending.name, shop.pending.logo_url, int(shop.pending.logo_width),
        int(shop.pending.logo_height), shop.pending.version, shop.pending.at, shop.pending.reject_reason));
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
