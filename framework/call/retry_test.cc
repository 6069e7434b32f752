// SPDX-License-Identifier: Apache-2.0
#include "framework/call/retry.h"

#include <gtest/gtest.h>

namespace ecommerce {
namespace {

using namespace std::chrono_literals;

TEST(Retry, PausesGrowWithJitterUpToALimit) {
    const RetryOptions options;
    EXPECT_EQ(retry_pause(options, 0, 0), 10ms);
    EXPECT_LE(retry_pause(options, 0, ~0ULL), 20ms);
    EXPECT_GT(retry_pause(options, 0, ~0ULL), 19ms);
    EXPECT_EQ(retry_pause(options, 2, 0), 40ms);
    EXPECT_EQ(retry_pause(options, 1000, 0), 500ms);
}

TEST(RetryBudget, GivesWhatWasSavedAndATenthOfTheCalls) {
    RetryBudget budget{RetryOptions{}};
    int taken = 0;
    while (budget.take()) ++taken;
    EXPECT_EQ(taken, 10);
    for (int i = 0; i < 105; ++i) {
        budget.call_began();
        if (budget.take()) ++taken;
    }
    EXPECT_NEAR(taken, 20, 1);
}

}  // namespace
}  // namespace ecommerce
