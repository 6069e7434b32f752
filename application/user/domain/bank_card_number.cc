// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/bank_card_number.h"

#include <charconv>

namespace ecommerce::user {

namespace {

// The first `count` digits as a number.
int prefix(std::string_view digits, std::size_t count) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + std::min(count, digits.size()), value);
    return value;
}

bool within(int value, int first, int last) {
    return value >= first && value <= last;
}

}  // namespace

std::string card_digits(std::string_view number) {
    std::string digits;
    for (const char c : number) {
        if (c >= '0' && c <= '9') digits += c;
    }
    return digits;
}

bool check_digit_fits(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
        int value = *digit - '0';
        if (twice) value = value > 4 ? 2 * value - 9 : 2 * value;
        sum += value;
    }
    return !digits.empty() && sum % 10 == 0;
}

Brand brand_of(std::string_view digits) {
    if (prefix(digits, 2) == 62) return Brand::unionpay;
    if (prefix(digits, 1) == 4) return Brand::visa;
    if (within(prefix(digits, 2), 51, 55) || within(prefix(digits, 4), 2221, 2720)) return Brand::mastercard;
    if (prefix(digits, 2) == 34 || prefix(digits, 2) == 37) return Brand::amex;
    if (within(prefix(digits, 4), 3528, 3589)) return Brand::jcb;
    return Brand::other;
}

}  // namespace ecommerce::user
