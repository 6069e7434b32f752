// SPDX-License-Identifier: Apache-2.0
#include "framework/money/money.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "framework/call/reasons.h"

namespace ecommerce {

namespace {

__extension__ using Wide = __int128;  // the product of an amount and a weight

std::unexpected<Error> out_of_range() {
    return fail(reason::amount_out_of_range("An amount of money is out of range."));
}

// The currency of both, where one of them may have none if it is nothing.
Result<std::string_view> common_currency(const Money& left, const Money& right) {
    if (left.currency() == right.currency() || (right.is_zero() && !right.has_currency())) {
        return left.currency();
    }
    if (left.is_zero() && !left.has_currency()) return right.currency();
    return fail(reason::currencies_differ("Amounts of two currencies do not add up."));
}

using Calculate = bool (*)(std::int64_t, std::int64_t, std::int64_t&);  // true: it does not fit

Result<Money> combine(const Result<Money>& left, const Result<Money>& right, Calculate calculate) {
    if (!left) return left;
    if (!right) return right;
    const auto currency = common_currency(*left, *right);
    if (!currency) return fail(currency.error());
    std::int64_t units = 0;
    if (calculate(left->minor_units(), right->minor_units(), units)) return out_of_range();
    return Money(units, *currency);
}

}  // namespace

Result<Money> operator+(const Result<Money>& left, const Result<Money>& right) {
    return combine(left, right, [](std::int64_t a, std::int64_t b, std::int64_t& sum) {
        return __builtin_add_overflow(a, b, &sum);
    });
}

Result<Money> operator-(const Result<Money>& left, const Result<Money>& right) {
    return combine(left, right, [](std::int64_t a, std::int64_t b, std::int64_t& difference) {
        return __builtin_sub_overflow(a, b, &difference);
    });
}

Result<Money> operator*(const Result<Money>& amount, std::int64_t times) {
    if (!amount) return amount;
    std::int64_t units = 0;
    if (__builtin_mul_overflow(amount->minor_units(), times, &units)) return out_of_range();
    return Money(units, amount->currency());
}

std::vector<Money> share_out(const Money& amount, std::span<const std::int64_t> weights) {
    const auto whole = std::accumulate(weights.begin(), weights.end(), Wide(0));
    if (whole <= 0 || std::ranges::min(weights) < 0) {
        throw std::logic_error("weights are not negative and not all 0");
    }
    struct Part {
        std::int64_t units;
        Wide lost;  // what rounding towards nothing took, in parts of `whole`
    };
    std::vector<Part> parts;
    std::int64_t left = amount.minor_units();
    for (const auto weight : weights) {
        const Wide exact = Wide(amount.minor_units()) * weight;
        const auto units = std::int64_t(exact / whole);
        const Wide lost = exact % whole;
        parts.push_back({units, lost < 0 ? -lost : lost});
        left -= units;
    }
    std::vector<Part*> by_loss;
    for (auto& part : parts) by_loss.push_back(&part);
    std::ranges::sort(by_loss, [](const Part* left, const Part* right) {
        return left->lost != right->lost ? left->lost > right->lost : left < right;
    });
    const std::int64_t unit = left < 0 ? -1 : 1;
    for (std::size_t i = 0; left != 0; ++i, left -= unit) by_loss[i]->units += unit;

    std::vector<Money> shares;
    for (const auto& part : parts) shares.emplace_back(part.units, amount.currency());
    return shares;
}

}  // namespace ecommerce
