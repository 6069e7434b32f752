// SPDX-License-Identifier: Apache-2.0
// Options and the SKUs that combine them: one value for each option, no combination twice.
#pragma once

#include <string>
#include <vector>

#include "framework/money/money.h"

namespace ecommerce::product {

struct Option {
    std::string name;
    std::vector<std::string> values;
};

struct SkuOffer {
    std::vector<std::string> option_values;
    Money price;
    Money list_price;  // 0: none
};

struct PriceRange {
    Money lowest;
    Money highest;
    Money list_of_lowest;  // 0: none
};

// Errors: invalid SKU_MATRIX, PRICE_INVALID.
Result<PriceRange> check_matrix(const std::vector<Option>& options, const std::vector<SkuOffer>& skus);

}  // namespace ecommerce::product
