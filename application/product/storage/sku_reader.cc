// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/sku_reader.h"

#include "application/product/storage/product_columns.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::product {

namespace {

using postgres::ask;
using postgres::joined;
using postgres::Read;

constexpr Read kFindSkus{joined<R"sql(
    SELECT k.id AS sku_id, k.product_id, p.shop_id, p.category_id, p.name AS product_name, k.option_values,
           COALESCE(COALESCE(k.picture, p.pictures -> 0)::TEXT, '') AS picture_json, k.price_minor, p.currency_code,
           s.available, )sql",
                                kForSale, R"sql( AND k.removed_at IS NULL AS on_sale, k.weight_grams,
           k.volume_cm3, p.freight_template_id
    FROM skus AS k
    JOIN products AS p ON p.id = k.product_id
    JOIN sku_stock AS s ON s.sku_id = k.id
    WHERE k.id = ANY($1)
    ORDER BY k.id
)sql">};

// The platform's has the id 0, as what names none has.
constexpr Read kFindFreight{R"sql(
    SELECT t.id, t.terms::TEXT AS terms_json
    FROM freight_templates AS t
    WHERE t.id = ANY(ARRAY(
        SELECT p.freight_template_id
        FROM skus AS k
        JOIN products AS p ON p.id = k.product_id
        WHERE k.id = ANY($1)
        UNION
        SELECT 0
    ))
)sql"};

}  // namespace

Task<Result<std::vector<SkuRow>>> SkuReader::find(CallContext& context,
                                                  const std::vector<std::int64_t>& ids) const {
    const auto rows = co_await ok(database_.query(context, kFindSkus, ids));
    co_return rows.to<SkuRow>();
}

Task<Result<SkusAndFreight>> SkuReader::find_with_freight(CallContext& context,
                                                          const std::vector<std::int64_t>& ids) const {
    const auto rows = co_await ok(database_.query_all(context, ask(kFindSkus, ids), ask(kFindFreight, ids)));
    co_return SkusAndFreight{.skus = rows[0].to<SkuRow>(), .freight = rows[1].to<TermsRow>()};
}

}  // namespace ecommerce::product
