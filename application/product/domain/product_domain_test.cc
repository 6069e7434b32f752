// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "application/product/domain/attribute_rules.h"
#include "application/product/domain/product_state.h"
#include "application/product/domain/sku_matrix.h"
#include "framework/testing/readme.h"

namespace ecommerce::product {
namespace {

SkuOffer offer(std::vector<std::string> values, std::int64_t price, std::int64_t list_price = 0) {
    return {.option_values = std::move(values), .price = {price, "CNY"}, .list_price = {list_price, "CNY"}};
}

const std::vector<Option> kOptions{{"Colour", {"red", "blue"}}, {"Size", {"S", "M"}}};

TEST(ProductState, OnlyAdministratorsPutANewProductOnSale) {
    EXPECT_TRUE(kLife.allows(State::in_review, State::on_sale, Actor::admin));
    EXPECT_FALSE(kLife.allows(State::in_review, State::on_sale, Actor::seller));
    EXPECT_FALSE(kLife.allows(State::draft, State::on_sale, Actor::seller));
    EXPECT_FALSE(kLife.allows(State::rejected, State::on_sale, Actor::seller));
}

TEST(ProductState, WhatWasNeverApprovedReachesTheShelfOnlyThroughReview) {
    EXPECT_TRUE(kLife.allows(State::on_sale, State::off_shelf, Actor::account_closed));
    EXPECT_TRUE(kLife.allows(State::in_review, State::draft, Actor::account_closed));
    for (const auto& move : kLife.moves()) {
        if (move.to == State::off_shelf) EXPECT_EQ(move.from, State::on_sale);
        if (move.to == State::on_sale && move.from != State::off_shelf) EXPECT_EQ(move.actor, Actor::admin);
    }
}

TEST(ProductState, TheDrawingInTheReadmeIsTheTable) {
    EXPECT_TRUE(testing::readme_draws("application/product", kLife.drawing()));
}

TEST(ProductState, EditingWhatWasApprovedNeedsApprovalAgain) {
    EXPECT_EQ(after_edit(State::on_sale, true), State::in_review);
    EXPECT_EQ(after_edit(State::off_shelf, true), State::in_review);
    EXPECT_EQ(after_edit(State::on_sale, false), State::on_sale);
    EXPECT_EQ(after_edit(State::draft, true), State::draft);
}

TEST(ProductState, EditingWhatWaitsWithdrawsTheRequest) {
    EXPECT_EQ(after_edit(State::in_review, true), State::draft);
    EXPECT_EQ(after_edit(State::in_review, false), State::in_review);
}

TEST(ProductState, EveryEditIsAMoveThatASellerMayMake) {
    for (const auto state :
         {State::draft, State::in_review, State::on_sale, State::rejected, State::off_shelf}) {
        const auto after = after_edit(state, true);
        EXPECT_TRUE(after == state || kLife.allows(state, after, Actor::seller)) << name_of(state);
    }
}

TEST(ProductState, WhatWasTakenDownComesBackThroughReviewAlone) {
    for (const auto& move : kLife.moves()) {
        if (move.from == State::rejected) EXPECT_EQ(move.to, State::in_review);
    }
}

TEST(AttributeRules, NameWhatIsMissingAndWhatTheCategoryDoesNotOffer) {
    const std::vector<AttributeRule> rules{
        {.name = "材质", .name_en = "Material", .options = {"wood", "steel"}, .required = true},
        {.name = "Length", .name_en = "", .options = {}, .required = true},
        {.name = "Colour", .name_en = "", .options = {"red"}, .required = false}};
    const auto none = find_gaps(rules, {});
    EXPECT_EQ(none.missing, (std::vector<std::string>{"材质", "Length"}));
    EXPECT_TRUE(none.unfit.empty());
    const auto wrong = find_gaps(rules, {{"Material", "paper"}, {"Length", "any"}, {"Colour", "blue"}});
    EXPECT_TRUE(wrong.missing.empty());
    EXPECT_EQ(wrong.unfit, (std::vector<std::string>{"材质", "Colour"}));
    EXPECT_TRUE(find_gaps(rules, {{"材质", "wood"}, {"Length", "1"}, {"Mine", "x"}}).empty());
    EXPECT_FALSE(find_gaps(rules, {{"材质", "wood"}, {"材质", "paper"}, {"Length", "1"}}).empty());
}

TEST(SkuMatrix, GivesTheRangeOfPrices) {
    const auto range =
        check_matrix(kOptions, {offer({"red", "S"}, 500, 600), offer({"blue", "M"}, 300, 350)}).value();
    EXPECT_EQ(range.lowest, Money(300, "CNY"));
    EXPECT_EQ(range.highest, Money(500, "CNY"));
    EXPECT_EQ(range.list_of_lowest, Money(350, "CNY"));
}

TEST(SkuMatrix, RefusesOptionsAndValuesThatLookAlike) {
    EXPECT_FALSE(check_matrix({{"Colour", {"Red", "RED"}}}, {offer({"Red"}, 1)}));
    EXPECT_FALSE(check_matrix({{"Colour", {"caf\u00e9", "cafe\u0301"}}}, {offer({"caf\u00e9"}, 1)}));
    EXPECT_FALSE(check_matrix({{"Size", {"S"}}, {"\uff33ize", {"M"}}}, {offer({"S", "M"}, 1)}));
    EXPECT_TRUE(check_matrix({{"Size", {"S", "M"}}}, {offer({"S"}, 1)}));
}

TEST(SkuMatrix, RefusesWhatDoesNotFitTheOptions) {
    EXPECT_FALSE(check_matrix(kOptions, {}));
    EXPECT_FALSE(check_matrix(kOptions, {offer({"red"}, 1)}));
    EXPECT_FALSE(check_matrix(kOptions, {offer({"green", "S"}, 1)}));
    EXPECT_FALSE(check_matrix(kOptions, {offer({"red", "S"}, 1), offer({"red", "S"}, 2)}));
    EXPECT_FALSE(check_matrix({{"A", {"x"}}, {"A", {"y"}}}, {offer({"x", "y"}, 1)}));
    EXPECT_TRUE(check_matrix({}, {offer({}, 1)}));
    EXPECT_FALSE(check_matrix({}, {offer({}, 1), offer({}, 2)}));
}

TEST(SkuMatrix, RefusesPricesThatMakeNoSense) {
    EXPECT_EQ(check_matrix({}, {offer({}, 0)}).error().reason(), "PRICE_INVALID");
    EXPECT_FALSE(check_matrix({}, {offer({}, 100, 99)}));
    auto dollars = offer({"blue", "S"}, 100);
    dollars.price = {100, "USD"};
    EXPECT_FALSE(check_matrix(kOptions, {offer({"red", "S"}, 100), dollars}));
}

}  // namespace
}  // namespace ecommerce::product
