// SPDX-License-Identifier: Apache-2.0
// Whether the amounts of a new order add up.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "framework/money/money.h"

namespace ecommerce::order {

struct LineAmounts {
    Money price;
    std::int64_t quantity = 0;
    Money total;
};

struct Amounts {
    Money goods;
    Money freight;
    Money discount;
    Money total;
};

// Empty when they add up, else what does not, in a sentence.
std::string find_mismatch(const Amounts& amounts, std::span<const LineAmounts> lines);

}  // namespace ecommerce::order
