// SPDX-License-Identifier: Apache-2.0
// The columns of `products AS p` that ProductStore reads, in its order; the same places for both.
#pragma once

#include "framework/postgres/statement.h"

namespace ecommerce::product {

// Holds unless the shop of `p` is closed.
inline constexpr postgres::Piece kShopSells = R"sql(
    NOT EXISTS (SELECT 1 FROM shop_closings AS c WHERE c.shop_id = p.shop_id AND c.closed)
)sql";

// Of one product, without its stock.
inline constexpr postgres::Piece kWholeProduct = R"sql(
    p.id, p.shop_id, p.category_id, p.name, p.subtitle, p.brand, p.description, p.tags, p.pictures::TEXT,
    p.attributes::TEXT, p.options::TEXT, p.currency_code, p.price_minor, p.max_price_minor, p.list_price_minor,
    p.sold_count, p.state, p.reject_reason, p.version, p.created_at, p.updated_at, p.published_at, 0::BIGINT
)sql";

// Of many: no long texts, the first picture alone, what can be bought of all SKUs together.
inline constexpr postgres::Piece kListedProduct = R"sql(
    p.id, p.shop_id, p.category_id, p.name, '', p.brand, '', p.tags, jsonb_path_query_array(p.pictures, '$[0]')::TEXT,
    '[]', '[]', p.currency_code, p.price_minor, p.max_price_minor, p.list_price_minor,
    p.sold_count, p.state, p.reject_reason, p.version, p.created_at, p.updated_at, p.published_at,
    COALESCE((
        SELECT SUM(s.available)
        FROM skus AS k
        JOIN sku_stock AS s ON s.sku_id = k.id
        WHERE k.product_id = p.id AND k.removed_at IS NULL
    ), 0)::BIGINT
)sql";

}  // namespace ecommerce::product
