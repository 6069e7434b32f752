// SPDX-License-Identifier: Apache-2.0
// Which rows of the table `documents` fit, before anything is chosen.
#pragma once

#include "framework/postgres/statement.h"

namespace ecommerce::search {

// $1 the terms, $2 categories, $3 the shop. Each is planned with its values, so what is not asked for costs nothing.
inline constexpr postgres::Piece kMatches = R"sql(
    d.on_sale
    AND ($1::TSQUERY IS NULL OR d.terms @@ $1::TSQUERY)
    AND ($2::BIGINT[] IS NULL OR d.category_id = ANY($2::BIGINT[]))
    AND ($3::BIGINT IS NULL OR d.shop_id = $3::BIGINT)
    AND NOT EXISTS (SELECT 1 FROM shop_closings AS c WHERE c.shop_id = d.shop_id AND c.closed)
)sql";

}  // namespace ecommerce::search
