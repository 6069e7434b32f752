// SPDX-License-Identifier: Apache-2.0
// Amounts of money, exact. Sums and products are checked: one that does not fit, or that would mix two currencies, is
// an Error and stays one through the rest of the expression, so that a calculation is looked at once, at its end:
//
//   Result<Money> total = Money();
//   for (const auto& line : lines) total = total + line.price * line.quantity;
//   if (!total) return fail(std::move(total.error()));
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "framework/runtime/result.h"

namespace ecommerce {

// No price, and no sum that somebody is to pay, is larger: a hundred million of the currency's main unit. The
// contract's Money says the same of every request.
inline constexpr std::int64_t kLargestAmountMinor = 100'000'000'00;

// A value of 16 bytes. Nothing of no currency, Money(), can be added to any amount: sums begin with it.
class Money {
public:
    constexpr Money() = default;
    // `currency` by its three letters (ISO 4217); any other text is no currency.
    constexpr Money(std::int64_t minor_units, std::string_view currency) : minor_units_(minor_units) {
        if (currency.size() == 3) currency.copy(code_, 3);
    }

    // The count of the currency's smallest unit (fen, cents).
    constexpr std::int64_t minor_units() const { return minor_units_; }
    // Empty when there is none.
    constexpr std::string_view currency() const { return {code_, code_[0] == '\0' ? 0U : 3U}; }
    constexpr bool has_currency() const { return code_[0] != '\0'; }

    constexpr bool is_zero() const { return minor_units_ == 0; }
    constexpr bool is_negative() const { return minor_units_ < 0; }

    friend constexpr bool operator==(const Money& left, const Money& right) {
        return left.minor_units_ == right.minor_units_ && left.currency() == right.currency();
    }
    // Amounts of two currencies have no order: every comparison of them is false.
    friend constexpr std::partial_ordering operator<=>(const Money& left, const Money& right) {
        if (left.currency() != right.currency()) return std::partial_ordering::unordered;
        return left.minor_units_ <=> right.minor_units_;
    }

private:
    std::int64_t minor_units_ = 0;
    char code_[3] = {};
};

// Errors: invalid AMOUNT_OUT_OF_RANGE, CURRENCIES_DIFFER.
Result<Money> operator+(const Result<Money>& left, const Result<Money>& right);
Result<Money> operator-(const Result<Money>& left, const Result<Money>& right);
Result<Money> operator*(const Result<Money>& amount, std::int64_t times);

// The amount in parts that are to each other as the weights, none of them off by a whole unit, and whose sum is the
// amount: what does not divide goes, a unit each, to the parts that lost most. Weights are not negative and not all 0.
std::vector<Money> share_out(const Money& amount, std::span<const std::int64_t> weights);

}  // namespace ecommerce
