// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/attempt_limit.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "framework/runtime/join.h"
#include "framework/runtime/spawn.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/redis_fixture.h"

namespace ecommerce::auth {

namespace {

using namespace std::chrono_literals;

Error too_many(std::string words) {
    return Error(Code::exhausted, "TOO_MANY", std::move(words));
}

class AttemptLimitTest : public testing::RedisFixture {
protected:
    void SetUp() override {
        testing::RedisFixture::SetUp();
        attempts = std::make_unique<AttemptLimit>(client(), clock, "password", AttemptRules{10, 25, 15min},
                                                  too_many);
        account = key("account");
        context.client_address = key("address");
    }

    // Whether the password was looked at.
    bool guess(const std::string& device = "", bool right = false) {
        return run(attempt(*attempts, context, {.target = account, .device = device}, right));
    }
    static Task<bool> attempt(const AttemptLimit& attempts, CallContext call, AttemptAt guess, bool right,
                              std::chrono::milliseconds looks = 0ms) {
        auto begun = co_await attempts.begin(call, guess);
        if (!begun) {
            EXPECT_EQ(begun.error().reason(), "TOO_MANY");
            EXPECT_GT(begun.error().retry_after_seconds(), 0);
            co_return false;
        }
        co_await runtime::sleep(looks);
        co_await attempts.end(call, *std::move(begun), !right);
        co_return true;
    }
    int at_once(int count, bool right) {
        const auto all = [](const AttemptLimit& asked, const CallContext& call, AttemptAt guess, int many,
                            bool are_right) -> Task<std::vector<bool>> {
            std::vector<Task<bool>> tasks;
            for (int i = 0; i < many; ++i) {
                tasks.push_back(attempt(asked, call, guess, are_right, 20ms));
            }
            co_return co_await runtime::all(std::move(tasks), std::size_t(many));
        };
        const auto looked = run(all(*attempts, context, {.target = account}, count, right));
        return int(std::ranges::count(looked, true));
    }

    testing::FakeClock clock;
    std::unique_ptr<AttemptLimit> attempts;
    std::string account;
};

TEST_F(AttemptLimitTest, GuessesMadeAtOnceAreAsManyAsThoseMadeInTurn) {
    EXPECT_EQ(at_once(40, false), 10);
    EXPECT_FALSE(guess());
}

TEST_F(AttemptLimitTest, RightPasswordsCostNothingAndWaitForEachOther) {
    EXPECT_EQ(at_once(40, true), 40);
    EXPECT_EQ(at_once(5, false), 5);
    EXPECT_EQ(at_once(20, true), 20);
}

TEST_F(AttemptLimitTest, FailuresAreForgivenOneByOne) {
    EXPECT_EQ(at_once(20, false), 10);
    clock.advance(89s);
    EXPECT_FALSE(guess());
    clock.advance(1s);
    EXPECT_TRUE(guess());
    EXPECT_FALSE(guess());
    clock.advance(15min);
    EXPECT_EQ(at_once(20, false), 10);
}

TEST_F(AttemptLimitTest, AStrangerDoesNotLockAKnownDeviceOut) {
    EXPECT_EQ(at_once(20, false), 10);
    EXPECT_FALSE(guess());
    EXPECT_TRUE(guess("phone", true));
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(guess("phone"));
    EXPECT_FALSE(guess("phone"));
    EXPECT_TRUE(guess("desk", true)) << "one known device does not lock another out";
}

TEST_F(AttemptLimitTest, ManyKnownDevicesDoNotMakeGuessingCheap) {
    int looked = 0;
    for (int device = 0; device < 20; ++device) {
        for (int i = 0; i < 10; ++i) looked += guess("device-" + std::to_string(device)) ? 1 : 0;
    }
    EXPECT_EQ(looked, 100);
}

TEST_F(AttemptLimitTest, AnAddressThatTriesManyAccountsIsRefused) {
    int looked = 0;
    for (int i = 0; i < 40; ++i) {
        account = key("account") + std::to_string(i);
        looked += guess() ? 1 : 0;
    }
    EXPECT_EQ(looked, 25);
    context.client_address = key("another address");
    EXPECT_TRUE(guess());
}

TEST_F(AttemptLimitTest, AnAttemptWhoseProcessDiedIsForgotten) {
    const auto begin = [](const AttemptLimit& asked, CallContext& call, AttemptAt guess) -> Task<bool> {
        co_return (co_await asked.begin(call, guess)).has_value();
    };
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(run(begin(*attempts, context, {.target = account})));
    clock.advance(21s);
    EXPECT_TRUE(guess());
}

}  // namespace
}  // namespace ecommerce::auth
