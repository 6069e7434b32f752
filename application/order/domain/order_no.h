// SPDX-License-Identifier: Apache-2.0
// The numbers that people quote.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "framework/runtime/clock.h"

namespace ecommerce::order {

// The day, by a clock that is so far ahead of UTC, and ten digits of `random`: "202611230174205931". They
// neither follow each other nor tell how much is sold. Two orders of a day may draw the same; the table's
// unique key finds out.
std::string make_order_no(Timestamp placed_at, std::chrono::minutes utc_offset, std::uint64_t random);

// So many characters of a number tell it from nearly all others: the day, and four digits of chance. Fewer may be
// those of a day's or of a year's orders, which no search by number is for.
inline constexpr std::size_t kSearchableNumber = 12;

// The range [first, last) of numbers that begin with `prefix`, in the order of their bytes. `prefix` consists of
// digits, letters and hyphens.
struct OrderNoRange {
    std::string first;
    std::string last;
};
OrderNoRange beginning_with(std::string_view prefix);

}  // namespace ecommerce::order
