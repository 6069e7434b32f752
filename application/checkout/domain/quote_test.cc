// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/domain/quote.h"

#include <limits>

#include <gtest/gtest.h>

namespace ecommerce::checkout {
namespace {

const FreightRule kRule{.base_minor = 800,
                        .free_from_minor = 9900,
                        .remote_surcharge_minor = 1200,
                        .remote_provinces = {"西藏自治区"}};

TEST(Quote, GroupsByShopAndMergesLinesOfOneSku) {
    const auto result = quote({{7, 2, 1000, 1}, {5, 1, 300, 2}, {7, 2, 1000, 3}}, kRule, "浙江省").value();
    ASSERT_EQ(result.shops.size(), 2U);
    EXPECT_EQ(result.shops[0].shop_id, 1);
    EXPECT_EQ(result.shops[1].lines.size(), 1U);
    EXPECT_EQ(result.shops[1].lines[0].quantity, 4);
    EXPECT_EQ(result.goods_minor, 4600);
    EXPECT_EQ(result.freight_minor, 1600) << "one parcel a shop";
    EXPECT_EQ(result.total_minor, 6200);
}

TEST(Quote, WaivesTheBaseFeeFromTheLimitOn) {
    EXPECT_EQ(freight_minor(kRule, 9899, ""), 800);
    EXPECT_EQ(freight_minor(kRule, 9900, ""), 0);
}

TEST(Quote, ChargesFarRegionsEvenWhenTheBaseFeeIsWaived) {
    EXPECT_EQ(freight_minor(kRule, 9900, "西藏自治区"), 1200);
    EXPECT_EQ(freight_minor(kRule, 100, "西藏自治区"), 2000);
}

TEST(Quote, NamesAnAmountForFreeFreightOnlyWhereItMakesFreightFree) {
    EXPECT_EQ(free_from_minor(kRule, "浙江省"), 9900);
    EXPECT_EQ(free_from_minor(kRule, ""), 9900) << "not known yet";
    EXPECT_EQ(free_from_minor(kRule, "西藏自治区"), 0);
    auto rule = kRule;
    rule.remote_surcharge_minor = 0;
    EXPECT_EQ(free_from_minor(rule, "西藏自治区"), 9900);
    rule.free_from_minor = 0;
    EXPECT_EQ(free_from_minor(rule, "浙江省"), 0);
}

TEST(Quote, RefusesAmountsOutOfRange) {
    EXPECT_FALSE(quote({{1, 1, std::numeric_limits<std::int64_t>::max(), 2}}, kRule, ""));
    EXPECT_FALSE(quote({{1, 1, 1, 0}}, kRule, ""));
    EXPECT_FALSE(quote({{1, 1, -1, 1}}, kRule, ""));
    EXPECT_FALSE(quote({{1, 1, 1, std::numeric_limits<int>::max()}, {1, 1, 1, 1}}, kRule, ""));
    EXPECT_FALSE(quote({{1, 1, kLargestTotalMinor, 1}, {2, 2, kLargestTotalMinor, 1}}, kRule, ""));
}

TEST(Quote, TotalIsTheSumOfItsParts) {
    const auto result =
        quote({{1, 1, 123, 3}, {2, 1, 77, 1}, {3, 9, 999999, 2}}, kRule, "西藏自治区").value();
    std::int64_t total = 0;
    for (const auto& shop : result.shops) {
        std::int64_t goods = 0;
        for (const auto& line : shop.lines) goods += line.unit_price_minor * line.quantity;
        EXPECT_EQ(shop.goods_minor, goods);
        EXPECT_EQ(shop.total_minor, shop.goods_minor + shop.freight_minor);
        total += shop.total_minor;
    }
    EXPECT_EQ(result.total_minor, total);
}

}  // namespace
}  // namespace ecommerce::checkout
