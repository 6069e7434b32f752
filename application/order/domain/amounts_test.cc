// SPDX-License-Identifier: Apache-2.0
#include "application/order/domain/amounts.h"

#include <array>

#include <gtest/gtest.h>

namespace ecommerce::order {
namespace {

constexpr std::array kLines{LineAmounts{.price = 1999, .quantity = 2, .total = 3998},
                            LineAmounts{.price = 1, .quantity = 999, .total = 999}};
constexpr Amounts kGood{.goods = 4997, .freight = 600, .discount = 100, .total = 5497};

TEST(OrderAmounts, AddUp) {
    EXPECT_EQ(find_mismatch(kGood, kLines), "");
}

TEST(OrderAmounts, AreRefusedWhenOneOfThemIsOff) {
    for (auto field : {&Amounts::goods, &Amounts::freight, &Amounts::discount, &Amounts::total}) {
        auto amounts = kGood;
        amounts.*field += 1;
        EXPECT_NE(find_mismatch(amounts, kLines), "");
    }
    auto lines = kLines;
    lines[0].total -= 1;
    lines[1].total += 1;
    EXPECT_NE(find_mismatch(kGood, lines), "");
}

TEST(OrderAmounts, NeverFallBelowNothing) {
    EXPECT_EQ(find_mismatch({.goods = 4997, .discount = 4997, .total = 0}, kLines), "");
    EXPECT_NE(find_mismatch({.goods = 4997, .discount = 4998, .total = -1}, kLines), "");
    EXPECT_NE(find_mismatch({.goods = 4997, .discount = -1, .total = 4998}, kLines), "");
}

}  // namespace
}  // namespace ecommerce::order
