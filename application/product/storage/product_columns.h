// SPDX-License-Identifier: Apache-2.0
// The columns of `products AS p` that make a ProductRow, its `available` aside; and which rows everyone sees.
#pragma once

#include "framework/postgres/statement.h"

namespace ecommerce::product {

// Of one product.
inline constexpr postgres::Piece kWholeProduct = R"sql(
    p.id, p.shop_id, p.category_id, p.name, p.subtitle, p.brand, p.description, p.tags,
    p.pictures::TEXT AS pictures_json, p.attributes::TEXT AS attributes_json, p.options::TEXT AS options_json,
    p.currency_code, p.price_minor, p.max_price_minor, p.list_price_minor,
    (SELECT n.sold_count FROM listings AS n WHERE n.product_id = p.id) AS sold_count, p.state, p.reject_reason,
    p.version, p.created_at, p.updated_at, p.published_at, p.freight_template_id, p.review_withdrawn, p.in_stock
)sql";

// Of many: no long texts, the first picture alone.
inline constexpr postgres::Piece kListedProduct = R"sql(
    p.id, p.shop_id, p.category_id, p.name, '' AS subtitle, p.brand, '' AS description, p.tags,
    jsonb_path_query_array(p.pictures, '$[0]')::TEXT AS pictures_json, '[]' AS attributes_json, '[]' AS options_json,
    p.currency_code, p.price_minor, p.max_price_minor, p.list_price_minor,
    (SELECT n.sold_count FROM listings AS n WHERE n.product_id = p.id) AS sold_count, p.state, p.reject_reason,
    p.version, p.created_at, p.updated_at, p.published_at, p.freight_template_id, p.review_withdrawn, p.in_stock
)sql";

inline constexpr postgres::Piece kNoUnits = R"sql(, 0::BIGINT AS available)sql";

inline constexpr postgres::Piece kOfficeUnits = R"sql(, COALESCE((
        SELECT SUM(u.available)
        FROM skus AS k
        JOIN sku_stock AS u ON u.sku_id = k.id
        WHERE k.product_id = p.id AND k.removed_at IS NULL
    ), 0)::BIGINT AS available)sql";

// Everyone sees it and can buy it.
inline constexpr postgres::Piece kForSale = R"sql(
    p.state = 'ON_SALE' AND p.deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM shop_closings AS c WHERE c.shop_id = p.shop_id AND c.closed)
)sql";

// Of an UPDATE of products, up to the condition on k.product_id, behind which comes kOfferEnd. What stock and SKUs say
// of the product: prices are those of the SKUs that can be bought, or of all when none can.
inline constexpr postgres::Piece kOfferBegin = R"sql(
    AS p
    SET in_stock = o.in_stock, price_minor = o.price_minor, max_price_minor = o.max_price_minor,
        list_price_minor = o.list_price_minor
    FROM (
        SELECT k.product_id, BOOL_OR(s.available > 0) AS in_stock,
               COALESCE(MIN(k.price_minor) FILTER (WHERE s.available > 0), MIN(k.price_minor)) AS price_minor,
               COALESCE(MAX(k.price_minor) FILTER (WHERE s.available > 0), MAX(k.price_minor)) AS max_price_minor,
               (ARRAY_AGG(k.list_price_minor ORDER BY s.available > 0 DESC, k.price_minor, k.position))[1]
                   AS list_price_minor
        FROM skus AS k
        JOIN sku_stock AS s ON s.sku_id = k.id
        WHERE k.removed_at IS NULL AND k.product_id
)sql";
inline constexpr postgres::Piece kOfferEnd = R"sql(
        GROUP BY k.product_id
    ) AS o
    WHERE p.id = o.product_id
)sql";

}  // namespace ecommerce::product
