// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/domain/freight.h"

#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "framework/money/money.h"

namespace ecommerce::checkout {
namespace {

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();

FreightLoad load(FreightFees fees, std::int64_t units, std::int64_t pieces = 1, std::int64_t goods = 0) {
    return {.fees = fees, .units = units, .pieces = pieces, .goods_minor = goods};
}

std::int64_t cost(const std::vector<FreightLoad>& loads) {
    return freight_minor(loads).value();
}

TEST(Freight, ChargesTheFirstUnitsOnceAndBegunFurtherOnesWhole) {
    const FreightFees fees{.first_units = 1000, .first_fee = 800, .further_units = 500, .further_fee = 150};
    struct Case {
        std::int64_t units, fen;
    };
    for (const auto& [units, fen] : {Case{0, 800}, Case{1, 800}, Case{1000, 800}, Case{1001, 950},
                                     Case{1500, 950}, Case{1501, 1100}, Case{11000, 3800}}) {
        EXPECT_EQ(cost({load(fees, units)}), fen) << units;
    }
}

TEST(Freight, IsFreeFromAnAmountOrANumberOfPieces) {
    const FreightFees fees{
        .first_fee = 800, .further_fee = 100, .free_from_minor = 5000, .free_from_pieces = 3};
    EXPECT_EQ(cost({load(fees, 2, 2, 4999)}), 900);
    EXPECT_EQ(cost({load(fees, 2, 2, 5000)}), 0);
    EXPECT_EQ(cost({load(fees, 3, 3, 1)}), 0);
}

TEST(Freight, KeepsASurchargeWhereTheRestIsFree) {
    FreightFees far{.first_fee = 800, .surcharge = 1200, .free_from_pieces = 2};
    EXPECT_EQ(cost({load(far, 1, 1)}), 2000);
    EXPECT_EQ(cost({load(far, 2, 2)}), 1200);
    auto farther = far;
    farther.surcharge = 1500;
    EXPECT_EQ(cost({load(far, 2, 2), load(farther, 1, 1)}), 800 + 1500) << "the highest, once";
}

TEST(Freight, HasOneFirstFeeTheHighest) {
    const FreightFees small{.first_units = 2, .first_fee = 500, .further_units = 1, .further_fee = 100};
    const FreightFees large{.first_units = 1, .first_fee = 900, .further_units = 2, .further_fee = 300};
    EXPECT_EQ(cost({load(small, 3), load(large, 2)}), 900 + 300 + 3 * 100);
    EXPECT_EQ(cost({load(large, 2), load(small, 3)}), 900 + 300 + 3 * 100);
    EXPECT_EQ(cost({}), 0);
}

TEST(Freight, HoldsByTheProvinceOfARegion) {
    const FreightTerms terms{.elsewhere = {.first_fee = 1},
                             .groups = {{.provinces = {"11", "12"}, .fees = {.first_fee = 2}},
                                        {.provinces = {"54"}, .fees = {.first_fee = 3}}},
                             .not_delivered = {"71"}};
    struct Case {
        std::string_view region;
        std::int64_t fee;
    };
    for (const auto& [region, fee] :
         {Case{"110101", 2}, Case{"12", 2}, Case{"540102", 3}, Case{"330106", 1}, Case{"", 1}}) {
        const auto* fees = fees_for(terms, region);
        ASSERT_TRUE(fees) << region;
        EXPECT_EQ(fees->first_fee, fee) << region;
    }
    EXPECT_FALSE(fees_for(terms, "710000"));
}

TEST(Freight, RefusesWhatNoAmountCanBe) {
    const FreightFees fees{.first_fee = 800, .further_units = 1, .further_fee = 10'000'000};
    EXPECT_FALSE(freight_minor(std::vector{load(fees, kMost)}));
    EXPECT_FALSE(freight_minor(std::vector{load(fees, 1'000'000)}));
    const FreightFees slow{.first_fee = 0, .further_units = kMost, .further_fee = 7};
    EXPECT_EQ(cost({load(slow, kMost)}), 7);
}

// What is drawn at random stays within what the contract allows.
class FreightProperties : public ::testing::Test {
protected:
    std::int64_t any(std::int64_t least, std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
    }
    FreightLoad any_load() {
        return load({.first_units = any(1, 3000),
                     .first_fee = any(0, 3000),
                     .further_units = any(1, 2000),
                     .further_fee = any(0, 900),
                     .surcharge = any(0, 1) * any(0, 2000)},
                    any(0, 20000), any(1, 50), any(0, 100000));
    }
    std::vector<FreightLoad> any_parcel() {
        std::vector<FreightLoad> loads;
        for (auto left = any(1, 4); left > 0; --left) loads.push_back(any_load());
        return loads;
    }

private:
    std::mt19937_64 random_{20250101};
};

TEST_F(FreightProperties, MoreInAParcelNeverCostsLessUnlessItMakesItFree) {
    for (int round = 0; round < 20'000; ++round) {
        auto parcel = any_parcel();
        const auto before = cost(parcel);
        ASSERT_GE(before, 0);
        auto heavier = parcel;
        heavier[std::size_t(any(0, std::int64_t(parcel.size()) - 1))].units += any(1, 5000);
        ASSERT_GE(cost(heavier), before) << round;
        parcel.push_back(any_load());
        ASSERT_GE(cost(parcel), before) << round;
    }
}

TEST_F(FreightProperties, OneParcelNeverCostsMoreThanEachTemplateOnItsOwn) {
    for (int round = 0; round < 20'000; ++round) {
        auto parcel = any_parcel();
        std::int64_t apart = 0;
        for (auto& each : parcel) {
            // What a first fee pays for is worth as much as its further fees.
            each.fees.first_fee = each.fees.first_units / each.fees.further_units * each.fees.further_fee +
                                  each.fees.further_fee;
            apart += cost({each});
        }
        ASSERT_LE(cost(parcel), apart) << round;
    }
}

TEST_F(FreightProperties, TheOrderOfALoadDoesNotMatterUnlessFirstFeesAreEqual) {
    for (int round = 0; round < 5'000; ++round) {
        auto parcel = any_parcel();
        for (std::size_t i = 0; i < parcel.size(); ++i) parcel[i].fees.first_fee += std::int64_t(i) * 10'000;
        const auto before = cost(parcel);
        std::ranges::reverse(parcel);
        ASSERT_EQ(cost(parcel), before) << round;
    }
}

}  // namespace
}  // namespace ecommerce::checkout
