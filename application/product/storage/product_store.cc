// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/product_store.h"

#include <algorithm>

#include "application/product/storage/list_text.h"
#include "application/product/storage/product_columns.h"
#include "framework/postgres/like.h"

namespace ecommerce::product {

namespace {

using postgres::joined;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Read kFind{joined<R"sql(SELECT )sql", kWholeProduct, R"sql(
    FROM products AS p
    WHERE p.id = $1 AND p.deleted_at IS NULL
)sql">};

constexpr Read kFindOnSale{joined<R"sql(SELECT )sql", kWholeProduct, R"sql(
    FROM products AS p
    WHERE p.id = $1 AND p.state = 'ON_SALE' AND p.deleted_at IS NULL AND
)sql",
                                  kShopSells>};

constexpr Write kLock{joined<R"sql(SELECT )sql", kWholeProduct, R"sql(
    FROM products AS p
    WHERE p.id = $1 AND p.deleted_at IS NULL
    FOR UPDATE
)sql">};

constexpr Read kSkus{R"sql(
    SELECT k.id, k.product_id, k.option_values, k.price_minor, k.list_price_minor, k.picture::TEXT, k.code,
           k.weight_grams, s.available
    FROM skus AS k
    JOIN sku_stock AS s ON s.sku_id = k.id
    WHERE k.product_id = $1 AND k.removed_at IS NULL
    ORDER BY k.position, k.id
)sql"};

constexpr Read kFindMany{Plan::each_time, joined<R"sql(SELECT )sql", kListedProduct, R"sql(
    FROM products AS p
    WHERE p.id = ANY($1) AND p.state = 'ON_SALE' AND p.deleted_at IS NULL AND
)sql",
                                                 kShopSells>};

// $1 shop, $2 state, $3 pattern, $4 and $5 page key; NULL does not filter.
constexpr Read kLatest{Plan::each_time, joined<R"sql(SELECT )sql", kListedProduct, R"sql(
    FROM products AS p
    WHERE p.deleted_at IS NULL
      AND ($1::BIGINT IS NULL OR p.shop_id = $1)
      AND ($2::TEXT IS NULL OR p.state = $2)
      AND ($3::TEXT IS NULL OR p.name ILIKE $3)
      AND ($4::TIMESTAMPTZ IS NULL OR (p.updated_at, p.id) < ($4, $5::BIGINT))
    ORDER BY p.updated_at DESC, p.id DESC
    LIMIT $6
)sql">};

constexpr Read kLongestWaiting{Plan::each_time, joined<R"sql(SELECT )sql", kListedProduct, R"sql(
    FROM products AS p
    WHERE p.deleted_at IS NULL
      AND ($1::BIGINT IS NULL OR p.shop_id = $1)
      AND ($2::TEXT IS NULL OR p.state = $2)
      AND ($3::TEXT IS NULL OR p.name ILIKE $3)
      AND ($4::TIMESTAMPTZ IS NULL OR (p.updated_at, p.id) > ($4, $5::BIGINT))
    ORDER BY p.updated_at, p.id
    LIMIT $6
)sql">};

constexpr Read kBrands{Plan::each_time, joined<R"sql(
    SELECT p.brand, COUNT(*) AS products
    FROM products AS p
    WHERE p.state = 'ON_SALE' AND p.deleted_at IS NULL AND p.brand <> ''
      AND ($1::BIGINT[] IS NULL OR p.category_id = ANY($1))
      AND
)sql",
                                               kShopSells, R"sql(
    GROUP BY p.brand
    ORDER BY products DESC, p.brand
    LIMIT $2
)sql">};

constexpr Write kInsert{R"sql(
    INSERT INTO products (shop_id, category_id, name, subtitle, brand, description, tags, pictures, attributes,
                          options, currency_code, price_minor, max_price_minor, list_price_minor, sold_count, state,
                          reject_reason, version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8::JSONB, $9::JSONB, $10::JSONB, $11, $12, $13, $14, 0, $15, '', 1,
            $16, $16)
    RETURNING id
)sql"};

constexpr Write kUpdate{R"sql(
    UPDATE products
    SET category_id = $2, name = $3, subtitle = $4, brand = $5, description = $6, tags = $7, pictures = $8::JSONB,
        attributes = $9::JSONB, options = $10::JSONB, currency_code = $11, price_minor = $12, max_price_minor = $13,
        list_price_minor = $14, state = $15, updated_at = $16, version = version + 1
    WHERE id = $1
)sql"};

constexpr Write kSetState{R"sql(
    UPDATE products
    SET state = $2::VARCHAR, reject_reason = $3, updated_at = $4, version = version + 1,
        published_at = CASE WHEN $2::VARCHAR = 'ON_SALE' THEN COALESCE(published_at, $4) ELSE published_at END
    WHERE id = $1
)sql"};

constexpr Write kRemove{R"sql(
    UPDATE products SET deleted_at = $2, updated_at = $2, version = version + 1 WHERE id = $1
)sql"};

constexpr Write kInsertSku{R"sql(
    INSERT INTO skus (product_id, position, option_values, price_minor, list_price_minor, picture, code,
                      weight_grams)
    VALUES ($1, $2::INTEGER, $3, $4, $5, $6::JSONB, $7, $8)
    RETURNING id
)sql"};

constexpr Write kUpdateSku{R"sql(
    UPDATE skus
    SET position = $2::INTEGER, option_values = $3, price_minor = $4, list_price_minor = $5, picture = $6::JSONB,
        code = $7, weight_grams = $8
    WHERE id = $1
)sql"};

constexpr Write kRemoveSkus{R"sql(
    UPDATE skus SET removed_at = $2 WHERE id = ANY($1) AND removed_at IS NULL
)sql"};

// What nobody has approved becomes a draft: from off the shelf the seller could put it on sale unseen.
constexpr Write kCloseShop{R"sql(
    UPDATE products
    SET state = CASE state WHEN 'ON_SALE' THEN 'OFF_SHELF' ELSE 'DRAFT' END, updated_at = $2, version = version + 1
    WHERE shop_id = $1 AND state IN ('IN_REVIEW', 'ON_SALE') AND deleted_at IS NULL
    RETURNING id, state
)sql"};

ProductRow read(const postgres::Row& row) {
    return {.id = row.get<std::int64_t>(0),
            .shop_id = row.get<std::int64_t>(1),
            .category_id = row.get<std::int64_t>(2),
            .name = row.get<std::string>(3),
            .subtitle = row.get<std::string>(4),
            .brand = row.get<std::string>(5),
            .description = row.get<std::string>(6),
            .tags = row.get<std::vector<std::string>>(7),
            .pictures_json = row.get<std::string>(8),
            .attributes_json = row.get<std::string>(9),
            .options_json = row.get<std::string>(10),
            .currency_code = row.get<std::string>(11),
            .price_minor = row.get<std::int64_t>(12),
            .max_price_minor = row.get<std::int64_t>(13),
            .list_price_minor = row.get<std::int64_t>(14),
            .sold_count = row.get<std::int64_t>(15),
            .state = row.get<State>(16),
            .reject_reason = row.get<std::string>(17),
            .version = row.get<std::int64_t>(18),
            .created_at = row.get<Timestamp>(19),
            .updated_at = row.get<Timestamp>(20),
            .published_at = row.get<std::optional<Timestamp>>(21),
            .available = row.get<std::int64_t>(22)};
}

Result<std::optional<ProductRow>> read_first(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    if (rows->empty()) return std::nullopt;
    return read(rows->front());
}

Result<std::vector<ProductRow>> read_all(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    std::vector<ProductRow> products;
    products.reserve(rows->size());
    for (const auto& row : *rows) products.push_back(read(row));
    return products;
}

Result<std::vector<SkuRecord>> read_skus(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    std::vector<SkuRecord> skus;
    for (const auto& row : *rows) {
        skus.push_back({.id = row.get<std::int64_t>(0),
                        .product_id = row.get<std::int64_t>(1),
                        .option_values = row.get<std::vector<std::string>>(2),
                        .price_minor = row.get<std::int64_t>(3),
                        .list_price_minor = row.get<std::int64_t>(4),
                        .picture_json = row.get<std::optional<std::string>>(5).value_or(""),
                        .code = row.get<std::string>(6),
                        .weight_grams = row.get<std::int32_t>(7),
                        .available = row.get<std::int64_t>(8)});
    }
    return skus;
}

std::optional<std::string> contains(const std::optional<std::string>& part) {
    if (!part) return std::nullopt;
    return postgres::has_part(*part);
}

std::optional<std::string> none_if_empty(const std::string& json) {
    if (json.empty()) return std::nullopt;
    return json;
}

}  // namespace

ProductStore::Found ProductStore::find(CallContext& context, std::int64_t id) const {
    co_return read_first(co_await database_.query(context, kFind, id));
}

ProductStore::Found ProductStore::find_on_sale(CallContext& context, std::int64_t id) const {
    co_return read_first(co_await database_.query(context, kFindOnSale, id));
}

ProductStore::Skus ProductStore::find_skus(CallContext& context, std::int64_t product_id) const {
    co_return read_skus(co_await database_.query(context, kSkus, product_id));
}

ProductStore::Many ProductStore::find_many(CallContext& context, const std::vector<std::int64_t>& ids) const {
    co_return read_all(co_await database_.query(context, kFindMany, ids));
}

ProductStore::Many ProductStore::list(CallContext& context, const PublicFilter& filter) {
    auto& texts = texts_.local();
    const auto shape = list_shape(filter);
    auto known = texts.find(shape);
    if (known == texts.end()) known = texts.emplace(shape, list_text(filter)).first;
    const Read statement{Plan::each_time, known->second.c_str()};
    const std::optional<std::int64_t> after_id =
        filter.after_value ? std::optional(filter.after_id) : std::nullopt;
    co_return read_all(co_await database_.query(
        context, statement, filter.category_ids, filter.brand, filter.tag, filter.min_price, filter.max_price,
        filter.shop_id, contains(filter.query), filter.after_value, after_id, std::int64_t(filter.limit)));
}

ProductStore::Many ProductStore::list_office(CallContext& context, const OfficeFilter& filter) const {
    const auto& statement = filter.oldest_first ? kLongestWaiting : kLatest;
    co_return read_all(co_await database_.query(context, statement, filter.shop_id, filter.state,
                                                contains(filter.query), filter.after_time, filter.after_id,
                                                std::int64_t(filter.limit)));
}

Task<Result<std::vector<ProductStore::Brand>>> ProductStore::brands(
    CallContext& context, const std::optional<std::vector<std::int64_t>>& category_ids, int limit) const {
    auto rows = co_await database_.query(context, kBrands, category_ids, std::int64_t(limit));
    if (!rows) co_return fail(std::move(rows.error()));
    std::vector<Brand> brands;
    for (const auto& row : *rows) brands.push_back({row.get<std::string>(0), row.get<std::int64_t>(1)});
    co_return brands;
}

Task<Result<std::int64_t>> ProductStore::insert(postgres::Transaction& tx, const ProductRow& p) const {
    auto rows =
        co_await tx.query(kInsert, p.shop_id, p.category_id, p.name, p.subtitle, p.brand, p.description,
                          p.tags, p.pictures_json, p.attributes_json, p.options_json, p.currency_code,
                          p.price_minor, p.max_price_minor, p.list_price_minor, p.state, p.created_at);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return rows->front().get<std::int64_t>(0);
}

ProductStore::Found ProductStore::lock(postgres::Transaction& tx, std::int64_t id) const {
    co_return read_first(co_await tx.query(kLock, id));
}

ProductStore::Skus ProductStore::skus(postgres::Transaction& tx, std::int64_t product_id) const {
    co_return read_skus(co_await tx.query(kSkus, product_id));
}

void ProductStore::update(postgres::Transaction& tx, const ProductRow& p) const {
    tx.queue(kUpdate, p.id, p.category_id, p.name, p.subtitle, p.brand, p.description, p.tags,
             p.pictures_json, p.attributes_json, p.options_json, p.currency_code, p.price_minor,
             p.max_price_minor, p.list_price_minor, p.state, p.updated_at);
}

void ProductStore::set_state(postgres::Transaction& tx, std::int64_t id, State state,
                             std::string_view reject_reason, Timestamp now) const {
    tx.queue(kSetState, id, state, reject_reason, now);
}

void ProductStore::remove(postgres::Transaction& tx, std::int64_t id, Timestamp now) const {
    tx.queue(kRemove, id, now);
}

Task<Result<std::int64_t>> ProductStore::insert_sku(postgres::Transaction& tx, const SkuRecord& sku,
                                                    int position) const {
    auto rows =
        co_await tx.query(kInsertSku, sku.product_id, position, sku.option_values, sku.price_minor,
                          sku.list_price_minor, none_if_empty(sku.picture_json), sku.code, sku.weight_grams);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return rows->front().get<std::int64_t>(0);
}

void ProductStore::update_sku(postgres::Transaction& tx, const SkuRecord& sku, int position) const {
    tx.queue(kUpdateSku, sku.id, position, sku.option_values, sku.price_minor, sku.list_price_minor,
             none_if_empty(sku.picture_json), sku.code, sku.weight_grams);
}

void ProductStore::remove_skus(postgres::Transaction& tx, const std::vector<std::int64_t>& ids,
                               Timestamp now) const {
    tx.queue(kRemoveSkus, ids, now);
}

Task<Result<std::vector<std::int64_t>>> ProductStore::close_shop(postgres::Transaction& tx,
                                                                 std::int64_t shop_id, Timestamp now) const {
    auto rows = co_await tx.query(kCloseShop, shop_id, now);
    if (!rows) co_return fail(std::move(rows.error()));
    std::vector<std::int64_t> ids;
    for (const auto& row : *rows) {
        if (row.get<State>(1) == State::off_shelf) ids.push_back(row.get<std::int64_t>(0));
    }
    co_return ids;
}

}  // namespace ecommerce::product
