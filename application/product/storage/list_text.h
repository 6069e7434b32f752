// SPDX-License-Identifier: Apache-2.0
// The SQL text of the public list: composed of fixed fragments, one text for each combination of filters,
// so that PostgreSQL plans each for the indexes that serve it. Values are parameters, always the same ten.
#pragma once

#include <string>

#include "application/product/storage/product_store.h"

namespace ecommerce::product {

// Equal for filters with equal text.
unsigned list_shape(const PublicFilter& filter);
// $1 categories, $2 brand, $3 tag, $4 and $5 price, $6 shop, $7 pattern, $8 and $9 page key, $10 limit.
// A parameter that does not filter is NULL.
std::string list_text(const PublicFilter& filter);

}  // namespace ecommerce::product
