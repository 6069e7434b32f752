// SPDX-License-Identifier: Apache-2.0
#include "application/order/domain/order_no.h"

#include <gtest/gtest.h>

namespace ecommerce::order {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kPlaced = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + 23h + 59min;

TEST(OrderNo, BeginsWithTheDayAndHasTenDigitsMore) {
    EXPECT_EQ(make_order_no(kPlaced, 0min, 42), "202611230000000042");
    EXPECT_EQ(make_order_no(kPlaced, 8h, 42), "202611240000000042");
    EXPECT_EQ(make_order_no(kPlaced + 1min, -1min, 42), "202611230000000042");
    EXPECT_EQ(make_order_no(kPlaced, 0min, 9'999'999'999), "202611239999999999");
    EXPECT_EQ(make_order_no(kPlaced, 0min, 10'000'000'000), "202611230000000000");
}

TEST(OrderNo, ARangeHoldsExactlyTheNumbersThatBeginSo) {
    const auto range = beginning_with("20261123");
    EXPECT_LE(range.first, make_order_no(kPlaced, 0min, 0));
    EXPECT_GT(range.last, make_order_no(kPlaced, 0min, 9'999'999'999));
    EXPECT_LT(range.last, make_order_no(kPlaced + 24h, 0min, 0));
}

}  // namespace
}  // namespace ecommerce::order
