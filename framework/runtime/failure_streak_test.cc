// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/failure_streak.h"

#include <gtest/gtest.h>

namespace ecommerce::runtime {
namespace {

using namespace std::chrono_literals;

TEST(FailureStreak, OneFailureIsNone) {
    FailureStreak streak;
    EXPECT_FALSE(streak.lasts(0s));
    streak.note(false);
    EXPECT_FALSE(streak.lasts(0s));
    streak.note(false);
    EXPECT_TRUE(streak.lasts(0s));
    EXPECT_FALSE(streak.lasts(1h));
}

TEST(FailureStreak, EndsWithTheFirstSuccess) {
    FailureStreak streak;
    for (const bool worked : {false, false, false, true, false}) streak.note(worked);
    EXPECT_FALSE(streak.lasts(0s));
    streak.note(false);
    EXPECT_TRUE(streak.lasts(0s));
}

}  // namespace
}  // namespace ecommerce::runtime
