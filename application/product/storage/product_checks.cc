// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/product_checks.h"

#include "application/product/storage/product_columns.h"
#include "framework/service/invariants.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::product {

namespace {

using postgres::joined;
using postgres::Read;

// Each gives one row for every violation: what breaks it, as text.
constexpr Read kListings{R"sql(
    SELECT 'product ' || p.id || ': ' || p.state || ', category ' || p.category_id || ', brand ' || p.brand ||
           ', price ' || p.price_minor || '; listed as ' ||
           COALESCE(l.on_sale || ', ' || l.category_id || ', ' || l.brand || ', ' || l.price_minor, 'nothing')
    FROM products AS p
    LEFT JOIN listings AS l ON l.product_id = p.id
    WHERE (l.shop_id, l.category_id, l.brand, l.brand_folded, l.tags, l.name_folded, l.price_minor, l.in_stock, l.on_sale)
          IS DISTINCT FROM
          (p.shop_id, p.category_id, p.brand, p.brand_folded, p.tags, p.name_folded, p.price_minor, p.in_stock,
           p.state = 'ON_SALE' AND p.deleted_at IS NULL)
    LIMIT 100
)sql"};

constexpr Read kBrands{joined<R"sql(
    SELECT 'brand ' || COALESCE(k.brand, o.brand) || ' in category ' || COALESCE(k.category_id, o.category_id) ||
           ': counted ' || COALESCE(k.products, 0) || ', for sale ' || COALESCE(o.products, 0)
    FROM brand_counts AS k
    FULL JOIN (
        SELECT w.category_id, p.brand, COUNT(*) AS products
        FROM products AS p
        CROSS JOIN LATERAL (VALUES (0::BIGINT), (p.category_id)) AS w (category_id)
        WHERE p.brand <> '' AND )sql",
                              kForSale, R"sql(
        GROUP BY w.category_id, p.brand
    ) AS o ON o.category_id = k.category_id AND o.brand = k.brand
    WHERE COALESCE(k.products, 0) <> COALESCE(o.products, 0)
    LIMIT 100
)sql">};

constexpr Read kFreight{R"sql(
    SELECT 'product ' || p.id || ' of shop ' || p.shop_id || ': template ' || p.freight_template_id
    FROM products AS p
    WHERE p.freight_template_id <> 0 AND p.deleted_at IS NULL
      AND NOT EXISTS (
          SELECT 1 FROM freight_templates AS t WHERE t.id = p.freight_template_id AND t.shop_id = p.shop_id
      )
    LIMIT 100
)sql"};

constexpr service::Invariant kInvariants[] = {
    {kListings, "lists know each product as it is"},
    {kBrands, "brands are counted as they are for sale"},
    {kFreight, "a product goes by a freight template of its shop"},
};

}  // namespace

Task<Result<void>> ProductChecks::run(CallContext& context,
                                      diagnostics::v1::CheckInvariantsResponse& response) const {
    co_return co_await service::check_all(context, database_, kInvariants, response);
}

}  // namespace ecommerce::product
