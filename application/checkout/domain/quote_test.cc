// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/domain/quote.h"

#include <limits>

#include <gtest/gtest.h>

namespace ecommerce::checkout {
namespace {

const FreightBook kBook{{0, terms_of({.base_minor = 800,
                                      .free_from_minor = 9900,
                                      .remote_surcharge_minor = 1200,
                                      .remote_provinces = {"54"}})}};

Money yuan(std::int64_t fen) {
    return {fen, "CNY"};
}

Result<Quote> quote_in_yuan(const std::vector<PricedLine>& lines, std::string_view region_code) {
    return quote(lines, "CNY", kBook, region_code);
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

// Of one article for so much.
ShopQuote parcel(std::int64_t fen, std::string_view region_code) {
    return quote_in_yuan({{1, 1, yuan(fen), 1}}, region_code).value().shops.front();
}

TEST(Quote, WaivesTheBaseFeeFromTheLimitOn) {
    EXPECT_EQ(parcel(9899, "").freight, yuan(800));
    EXPECT_EQ(parcel(9900, "").freight, yuan(0));
}

TEST(Quote, ChargesFarRegionsEvenWhenTheBaseFeeIsWaived) {
    EXPECT_EQ(parcel(9900, "540102").freight, yuan(1200));
    EXPECT_EQ(parcel(100, "540102").freight, yuan(2000));
}

TEST(Quote, NamesAnAmountForFreeFreightOnlyWhereItMakesFreightFree) {
    EXPECT_EQ(parcel(100, "330106").free_from.minor, 9900);
    EXPECT_EQ(parcel(100, "").free_from.minor, 9900) << "not known yet";
    EXPECT_EQ(parcel(100, "540102").free_from.minor, 0);
}

// Templates 1 and 2 of a shop, beside the platform's: by weight, and by pieces with no way to Tibet.
FreightBook shop_book() {
    auto book = kBook;
    book[1] = {.basis = FreightBasis::weight,
               .elsewhere = {.first_units = 1000,
                             .first_fee = 1000,
                             .further_units = 500,
                             .further_fee = 200,
                             .free_from_pieces = 9},
               .groups = {},
               .not_delivered = {}};
    book[2] = {.basis = FreightBasis::pieces,
               .elsewhere = {.first_fee = 600, .further_fee = 100},
               .groups = {},
               .not_delivered = {"54"}};
    return book;
}

PricedLine line_by(std::int64_t template_id, std::int64_t sku_id, int quantity,
                   std::int64_t weight_grams = 0) {
    return {.sku_id = sku_id,
            .shop_id = 1,
            .unit_price = yuan(100),
            .quantity = quantity,
            .freight_template_id = template_id,
            .weight_grams = weight_grams};
}

std::int64_t freight_of(const std::vector<PricedLine>& lines, std::string_view region_code = "330106") {
    return quote(lines, "CNY", shop_book(), region_code).value().freight.minor_units();
}

TEST(Quote, CountsTheUnitsOfOneTemplateTogether) {
    EXPECT_EQ(freight_of({line_by(1, 1, 1, 400), line_by(1, 2, 1, 600)}), 1000);
    EXPECT_EQ(freight_of({line_by(1, 1, 1, 400), line_by(1, 2, 1, 601)}), 1200);
    EXPECT_EQ(freight_of({line_by(1, 1, 1, 0)}), 1000) << "a weight that is not known counts as nothing";
}

TEST(Quote, SendsGoodsOfSeveralTemplatesInOneParcel) {
    EXPECT_EQ(freight_of({line_by(1, 1, 1, 1100), line_by(2, 2, 3)}), 1000 + 200 + 3 * 100);
    EXPECT_EQ(freight_of({line_by(0, 1, 1), line_by(2, 2, 3)}), 800 + 3 * 100);
    EXPECT_EQ(freight_of({line_by(1, 1, 9, 1100), line_by(2, 2, 3)}), 600 + 2 * 100) << "the first is free";
    const auto mixed = quote({line_by(0, 1, 1), line_by(2, 2, 3)}, "CNY", shop_book(), "330106").value();
    EXPECT_EQ(mixed.shops.front().free_from.minor, 0) << "no one amount makes such a parcel free";
}

TEST(Quote, TakesThePlatformsTermsForATemplateThatIsGone) {
    EXPECT_EQ(freight_of({line_by(7, 1, 1)}), 800);
    EXPECT_EQ(freight_of({line_by(7, 1, 1), line_by(0, 2, 1)}), 800);
}

TEST(Quote, ChargesNothingForWhatIsNotDelivered) {
    EXPECT_EQ(freight_of({line_by(2, 1, 1)}, "540102"), 0);
    EXPECT_EQ(freight_of({line_by(2, 1, 1), line_by(1, 2, 1, 100)}, "540102"), 1000);
}

TEST(Quote, SaysHowManyPiecesAreSentFree) {
    const auto by_weight = quote({line_by(1, 1, 1, 100)}, "CNY", shop_book(), "").value().shops.front();
    EXPECT_EQ(by_weight.free_from.pieces, 9);
    EXPECT_EQ(by_weight.free_from.minor, 0);
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
