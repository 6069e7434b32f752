// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/freight_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::product {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Piece kRow =
    R"sql(t.id, t.shop_id, t.name, t.terms::TEXT AS terms_json, t.version, t.updated_at)sql";

// Of `freight_templates AS t`; the index leaves out what goes by the platform's.
constexpr Piece kInUse = R"sql(EXISTS (
        SELECT 1 FROM products AS p
        WHERE p.freight_template_id = t.id AND p.freight_template_id <> 0 AND p.deleted_at IS NULL
    ))sql";

constexpr Read kList{joined<R"sql(SELECT )sql", kRow, R"sql(, )sql", kInUse, R"sql( AS in_use
    FROM freight_templates AS t
    WHERE t.shop_id = $1
    ORDER BY t.id
)sql">};

constexpr Read kFind{joined<R"sql(SELECT )sql", kRow, R"sql(, )sql", kInUse, R"sql( AS in_use
    FROM freight_templates AS t
    WHERE t.id = $2 AND t.shop_id = $1
)sql">};

constexpr Write kLock{joined<R"sql(SELECT )sql", kRow, R"sql(, FALSE AS in_use
    FROM freight_templates AS t
    WHERE t.id = $2 AND t.shop_id = $1
    FOR UPDATE
)sql">};

constexpr Write kTake{joined<R"sql(SELECT )sql", kRow, R"sql(, FALSE AS in_use
    FROM freight_templates AS t
    WHERE t.id = $2 AND t.shop_id = $1
    FOR SHARE
)sql">};

constexpr Read kIsUsed{joined<R"sql(SELECT )sql", kInUse, R"sql( AS in_use
    FROM freight_templates AS t
    WHERE t.id = $1
)sql">};

// A shop's new templates follow each other, so that each counts those before. Advisory locks are the database's: the name
// keeps this one apart from those of other services.
constexpr Write kLockShop{R"sql(
    SELECT PG_ADVISORY_XACT_LOCK(HASHTEXTEXTENDED('product.freight_templates', $1))
)sql"};

// Of one shop, which has few.
constexpr Read kCount{Plan::once, R"sql(
    SELECT COUNT(*) FROM freight_templates WHERE shop_id = $1
)sql"};

constexpr Write kInsert{R"sql(
    INSERT INTO freight_templates (shop_id, name, terms, version, created_at, updated_at)
    VALUES ($1, $2, $3::JSONB, 1, $4, $4)
    RETURNING id
)sql"};

constexpr Write kInsertPlatform{R"sql(
    INSERT INTO freight_templates (id, shop_id, name, terms, version, created_at, updated_at)
    VALUES (0, 0, '', $1::JSONB, 1, $2, $2)
    ON CONFLICT (id) DO NOTHING
    RETURNING id
)sql"};

constexpr Write kUpdate{R"sql(
    UPDATE freight_templates
    SET name = $2, terms = $3::JSONB, version = version + 1, updated_at = $4
    WHERE id = $1
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM freight_templates WHERE id = $2 AND shop_id = $1
)sql"};

constexpr Write kRemoveAll{R"sql(
    DELETE FROM freight_templates WHERE shop_id = $1
)sql"};

constexpr Write kChooseNone{R"sql(
    UPDATE products
    SET freight_template_id = 0
    WHERE shop_id = $1 AND freight_template_id <> 0 AND deleted_at IS NULL
)sql"};

}  // namespace

Task<Result<std::vector<FreightRow>>> FreightStore::list(CallContext& context, std::int64_t shop_id) const {
    const auto rows = co_await ok(database_.query(context, kList, shop_id));
    co_return rows.to<FreightRow>();
}

FreightStore::Found FreightStore::find(CallContext& context, std::int64_t shop_id, std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kFind, shop_id, id));
    co_return rows.first<FreightRow>();
}

FreightStore::Found FreightStore::lock(postgres::Transaction& tx, std::int64_t shop_id,
                                       std::int64_t id) const {
    const auto rows = co_await ok(tx.query(kLock, shop_id, id));
    co_return rows.first<FreightRow>();
}

FreightStore::Found FreightStore::take(postgres::Transaction& tx, std::int64_t shop_id,
                                       std::int64_t id) const {
    const auto rows = co_await ok(tx.query(kTake, shop_id, id));
    co_return rows.first<FreightRow>();
}

Task<Result<bool>> FreightStore::in_use(postgres::Transaction& tx, std::int64_t id) const {
    const auto rows = co_await ok(tx.query(kIsUsed, id));
    co_return !rows.empty() && rows.front().to<bool>();
}

Task<Result<std::int64_t>> FreightStore::count(postgres::Transaction& tx, std::int64_t shop_id) const {
    tx.queue(kLockShop, shop_id);
    const auto rows = co_await ok(tx.query(kCount, shop_id));
    co_return rows.front().to<std::int64_t>();
}

Task<Result<std::int64_t>> FreightStore::insert(postgres::Transaction& tx, const FreightRow& row,
                                                Timestamp now) const {
    const auto rows = co_await ok(tx.query(kInsert, row.shop_id, row.name, row.terms_json, now));
    co_return rows.front().to<std::int64_t>();
}

Task<Result<bool>> FreightStore::insert_platform(postgres::Transaction& tx, const FreightRow& row,
                                                 Timestamp now) const {
    const auto rows = co_await ok(tx.query(kInsertPlatform, row.terms_json, now));
    co_return !rows.empty();
}

void FreightStore::update(postgres::Transaction& tx, const FreightRow& row, Timestamp now) const {
    tx.queue(kUpdate, row.id, row.name, row.terms_json, now);
}

void FreightStore::remove(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t id) const {
    tx.queue(kRemove, shop_id, id);
}

void FreightStore::remove_all(postgres::Transaction& tx, std::int64_t shop_id) const {
    tx.queue(kChooseNone, shop_id);
    tx.queue(kRemoveAll, shop_id);
}

}  // namespace ecommerce::product
