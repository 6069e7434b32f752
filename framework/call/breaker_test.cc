// SPDX-License-Identifier: Apache-2.0
#include "framework/call/breaker.h"

#include <gtest/gtest.h>

namespace ecommerce {
namespace {

using namespace std::chrono_literals;

class BreakerTest : public ::testing::Test {
protected:
    void calls(int count, bool failed) {
        for (int i = 0; i < count; ++i) breaker.end(breaker.begin(now), failed, now);
    }
    void open() { calls(20, true); }

    Breaker breaker;
    Breaker::Time now{1000s};
};

TEST_F(BreakerTest, OpensWhenHalfOfEnoughCallsFail) {
    calls(10, false);
    calls(9, true);
    EXPECT_EQ(breaker.state(now), Breaker::State::closed);
    calls(1, true);
    EXPECT_EQ(breaker.state(now), Breaker::State::open);
    EXPECT_FALSE(breaker.ready(now));
}

TEST_F(BreakerTest, StaysClosedOnFewCalls) {
    calls(19, true);
    EXPECT_TRUE(breaker.ready(now));
}

TEST_F(BreakerTest, ForgetsFailuresThatLeftTheWindow) {
    calls(19, true);
    now += 11s;
    calls(1, true);
    EXPECT_EQ(breaker.state(now), Breaker::State::closed);
}

TEST_F(BreakerTest, ClosesAfterSuccessfulProbes) {
    open();
    now += 1s;
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(breaker.ready(now));
        breaker.end(breaker.begin(now), false, now);
    }
    EXPECT_EQ(breaker.state(now), Breaker::State::closed);
    calls(19, true);
    EXPECT_EQ(breaker.state(now), Breaker::State::closed) << "old failures must be gone";
}

TEST_F(BreakerTest, LetsFewProbesThroughAtOnce) {
    open();
    now += 1s;
    for (int i = 0; i < 3; ++i) breaker.begin(now);
    EXPECT_FALSE(breaker.ready(now));
}

TEST_F(BreakerTest, OpensForTwiceAsLongWhenAProbeFails) {
    open();
    now += 1s;
    breaker.end(breaker.begin(now), true, now);
    now += 1999ms;
    EXPECT_FALSE(breaker.ready(now));
    now += 1ms;
    EXPECT_TRUE(breaker.ready(now));
}

TEST_F(BreakerTest, NeverOpensForLongerThanItsLimit) {
    open();
    for (int i = 0; i < 100; ++i) {
        now += 30s;
        ASSERT_TRUE(breaker.ready(now)) << i;
        breaker.end(breaker.begin(now), true, now);
    }
}

TEST_F(BreakerTest, IgnoresCallsThatBeganBeforeItOpened) {
    const auto late = breaker.begin(now);
    open();
    now += 1s;
    const auto probe = breaker.begin(now);
    breaker.end(late, true, now);
    EXPECT_EQ(breaker.state(now), Breaker::State::half_open);
    breaker.end(probe, false, now);
}

}  // namespace
}  // namespace ecommerce
