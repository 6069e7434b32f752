// SPDX-License-Identifier: Apache-2.0
// Whether the amounts of a new order add up. Minor units throughout.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace ecommerce::order {

struct LineAmounts {
    std::int64_t price = 0;
    std::int64_t quantity = 0;
    std::int64_t total = 0;
};

struct Amounts {
    std::int64_t goods = 0;
    std::int64_t freight = 0;
    std::int64_t discount = 0;
    std::int64_t total = 0;
};

// Empty when they add up, else what does not, in a sentence. Each amount is at most 10^12, quantities at
// most 999 and lines at most 120, as the contract has it, so nothing overflows.
std::string find_mismatch(const Amounts& amounts, std::span<const LineAmounts> lines);

}  // namespace ecommerce::order
