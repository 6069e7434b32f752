// SPDX-License-Identifier: Apache-2.0
#include "application/order/domain/amounts.h"

#include <array>

#include <gtest/gtest.h>

namespace ecommerce::order {
namespace {

constexpr Money yuan(std::int64_t fen) {
    return {fen, "CNY"};
}

constexpr std::array kLines{LineAmounts{.price = yuan(1999), .quantity = 2, .total = yuan(3998)},
                            LineAmounts{.price = yuan(1), .quantity = 999, .total = yuan(999)}};
constexpr Amounts kGood{
    .goods = yuan(4997), .freight = yuan(600), .discount = yuan(100), .total = yuan(5497)};

TEST(OrderAmounts, AddUp) {
    EXPECT_EQ(find_mismatch(kGood, kLines), "");
}

TEST(OrderAmounts, AreRefusedWhenOneOfThemIsOff) {
    for (auto field : {&Amounts::goods, &Amounts::freight, &Amounts::discount, &Amounts::total}) {
        auto amounts = kGood;
        amounts.*field = yuan((amounts.*field).minor_units() + 1);
        EXPECT_NE(find_mismatch(amounts, kLines), "");
        amounts.*field = Money((kGood.*field).minor_units(), "USD");
        EXPECT_NE(find_mismatch(amounts, kLines), "");
    }
    auto lines = kLines;
    lines[0].total = yuan(3997);
    lines[1].total = yuan(1000);
    EXPECT_NE(find_mismatch(kGood, lines), "");
}

TEST(OrderAmounts, NeverFallBelowNothing) {
    EXPECT_EQ(find_mismatch({.goods = yuan(4997), .discount = yuan(4997), .total = yuan(0)}, kLines), "");
    EXPECT_NE(find_mismatch({.goods = yuan(4997), .discount = yuan(4998), .total = yuan(-1)}, kLines), "");
    EXPECT_NE(find_mismatch({.goods = yuan(4997), .discount = yuan(-1), .total = yuan(4998)}, kLines), "");
}

}  // namespace
}  // namespace ecommerce::order
