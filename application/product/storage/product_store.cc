// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/product_store.h"

#include "application/product/storage/product_columns.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::product {

namespace {

using postgres::joined;
using postgres::Lane;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Read kFind{joined<R"sql(SELECT )sql", kWholeProduct, kNoUnits, R"sql(
    FROM products AS p
    WHERE p.id = $1 AND p.deleted_at IS NULL
)sql">};

constexpr Read kFindOnSale{joined<R"sql(SELECT )sql", kWholeProduct, kNoUnits,
                                  R"sql( FROM products AS p WHERE p.id = $1 AND )sql", kForSale>};

constexpr Write kLock{joined<R"sql(SELECT )sql", kWholeProduct, kNoUnits, R"sql(
    FROM products AS p
    WHERE p.id = $1 AND p.deleted_at IS NULL
    FOR UPDATE
)sql">};

constexpr Read kSkus{R"sql(
    SELECT k.id, k.product_id, k.option_values, k.price_minor, k.list_price_minor,
           COALESCE(k.picture::TEXT, '') AS picture_json, k.code, k.weight_grams, k.volume_cm3, s.available
    FROM skus AS k
    JOIN sku_stock AS s ON s.sku_id = k.id
    WHERE k.product_id = $1 AND k.removed_at IS NULL
    ORDER BY k.position, k.id
)sql"};

// By keys, as many as a page has at most.
constexpr Read kFindMany{Plan::each_time, Lane::keys,
                         joined<R"sql(SELECT )sql", kListedProduct, kNoUnits,
                                R"sql( FROM products AS p WHERE p.id = ANY($1) AND )sql", kForSale>};

// Long texts of many, which belong beside no key.
constexpr Read kFindWhole{postgres::Lane::lists, joined<R"sql(
    SELECT )sql",
                                                        kWholeProduct, kNoUnits, R"sql(
    FROM products AS p
    WHERE p.id = ANY($1) AND p.state = 'ON_SALE' AND p.deleted_at IS NULL
)sql">};

constexpr Read kIdsOnSale{Plan::each_time, R"sql(
    SELECT id
    FROM products
    WHERE id > $1 AND state = 'ON_SALE' AND deleted_at IS NULL
    ORDER BY id
    LIMIT $2
)sql"};

constexpr Read kCountInCategory{Plan::each_time, R"sql(
    SELECT COUNT(*)
    FROM products
    WHERE deleted_at IS NULL
      AND product_terms(category_id, shop_id, brand_folded, tags, name_folded) @> ARRAY['category:' || $1::TEXT]
)sql"};

constexpr Write kMoveCategory{R"sql(
    UPDATE products
    SET category_id = $2, version = version + 1
    WHERE deleted_at IS NULL
      AND product_terms(category_id, shop_id, brand_folded, tags, name_folded) @> ARRAY['category:' || $1::TEXT]
    RETURNING id
)sql"};

constexpr Write kInsert{R"sql(
    INSERT INTO products (shop_id, category_id, name, subtitle, brand, description, tags, pictures, attributes,
                          options, currency_code, price_minor, max_price_minor, list_price_minor, state, reject_reason,
                          version, created_at, updated_at, freight_template_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8::JSONB, $9::JSONB, $10::JSONB, $11, $12, $13, $14, $15, '', 1, $16, $16, $17)
    RETURNING id
)sql"};

constexpr Write kUpdate{R"sql(
    UPDATE products
    SET category_id = $2, name = $3, subtitle = $4, brand = $5, description = $6, tags = $7, pictures = $8::JSONB,
        attributes = $9::JSONB, options = $10::JSONB, currency_code = $11, price_minor = $12, max_price_minor = $13,
        list_price_minor = $14, state = $15::VARCHAR, updated_at = $16, freight_template_id = $17,
        version = version + 1,
        review_withdrawn = review_withdrawn OR (state = 'IN_REVIEW' AND $15::VARCHAR = 'DRAFT')
    WHERE id = $1
)sql"};

constexpr Write kSetState{R"sql(
    UPDATE products
    SET state = $2::VARCHAR, reject_reason = $3, updated_at = $4, version = version + 1,
        published_at = CASE WHEN $2::VARCHAR = 'ON_SALE' THEN COALESCE(published_at, $4) ELSE published_at END,
        review_withdrawn = review_withdrawn AND $2::VARCHAR NOT IN ('ON_SALE', 'REJECTED')
    WHERE id = $1
)sql"};

// Of the few SKUs of one product.
constexpr Write kRefreshOffer{Plan::once,
                              joined<R"sql(UPDATE products )sql", kOfferBegin, R"sql( = $1)sql", kOfferEnd>};

constexpr Write kRemove{R"sql(
    UPDATE products SET deleted_at = $2, updated_at = $2, version = version + 1 WHERE id = $1
)sql"};

constexpr Write kInsertSku{R"sql(
    INSERT INTO skus (product_id, position, option_values, price_minor, list_price_minor, picture, code,
                      weight_grams, volume_cm3)
    VALUES ($1, $2::INTEGER, $3, $4, $5, $6::JSONB, $7, $8, $9)
    RETURNING id
)sql"};

constexpr Write kUpdateSku{R"sql(
    UPDATE skus
    SET position = $2::INTEGER, option_values = $3, price_minor = $4, list_price_minor = $5, picture = $6::JSONB,
        code = $7, weight_grams = $8, volume_cm3 = $9
    WHERE id = $1
)sql"};

constexpr Write kRemoveSkus{R"sql(
    UPDATE skus SET removed_at = $2 WHERE id = ANY($1) AND removed_at IS NULL
)sql"};

// In the order in which everything takes products.
constexpr Write kLockShop{R"sql(
    SELECT id FROM products WHERE shop_id = $1 AND deleted_at IS NULL ORDER BY id FOR UPDATE
)sql"};

// What nobody has approved becomes a draft: from off the shelf the seller could put it on sale unseen.
constexpr Write kCloseShop{R"sql(
    UPDATE products
    SET state = CASE state WHEN 'ON_SALE' THEN 'OFF_SHELF' ELSE 'DRAFT' END, updated_at = $2, version = version + 1,
        review_withdrawn = review_withdrawn OR state = 'IN_REVIEW'
    WHERE shop_id = $1 AND state IN ('IN_REVIEW', 'ON_SALE') AND deleted_at IS NULL
    RETURNING id, state
)sql"};

struct MovedProduct {
    std::int64_t id;
    State state;
};

std::vector<std::int64_t> ids_in(State state, const postgres::Rows& rows) {
    std::vector<std::int64_t> ids;
    for (const auto& product : rows.to<MovedProduct>()) {
        if (product.state == state) ids.push_back(product.id);
    }
    return ids;
}

std::optional<std::string> none_if_empty(const std::string& json) {
    if (json.empty()) return std::nullopt;
    return json;
}

}  // namespace

ProductStore::Found ProductStore::find(CallContext& context, std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kFind, id));
    co_return rows.first<ProductRow>();
}

Task<Result<std::optional<ProductAndSkus>>> ProductStore::find_on_sale(CallContext& context,
                                                                       std::int64_t id) const {
    const auto rows = co_await ok(database_.query_all(context, ask(kFindOnSale, id), ask(kSkus, id)));
    auto product = rows[0].first<ProductRow>();
    if (!product) co_return std::nullopt;
    co_return ProductAndSkus{.product = std::move(*product), .skus = rows[1].to<SkuRecord>()};
}

ProductStore::Skus ProductStore::find_skus(CallContext& context, std::int64_t product_id) const {
    const auto rows = co_await ok(database_.query(context, kSkus, product_id));
    co_return rows.to<SkuRecord>();
}

ProductStore::Many ProductStore::find_many(CallContext& context, const std::vector<std::int64_t>& ids) const {
    const auto rows = co_await ok(database_.query(context, kFindMany, ids));
    co_return rows.to<ProductRow>();
}

ProductStore::Many ProductStore::find_whole(CallContext& context,
                                            const std::vector<std::int64_t>& ids) const {
    const auto rows = co_await ok(database_.query(context, kFindWhole, ids));
    co_return rows.to<ProductRow>();
}

Task<Result<std::vector<std::int64_t>>> ProductStore::ids_on_sale(CallContext& context, std::int64_t after_id,
                                                                  std::int64_t limit) const {
    const auto rows = co_await ok(database_.query(context, kIdsOnSale, after_id, limit));
    co_return rows.to<std::int64_t>();
}

Task<Result<std::int64_t>> ProductStore::count_in_category(CallContext& context,
                                                           std::int64_t category_id) const {
    const auto rows = co_await ok(database_.query(context, kCountInCategory, category_id));
    co_return rows.front().to<std::int64_t>();
}

Task<Result<void>> ProductStore::move_category(CallContext& context, std::int64_t from,
                                               std::int64_t to) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto rows = co_await ok(tx.query(kMoveCategory, from, to));
        listings_.refresh(tx, rows.to<std::int64_t>());
        co_return {};
    };
    co_return co_await database_.transaction(context, std::move(body));
}

Task<Result<std::int64_t>> ProductStore::insert(postgres::Transaction& tx, const ProductRow& p) const {
    const auto rows = co_await ok(tx.query(kInsert, p.shop_id, p.category_id, p.name, p.subtitle, p.brand,
                                           p.description, p.tags, p.pictures_json, p.attributes_json,
                                           p.options_json, p.currency_code, p.price_minor, p.max_price_minor,
                                           p.list_price_minor, p.state, p.created_at, p.freight_template_id));
    const auto id = rows.front().to<std::int64_t>();
    listings_.insert(tx, id);
    co_return id;
}

ProductStore::Found ProductStore::lock(postgres::Transaction& tx, std::int64_t id) const {
    const auto rows = co_await ok(tx.query(kLock, id));
    co_return rows.first<ProductRow>();
}

ProductStore::Skus ProductStore::skus(postgres::Transaction& tx, std::int64_t product_id) const {
    const auto rows = co_await ok(tx.query(kSkus, product_id));
    co_return rows.to<SkuRecord>();
}

void ProductStore::update(postgres::Transaction& tx, const ProductRow& p) const {
    tx.queue(kUpdate, p.id, p.category_id, p.name, p.subtitle, p.brand, p.description, p.tags,
             p.pictures_json, p.attributes_json, p.options_json, p.currency_code, p.price_minor,
             p.max_price_minor, p.list_price_minor, p.state, p.updated_at, p.freight_template_id);
    listings_.refresh(tx, {p.id});
}

void ProductStore::set_state(postgres::Transaction& tx, std::int64_t id, State state,
                             std::string_view reject_reason, Timestamp now) const {
    tx.queue(kSetState, id, state, reject_reason, now);
    listings_.refresh(tx, {id});
}

void ProductStore::remove(postgres::Transaction& tx, std::int64_t id, Timestamp now) const {
    tx.queue(kRemove, id, now);
    listings_.refresh(tx, {id});
}

Task<Result<std::int64_t>> ProductStore::insert_sku(postgres::Transaction& tx, const SkuRecord& sku,
                                                    int position) const {
    const auto rows = co_await ok(tx.query(
        kInsertSku, sku.product_id, position, sku.option_values, sku.price_minor, sku.list_price_minor,
        none_if_empty(sku.picture_json), sku.code, sku.weight_grams, sku.volume_cm3));
    co_return rows.front().to<std::int64_t>();
}

void ProductStore::update_sku(postgres::Transaction& tx, const SkuRecord& sku, int position) const {
    tx.queue(kUpdateSku, sku.id, position, sku.option_values, sku.price_minor, sku.list_price_minor,
             none_if_empty(sku.picture_json), sku.code, sku.weight_grams, sku.volume_cm3);
}

void ProductStore::remove_skus(postgres::Transaction& tx, const std::vector<std::int64_t>& ids,
                               Timestamp now) const {
    tx.queue(kRemoveSkus, ids, now);
}

Task<Result<std::vector<std::int64_t>>> ProductStore::close_shop(postgres::Transaction& tx,
                                                                 std::int64_t shop_id, Timestamp now) const {
    tx.queue(kLockShop, shop_id);
    const auto rows = co_await ok(tx.query(kCloseShop, shop_id, now));
    auto ids = ids_in(State::off_shelf, rows);
    listings_.refresh(tx, ids);
    co_return ids;
}

void ProductStore::refresh_offer(postgres::Transaction& tx, std::int64_t id) const {
    tx.queue(kRefreshOffer, id);
    listings_.refresh_offer(tx, id);
}

}  // namespace ecommerce::product
