// SPDX-License-Identifier: Apache-2.0
#include "application/review/domain/review_state.h"

#include <gtest/gtest.h>

#include "framework/testing/readme.h"

namespace ecommerce::review {
namespace {

TEST(ReviewState, TheDrawingInTheReadmeIsTheTable) {
    EXPECT_TRUE(testing::readme_draws("application/review", kLife.drawing()));
}

TEST(ReviewState, WhatAnAdministratorHidOnlyAnAdministratorShows) {
    for (const auto actor : {Actor::author, Actor::timer, Actor::account_closed}) {
        for (const auto to : {State::published, State::held}) {
            EXPECT_FALSE(kLife.allows(State::hidden, to, actor));
        }
    }
    EXPECT_TRUE(kLife.allows(State::hidden, State::published, Actor::admin));
}

TEST(ReviewState, NothingIsAwaitedTwice) {
    for (const auto& move : kLife.moves()) EXPECT_NE(move.to, State::awaited);
    EXPECT_TRUE(kLife.is_final(State::lapsed));
}

}  // namespace
}  // namespace ecommerce::review
