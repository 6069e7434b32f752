// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/waiting_line.h"

#include <deque>
#include <map>

#include <gtest/gtest.h>

namespace ecommerce::gateway {
namespace {

using namespace std::chrono_literals;

class AWaitingLine : public ::testing::Test {
protected:
    InLine& join(bool urgent = false) {
        auto& who = people_.emplace_back();
        who.since = now_;
        who.urgent = urgent;
        line_.push(who);
        return who;
    }
    // How many are refused now.
    std::size_t refuse_all() {
        std::size_t count = 0;
        while (line_.refused(now_)) ++count;
        return count;
    }

    SteadyTime now_{1h};
    std::deque<InLine> people_;
    WaitingLine line_{100ms, 1000};
};

TEST_F(AWaitingLine, ServesInTurnWhileItIsABurst) {
    auto& first = join();
    now_ += 60ms;
    auto& second = join();
    now_ += 39ms;
    EXPECT_EQ(line_.refused(now_), nullptr);
    EXPECT_EQ(line_.next(now_), &first);
    EXPECT_EQ(line_.next(now_), &second);
    EXPECT_EQ(line_.next(now_), nullptr);
    EXPECT_TRUE(line_.empty());
}

TEST_F(AWaitingLine, ServesTheLastFirstOnceSomebodyHasWaitedInVain) {
    auto& old = join();
    now_ += 101ms;
    auto& early = join();
    now_ += 5ms;
    auto& late = join();
    EXPECT_EQ(line_.next(now_), &late);
    EXPECT_EQ(line_.next(now_), &early);
    EXPECT_EQ(line_.next(now_), nullptr) << "who is late already is not served";
    EXPECT_EQ(line_.refused(now_), &old);
    EXPECT_TRUE(line_.empty());
}

TEST_F(AWaitingLine, HasLittlePatienceWhileItStands) {
    join();
    now_ += 101ms;
    EXPECT_EQ(refuse_all(), 1U);
    auto& next = join();
    now_ += 11ms;
    EXPECT_EQ(line_.next(now_), nullptr);
    EXPECT_EQ(line_.refused(now_), &next);
    line_.passed_by();
    auto& later = join();
    now_ += 50ms;
    EXPECT_EQ(line_.next(now_), &later);
}

TEST_F(AWaitingLine, ServesUrgentOnesFirstAndLongerAndNotAlone) {
    std::map<bool, int> served;
    for (int i = 0; i < 40; ++i) join(i % 2 == 0);
    for (int i = 0; i < 16; ++i) ++served[line_.next(now_)->urgent];
    EXPECT_EQ(served[true], 14);
    EXPECT_EQ(served[false], 2);
    now_ += 250ms;
    const auto* who = line_.next(now_);
    ASSERT_NE(who, nullptr);
    EXPECT_TRUE(who->urgent);
}

TEST_F(AWaitingLine, RefusesLessThanItServes) {
    join();
    now_ += 101ms;
    (void)refuse_all();
    for (int i = 0; i < 900; ++i) join();
    now_ += 11ms;
    (void)refuse_all();
    std::size_t refused = 0;
    for (int i = 0; i < 90; ++i) {
        join();
        ASSERT_NE(line_.next(now_), nullptr);
        refused += refuse_all();
    }
    EXPECT_NEAR(double(refused), 30, 1);
}

TEST_F(AWaitingLine, RefusesWhenNothingIsServedAtAll) {
    join();
    now_ += 101ms;
    (void)refuse_all();
    for (int i = 0; i < 100; ++i) join();
    std::size_t refused = 0;
    for (int i = 0; i < 120; ++i) {
        now_ += 1ms;
        refused += refuse_all();
    }
    EXPECT_EQ(refused, 100U);
}

TEST_F(AWaitingLine, DoesNotGrowWithoutEnd) {
    for (int i = 0; i < 1500; ++i) join();
    now_ += 101ms;
    (void)refuse_all();
    EXPECT_LE(line_.size(), 1000U);
}

}  // namespace
}  // namespace ecommerce::gateway
