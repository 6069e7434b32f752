// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include <gtest/gtest.h>

#include "framework/money/currencies.h"
#include "framework/money/money_message.h"
#include "framework/money/money_text.h"

#include "common/v1/money.rpc.h"

namespace ecommerce {
namespace {

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();

Money yuan(std::int64_t fen) {
    return {fen, "CNY"};
}

std::string reason(const Result<Money>& amount) {
    return amount ? "" : amount.error().reason();
}

std::vector<std::int64_t> shares(std::int64_t amount, std::vector<std::int64_t> weights) {
    std::vector<std::int64_t> units;
    for (const auto& share : share_out(yuan(amount), weights)) units.push_back(share.minor_units());
    return units;
}

TEST(Money, AddsSubtractsAndMultiplies) {
    EXPECT_EQ(yuan(1999) * 3 + yuan(600) - yuan(100), yuan(6497));
    EXPECT_EQ(yuan(1) - yuan(3), yuan(-2));
}

TEST(Money, NothingOfNoCurrencyAddsToAnyAmount) {
    EXPECT_EQ(Money() + yuan(5), yuan(5));
    EXPECT_EQ(yuan(5) - Money(), yuan(5));
    EXPECT_EQ(Money() + Money(), Money());
    EXPECT_NE(Money(), yuan(0));
}

TEST(Money, WhatDoesNotFitIsAnError) {
    EXPECT_EQ(reason(yuan(kMost) + yuan(1)), "AMOUNT_OUT_OF_RANGE");
    EXPECT_EQ(reason(yuan(-kMost) - yuan(2)), "AMOUNT_OUT_OF_RANGE");
    EXPECT_EQ(reason(yuan(kMost) * 2), "AMOUNT_OUT_OF_RANGE");
    EXPECT_EQ(reason(yuan(kMost) * 2 - yuan(kMost)), "AMOUNT_OUT_OF_RANGE") << "an Error stays one";
    EXPECT_EQ(yuan(kMost) + yuan(0), yuan(kMost));
}

TEST(Money, TwoCurrenciesDoNotMeet) {
    const Money dollars(5, "USD");
    EXPECT_EQ(reason(yuan(5) + dollars), "CURRENCIES_DIFFER");
    EXPECT_EQ(reason(yuan(0) + dollars), "CURRENCIES_DIFFER");
    EXPECT_NE(yuan(5), dollars);
    EXPECT_FALSE(yuan(5) < dollars);
    EXPECT_FALSE(yuan(5) >= dollars);
    EXPECT_LT(yuan(4), yuan(5));
}

TEST(Money, ATextThatIsNotThreeLettersIsNoCurrency) {
    EXPECT_EQ(yuan(1).currency(), "CNY");
    for (const auto* text : {"", "C", "YUAN"}) EXPECT_FALSE(Money(1, text).has_currency());
}

TEST(Money, IsSharedOutWithoutLosingAUnit) {
    EXPECT_EQ(shares(100, {1, 1, 1}), (std::vector<std::int64_t>{34, 33, 33}));
    EXPECT_EQ(shares(100, {0, 2, 1}), (std::vector<std::int64_t>{0, 67, 33}));
    EXPECT_EQ(shares(5, {1, 1, 1, 1, 1, 1, 1}), (std::vector<std::int64_t>{1, 1, 1, 1, 1, 0, 0}));
    EXPECT_EQ(shares(-100, {1, 1, 1}), (std::vector<std::int64_t>{-34, -33, -33}));
    EXPECT_EQ(shares(0, {3, 4}), (std::vector<std::int64_t>{0, 0}));
    EXPECT_EQ(shares(kMost, {kMost, kMost}), (std::vector<std::int64_t>{kMost / 2 + 1, kMost / 2}));
    EXPECT_EQ(share_out(yuan(3), std::vector<std::int64_t>{1}).front(), yuan(3));
}

TEST(Money, CannotBeSharedOutByWeightsThatWeighNothing) {
    EXPECT_THROW(shares(1, {}), std::logic_error);
    EXPECT_THROW(shares(1, {0, 0}), std::logic_error);
    EXPECT_THROW(shares(1, {2, -1}), std::logic_error);
}

TEST(Money, TheContractHasTheSameBound) {
    const auto allowed = [](std::int64_t minor) {
        validation::Violations violations;
        common::v1::validate_fields(to_message(yuan(minor)), nullptr, violations);
        return violations.empty();
    };
    EXPECT_TRUE(allowed(kLargestAmountMinor));
    EXPECT_FALSE(allowed(kLargestAmountMinor + 1));
}

TEST(Currencies, AreThoseOfTheSetting) {
    const Currencies currencies({"CNY", "USD"});
    EXPECT_EQ(currencies.main(), "CNY");
    EXPECT_TRUE(currencies.has("USD"));
    EXPECT_FALSE(currencies.has("ZZZ"));
    EXPECT_FALSE(currencies.has(""));
    EXPECT_EQ(currencies.text(), "CNY, USD");
    for (const std::vector<std::string>& bad : {std::vector<std::string>{}, {""}, {"CNY", "usd"}, {"YUAN"}}) {
        EXPECT_THROW(Currencies{bad}, std::invalid_argument);
    }
}

TEST(Money, PassesThroughItsMessage) {
    EXPECT_EQ(to_money(to_message(yuan(1234))), yuan(1234));
    EXPECT_EQ(to_money(common::v1::Money()), Money());
    EXPECT_EQ(to_message(yuan(7)).currency_code(), "CNY");
}

TEST(MoneyText, HasTheCurrencysDecimals) {
    EXPECT_EQ(to_text(Money(12900, "CNY")), "¥129.00");
    EXPECT_EQ(to_text(Money(5, "USD")), "USD 0.05");
    EXPECT_EQ(to_text(Money(1200, "JPY")), "JPY 1200");
    EXPECT_EQ(to_text(Money(1234, "KWD")), "KWD 1.234");
    EXPECT_EQ(to_text(Money(-150, "CNY")), "-¥1.50");
    EXPECT_EQ(to_text(Money(std::numeric_limits<std::int64_t>::min(), "JPY")), "-JPY 9223372036854775808");
    EXPECT_EQ(to_text(Money()), "");
}

}  // namespace
}  // namespace ecommerce
