// SPDX-License-Identifier: Apache-2.0
#include "application/order/domain/order_no.h"

namespace ecommerce::order {

namespace {

constexpr std::uint64_t kNumbersOfADay = 10'000'000'000;

std::string digits(std::uint64_t number, std::size_t width) {
    auto text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

}  // namespace

std::string make_order_no(Timestamp placed_at, std::chrono::minutes utc_offset, std::uint64_t random) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(placed_at + utc_offset));
    return digits(std::uint64_t(int(day.year())), 4) + digits(unsigned(day.month()), 2) +
           digits(unsigned(day.day()), 2) + digits(random % kNumbersOfADay, 10);
}

OrderNoRange beginning_with(std::string_view prefix) {
    // '~' comes after every character of a number.
    return {std::string(prefix), std::string(prefix) + "~"};
}

}  // namespace ecommerce::order
