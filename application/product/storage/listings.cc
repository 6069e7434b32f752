// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/listings.h"

#include "application/product/storage/product_columns.h"

namespace ecommerce::product {

namespace {

using postgres::joined;
using postgres::Plan;
using postgres::Write;

constexpr Write kInsert{R"sql(
    INSERT INTO listings (product_id, shop_id, category_id, brand, brand_folded, tags, name_folded, price_minor,
                          in_stock, on_sale, sold_count)
    SELECT id, shop_id, category_id, brand, brand_folded, tags, name_folded, price_minor, in_stock, FALSE, 0
    FROM products
    WHERE id = $1
)sql"};

// A shop that was never closed has a row from its first product on, so that there is one to hold.
constexpr Write kKnowShops{R"sql(
    INSERT INTO shop_closings (shop_id, closed, version)
    SELECT DISTINCT shop_id, FALSE, -1
    FROM products
    WHERE id = ANY($1)
    ORDER BY shop_id
    ON CONFLICT (shop_id) DO NOTHING
)sql"};

constexpr Write kHoldShops{R"sql(
    SELECT shop_id
    FROM shop_closings
    WHERE shop_id IN (SELECT shop_id FROM products WHERE id = ANY($1))
    ORDER BY shop_id
    FOR SHARE
)sql"};

// From where listings has them to where the products are now. Category 0 is all of them. Of the few products that
// one transaction moves.
constexpr Write kCountBrands{Plan::once, joined<R"sql(
    INSERT INTO brand_counts (category_id, brand, products)
    SELECT w.category_id, m.brand, SUM(m.units)
    FROM (
        SELECT s.category_id, s.brand, -1 AS units
        FROM listings AS s
        WHERE s.product_id = ANY($1) AND s.on_sale
          AND NOT EXISTS (SELECT 1 FROM shop_closings AS c WHERE c.shop_id = s.shop_id AND c.closed)
        UNION ALL
        SELECT p.category_id, p.brand, 1 AS units
        FROM products AS p
        WHERE p.id = ANY($1) AND )sql",
                                                kForSale, R"sql(
    ) AS m
    CROSS JOIN LATERAL (VALUES (0::BIGINT), (m.category_id)) AS w (category_id)
    WHERE m.brand <> ''
    GROUP BY w.category_id, m.brand
    HAVING SUM(m.units) <> 0
    ORDER BY w.category_id, m.brand
    ON CONFLICT (category_id, brand) DO UPDATE
    SET products = brand_counts.products + EXCLUDED.products
)sql">};

constexpr Write kFollow{R"sql(
    UPDATE listings AS s
    SET category_id = p.category_id, brand = p.brand, brand_folded = p.brand_folded, tags = p.tags,
        name_folded = p.name_folded, on_sale = p.state = 'ON_SALE' AND p.deleted_at IS NULL
    FROM products AS p
    WHERE s.product_id = ANY($1) AND p.id = s.product_id
      AND (s.category_id, s.brand, s.tags, s.name_folded, s.on_sale)
          <> (p.category_id, p.brand, p.tags, p.name_folded, p.state = 'ON_SALE' AND p.deleted_at IS NULL)
)sql"};

constexpr Write kFollowOffer{R"sql(
    UPDATE listings AS s
    SET price_minor = p.price_minor, in_stock = p.in_stock
    FROM products AS p
    WHERE s.product_id = $1 AND p.id = s.product_id
      AND (s.price_minor <> p.price_minor OR s.in_stock <> p.in_stock)
)sql"};

// $2 is 1 or -1. Of the products of one shop.
constexpr Write kCountShop{Plan::once, R"sql(
    INSERT INTO brand_counts (category_id, brand, products)
    SELECT w.category_id, s.brand, $2::BIGINT * COUNT(*)
    FROM listings AS s
    CROSS JOIN LATERAL (VALUES (0::BIGINT), (s.category_id)) AS w (category_id)
    WHERE s.shop_id = $1 AND s.on_sale AND s.brand <> ''
    GROUP BY w.category_id, s.brand
    ORDER BY w.category_id, s.brand
    ON CONFLICT (category_id, brand) DO UPDATE
    SET products = brand_counts.products + EXCLUDED.products
)sql"};

}  // namespace

void Listings::insert(postgres::Transaction& tx, std::int64_t product_id) const {
    tx.queue(kInsert, product_id);
}

void Listings::refresh(postgres::Transaction& tx, const std::vector<std::int64_t>& product_ids) const {
    if (product_ids.empty()) return;
    tx.queue(kKnowShops, product_ids);
    tx.queue(kHoldShops, product_ids);
    tx.queue(kCountBrands, product_ids);
    tx.queue(kFollow, product_ids);
}

void Listings::refresh_offer(postgres::Transaction& tx, std::int64_t product_id) const {
    tx.queue(kFollowOffer, product_id);
}

void Listings::count_shop(postgres::Transaction& tx, std::int64_t shop_id, bool closed) const {
    tx.queue(kCountShop, shop_id, std::int64_t(closed ? -1 : 1));
}

}  // namespace ecommerce::product
