// SPDX-License-Identifier: Apache-2.0
// Options and the SKUs that combine them: one value for each option, no combination twice.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/runtime/result.h"

namespace ecommerce::product {

struct Option {
    std::string name;
    std::vector<std::string> values;
};

struct SkuOffer {
    std::vector<std::string> option_values;
    std::int64_t price_minor = 0;
    std::int64_t list_price_minor = 0;  // 0: none
    std::string currency_code;
    std::string list_currency_code;  // empty: none
};

struct PriceRange {
    std::string currency_code;
    std::int64_t lowest_minor = 0;
    std::int64_t highest_minor = 0;
    std::int64_t list_of_lowest_minor = 0;  // 0: none
};

// Errors: invalid SKU_MATRIX, PRICE_INVALID.
Result<PriceRange> check_matrix(const std::vector<Option>& options, const std::vector<SkuOffer>& skus);

}  // namespace ecommerce::product
