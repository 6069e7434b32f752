// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/shop_life.h"

#include <gtest/gtest.h>

#include "framework/testing/readme.h"

namespace ecommerce::user {
namespace {

constexpr Timestamp kNow{std::chrono::seconds(1'000'000)};

Standing open_shop() {
    return approve({}, kNow).value();
}

TEST(ShopLife, IsDrawnInTheReadme) {
    EXPECT_TRUE(testing::readme_draws("application/user", kShopLife.drawing()));
}

TEST(ShopLife, EndsWhenItIsClosedForGood) {
    for (const auto actor : {ShopActor::admin, ShopActor::account_closed}) {
        const auto gone = close_for_good(open_shop(), actor, "Gone.", kNow);
        ASSERT_TRUE(gone);
        EXPECT_EQ(gone->status, ShopState::closed);
        EXPECT_FALSE(freeze(*gone, kNow));
        EXPECT_FALSE(reopen(*gone));
        EXPECT_FALSE(close_for_a_time(*gone, "Again.", kNow));
        EXPECT_FALSE(close_for_good(*gone, actor, "Again.", kNow));
    }
    EXPECT_TRUE(kShopLife.is_final(ShopState::closed));
}

TEST(ShopLife, StaysClosedUntilNothingKeepsItClosed) {
    const auto frozen = freeze(open_shop(), kNow);
    ASSERT_TRUE(frozen);
    EXPECT_EQ(frozen->status, ShopState::suspended);
    const auto both = close_for_a_time(*frozen, "Complaints.", kNow + std::chrono::seconds(1));
    ASSERT_TRUE(both);
    EXPECT_EQ(both->closed_at, kNow);

    const auto thawed = unfreeze(*both);
    ASSERT_TRUE(thawed);
    EXPECT_EQ(thawed->status, ShopState::suspended);
    EXPECT_EQ(thawed->close_reason, "Complaints.");
    EXPECT_EQ(reopen(*thawed), open_shop());

    const auto forgiven = reopen(*both);
    ASSERT_TRUE(forgiven);
    EXPECT_EQ(forgiven->status, ShopState::suspended);
    EXPECT_EQ(forgiven->close_reason, "");
    EXPECT_EQ(unfreeze(*forgiven), open_shop());
}

TEST(ShopLife, WhatIsDoneAlreadyIsNoMove) {
    EXPECT_FALSE(freeze(*freeze(open_shop(), kNow), kNow));
    EXPECT_FALSE(close_for_a_time(*close_for_a_time(open_shop(), "A.", kNow), "B.", kNow));
    EXPECT_FALSE(unfreeze(open_shop()));
    EXPECT_FALSE(reopen(open_shop()));
    EXPECT_FALSE(approve(open_shop(), kNow));
    EXPECT_FALSE(reject(open_shop(), "No.", kNow));
}

TEST(ShopLife, AnApplicationIsDecidedAndNotClosedForATime) {
    EXPECT_FALSE(close_for_a_time({}, "No.", kNow));
    EXPECT_FALSE(freeze({}, kNow));
    EXPECT_FALSE(close_for_good({}, ShopActor::admin, "No.", kNow));
    EXPECT_TRUE(close_for_good({}, ShopActor::account_closed, "", kNow));
    const auto rejected = reject({}, "No.", kNow);
    ASSERT_TRUE(rejected);
    EXPECT_FALSE(approve(*rejected, kNow));
}

}  // namespace
}  // namespace ecommerce::user
