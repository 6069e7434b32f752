// SPDX-License-Identifier: Apache-2.0
// The numbers that people quote.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "framework/runtime/clock.h"

namespace ecommerce::order {

// The day, by a clock that is so far ahead of UTC, and ten digits of `random`: "202611230174205931". They
// neither follow each other nor tell how much is sold. Two orders of a day may draw the same; the table's
// unique key finds out.
std::string make_order_no(Timestamp placed_at, std::chrono::minutes utc_offset, std::uint64_t random);

// The range [first, last) of numbers that begin with `prefix`, in the order of their bytes; the whole range
// when it is empty. `prefix` consists of digits, letters and hyphens.
struct OrderNoRange {
    std::string first;
    std::string last;
};
OrderNoRange beginning_with(std::string_view prefix);

}  // namespace ecommerce::order
