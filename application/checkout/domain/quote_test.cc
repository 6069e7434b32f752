// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/domain/quote.h"

#include <limits>

#include <gtest/gtest.h>

namespace ecommerce::checkout {
namespace {

const FreightRule kRule{
    .base_minor = 800, .free_from_minor = 9900, .remote_surcharge_minor = 1200, .remote_provinces = {"54"}};

Money yuan(std::int64_t fen) {
    return {fen, "CNY"};
}

Result<Quote> quote_in_yuan(const std::vector<PricedLine>& lines, std::string_view region_code) {
    return quote(lines, "CNY", kRule, region_code);
}

TEST(Quote, GroupsByShopAndMergesLinesOfOneSku) {
    const auto result =
        quote_in_yuan({{7, 2, yuan(1000), 1}, {5, 1, yuan(300), 2}, {7, 2, yuan(1000), 3}}, "330106").value();
    ASSERT_EQ(result.shops.size(), 2U);
    EXPECT_EQ(result.shops[0].shop_id, 1);
    EXPECT_EQ(result.shops[1].lines.size(), 1U);
    EXPECT_EQ(result.shops[1].lines[0].quantity, 4);
    EXPECT_EQ(result.goods, yuan(4600));
    EXPECT_EQ(result.freight, yuan(1600)) << "one parcel a shop";
    EXPECT_EQ(result.total, yuan(6200));
}

TEST(Quote, WaivesTheBaseFeeFromTheLimitOn) {
    EXPECT_EQ(freight(kRule, yuan(9899), ""), yuan(800));
    EXPECT_EQ(freight(kRule, yuan(9900), ""), yuan(0));
}

TEST(Quote, ChargesFarRegionsEvenWhenTheBaseFeeIsWaived) {
    EXPECT_EQ(freight(kRule, yuan(9900), "540102"), yuan(1200));
    EXPECT_EQ(freight(kRule, yuan(100), "540102"), yuan(2000));
}

TEST(Quote, NamesAnAmountForFreeFreightOnlyWhereItMakesFreightFree) {
    EXPECT_EQ(free_from_minor(kRule, "330106"), 9900);
    EXPECT_EQ(free_from_minor(kRule, ""), 9900) << "not known yet";
    EXPECT_EQ(free_from_minor(kRule, "540102"), 0);
    auto rule = kRule;
    rule.remote_surcharge_minor = 0;
    EXPECT_EQ(free_from_minor(rule, "540102"), 9900);
    rule.free_from_minor = 0;
    EXPECT_EQ(free_from_minor(rule, "330106"), 0);
}

TEST(Quote, RefusesAmountsOutOfRange) {
    EXPECT_FALSE(quote_in_yuan({{1, 1, yuan(std::numeric_limits<std::int64_t>::max()), 2}}, ""));
    EXPECT_FALSE(quote_in_yuan({{1, 1, yuan(1), 0}}, ""));
    EXPECT_FALSE(quote_in_yuan({{1, 1, yuan(-1), 1}}, ""));
    EXPECT_FALSE(quote_in_yuan({{1, 1, yuan(1), std::numeric_limits<int>::max()}, {1, 1, yuan(1), 1}}, ""));
    EXPECT_FALSE(
        quote_in_yuan({{1, 1, yuan(kLargestAmountMinor), 1}, {2, 2, yuan(kLargestAmountMinor), 1}}, ""));
}

TEST(Quote, TotalIsTheSumOfItsParts) {
    const auto result =
        quote_in_yuan({{1, 1, yuan(123), 3}, {2, 1, yuan(77), 1}, {3, 9, yuan(999999), 2}}, "540102").value();
    Result<Money> total = Money();
    for (const auto& shop : result.shops) {
        Result<Money> goods = Money();
        for (const auto& line : shop.lines) goods = goods + line.unit_price * line.quantity;
        EXPECT_EQ(goods, shop.goods);
        EXPECT_EQ(shop.goods + shop.freight, shop.total);
        total = total + shop.total;
    }
    EXPECT_EQ(total, result.total);
}

}  // namespace
}  // namespace ecommerce::checkout
