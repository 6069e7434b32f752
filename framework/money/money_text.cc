// SPDX-License-Identifier: Apache-2.0
#include "framework/money/money_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace ecommerce {

namespace {

// Those that have not two (ISO 4217, list one).
constexpr auto kWithoutDecimals =
    std::to_array<std::string_view>({"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF",
                                     "UGX", "VND", "VUV", "XAF", "XOF", "XPF"});
constexpr auto kWithThree =
    std::to_array<std::string_view>({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"});

int decimals_of(std::string_view currency) {
    if (std::ranges::count(kWithoutDecimals, currency) > 0) return 0;
    return std::ranges::count(kWithThree, currency) > 0 ? 3 : 2;
}

}  // namespace

std::string to_text(const Money& money) {
    if (!money.has_currency()) return "";
    const int decimals = decimals_of(money.currency());
    std::uint64_t unit = 1;
    for (int i = 0; i < decimals; ++i) unit *= 10;
    const bool negative = money.minor_units() < 0;
    const auto minor = negative ? 0 - std::uint64_t(money.minor_units()) : std::uint64_t(money.minor_units());
    auto text = negative ? std::string("-") : std::string();
    text += money.currency() == "CNY" ? "¥" : fmt::format("{} ", money.currency());
    text += std::to_string(minor / unit);
    if (decimals > 0) text += fmt::format(".{:0{}}", minor % unit, decimals);
    return text;
}

}  // namespace ecommerce
