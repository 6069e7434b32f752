// SPDX-License-Identifier: Apache-2.0
#include "application/review/domain/tally.h"

#include <gtest/gtest.h>

namespace ecommerce::review {
namespace {

Tally three_reviews() {
    Tally tally = tally_of({.goods = 5, .logistics = 5, .service = 5, .automatic = true});
    tally += tally_of({.goods = 4, .logistics = 2, .service = 3, .with_pictures = true});
    tally += tally_of({.goods = 1, .logistics = 1, .service = 1});
    return tally;
}

TEST(Tally, TellsCountAverageAndTheShareOfGoodOnes) {
    const auto tally = three_reviews();
    EXPECT_EQ(tally.count(), 3);
    EXPECT_DOUBLE_EQ(tally.average(), 10.0 / 3);
    EXPECT_DOUBLE_EQ(tally.good_share(), 2.0 / 3);
    EXPECT_DOUBLE_EQ(tally.logistics_average(), 8.0 / 3);
    EXPECT_DOUBLE_EQ(tally.service_average(), 3.0);
    EXPECT_EQ(tally.with_pictures, 1);
}

TEST(Tally, LeavesOutWhatNobodyWrote) {
    const auto tally = three_reviews().without_automatic();
    EXPECT_EQ(tally.count(), 2);
    EXPECT_DOUBLE_EQ(tally.average(), 2.5);
    EXPECT_DOUBLE_EQ(tally.logistics_average(), 1.5);
    EXPECT_EQ(tally.automatic, 0);
}

TEST(Tally, IsNothingWithoutReviews) {
    EXPECT_EQ(Tally().average(), 0);
    EXPECT_EQ(Tally().good_share(), 0);
    EXPECT_EQ(three_reviews() - three_reviews(), Tally());
}

}  // namespace
}  // namespace ecommerce::review
