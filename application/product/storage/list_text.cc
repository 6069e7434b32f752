// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/list_text.h"

#include "application/product/storage/product_columns.h"

namespace ecommerce::product {

namespace {

constexpr const char* kSelect = postgres::joined<R"sql(SELECT )sql", kListedProduct, R"sql(
    FROM products AS p
    WHERE p.state = 'ON_SALE' AND p.deleted_at IS NULL AND
)sql",
                                                 kShopSells>;

constexpr const char* kInStock = R"sql(
      AND EXISTS (
          SELECT 1
          FROM skus AS k
          JOIN sku_stock AS s ON s.sku_id = k.id
          WHERE k.product_id = p.id AND k.removed_at IS NULL AND s.available > 0
      )
)sql";

struct Order {
    const char* after;  // the condition of a page that is not the first
    const char* by;
};

Order order_of(Sort sort) {
    switch (sort) {
    case Sort::newest:
        return {R"sql( AND (p.published_at, p.id) < ($8::TIMESTAMPTZ, $9::BIGINT))sql",
                R"sql( ORDER BY p.published_at DESC, p.id DESC)sql"};
    case Sort::price_asc:
        return {R"sql( AND (p.price_minor, p.id) > ($8::BIGINT, $9::BIGINT))sql",
                R"sql( ORDER BY p.price_minor, p.id)sql"};
    case Sort::price_desc:
        return {R"sql( AND (p.price_minor, p.id) < ($8::BIGINT, $9::BIGINT))sql",
                R"sql( ORDER BY p.price_minor DESC, p.id DESC)sql"};
    case Sort::best_selling: break;
    }
    return {R"sql( AND (p.sold_count, p.id) < ($8::BIGINT, $9::BIGINT))sql",
            R"sql( ORDER BY p.sold_count DESC, p.id DESC)sql"};
}

}  // namespace

unsigned list_shape(const PublicFilter& filter) {
    unsigned shape = unsigned(filter.sort);
    for (const bool set :
         {filter.category_ids.has_value(), filter.brand.has_value(), filter.tag.has_value(),
          filter.min_price.has_value(), filter.max_price.has_value(), filter.shop_id.has_value(),
          filter.query.has_value(), filter.in_stock, filter.after_value.has_value()}) {
        shape = shape << 1 | unsigned(set);
    }
    return shape;
}

// A condition that is not used names its parameter all the same, which PostgreSQL needs to know its type.
std::string list_text(const PublicFilter& filter) {
    const auto order = order_of(filter.sort);
    std::string text = kSelect;
    text +=
        filter.category_ids ? R"sql( AND p.category_id = ANY($1))sql" : R"sql( AND $1::BIGINT[] IS NULL)sql";
    text += filter.brand ? R"sql( AND p.brand = $2)sql" : R"sql( AND $2::TEXT IS NULL)sql";
    text += filter.tag ? R"sql( AND p.tags @> ARRAY[$3::VARCHAR])sql" : R"sql( AND $3::TEXT IS NULL)sql";
    text += filter.min_price ? R"sql( AND p.price_minor >= $4)sql" : R"sql( AND $4::BIGINT IS NULL)sql";
    text += filter.max_price ? R"sql( AND p.price_minor <= $5)sql" : R"sql( AND $5::BIGINT IS NULL)sql";
    text += filter.shop_id ? R"sql( AND p.shop_id = $6)sql" : R"sql( AND $6::BIGINT IS NULL)sql";
    text += filter.query ? R"sql( AND p.name ILIKE $7)sql" : R"sql( AND $7::TEXT IS NULL)sql";
    if (filter.in_stock) text += kInStock;
    text += filter.after_value ? order.after : R"sql( AND $8::TEXT IS NULL AND $9::BIGINT IS NULL)sql";
    text += order.by;
    text += R"sql( LIMIT $10)sql";
    return text;
}

}  // namespace ecommerce::product
