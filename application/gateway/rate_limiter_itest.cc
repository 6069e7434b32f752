// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/rate_limiter.h"

#include <gtest/gtest.h>

#include "framework/runtime/spawn.h"
#include "framework/testing/redis_fixture.h"

namespace ecommerce::gateway {
namespace {

class RateLimits : public testing::RedisFixture {
protected:
    static LimitSettings settings(std::int64_t requests) {
        const Limit limit{.requests = requests, .window = std::chrono::hours(1)};
        LimitSettings settings;
        settings.classes.fill({.per_address = limit, .per_account = {}});
        return settings;
    }
    runtime::SystemClock clock;

    // Of `calls` by turns on both loops and through both limiters.
    int admitted(std::initializer_list<RateLimiter*> limiters, RateClass rate_class, int calls) {
        int count = 0;
        context.client_address = key("address");
        for (int i = 0; i < calls; ++i) {
            for (auto* limiter : limiters) {
                count += run(limiter->take(context, rate_class), std::size_t(i) % 2).admitted ? 1 : 0;
            }
        }
        return count;
    }
};

TEST_F(RateLimits, AreExactAcrossLoopsAndReplicasForCredentials) {
    RateLimiter one(loops(), client(), clock, settings(10));
    RateLimiter other(loops(), client(), clock, settings(10));
    EXPECT_EQ(admitted({&one, &other}, RateClass::credentials, 20), 10);
}

TEST_F(RateLimits, TakeBackWhatCostsNothing) {
    RateLimiter limiter(loops(), client(), clock, settings(2));
    context.client_address = key("address");
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(run(limiter.take(context, RateClass::credentials)).admitted);
        run(limiter.give_back(context, RateClass::credentials));
    }
    run(limiter.give_back(context, RateClass::credentials));
    EXPECT_TRUE(run(limiter.take(context, RateClass::credentials)).admitted);
    EXPECT_TRUE(run(limiter.take(context, RateClass::credentials)).admitted);
    EXPECT_FALSE(run(limiter.take(context, RateClass::credentials)).admitted) << "it is never more than full";
}

TEST_F(RateLimits, NeverLeaseMoreThanThereIs) {
    RateLimiter one(loops(), client(), clock, settings(400));
    RateLimiter other(loops(), client(), clock, settings(400));
    const int count = admitted({&one, &other}, RateClass::read, 300);
    EXPECT_LE(count, 400);
    EXPECT_GE(count, 300);
}

TEST_F(RateLimits, RememberAddressesWhoseCallsAreRefused) {
    RateLimiter limiter(loops(), client(), clock, settings(3));
    const auto remembers = [&] {
        const auto ask = [](RateLimiter& asked, const CallContext& call) -> Task<bool> {
            co_return asked.refused_too_often(call).has_value();
        };
        return run(ask(limiter, context));
    };
    context.client_address = key("refused");
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(run(limiter.take_refused(context)).admitted);
        EXPECT_FALSE(remembers());
    }
    const auto fourth = run(limiter.take_refused(context));
    EXPECT_FALSE(fourth.admitted);
    EXPECT_GT(fourth.retry_after.count(), 0);
    EXPECT_TRUE(remembers());
    EXPECT_TRUE(run(limiter.take(context, RateClass::write)).admitted);
    context.client_address = key("other");
    EXPECT_FALSE(remembers());
}

TEST_F(RateLimits, RememberWhomTheyRefusedHoweverManyOthersCall) {
    RateLimiter limiter(loops(), client(), clock, settings(1));
    const auto look = [](RateLimiter& asked, CallContext call, int others) -> Task<bool> {
        const auto refused = call.client_address;
        for (int i = 0; i < others; ++i) {
            call.client_address = refused + std::to_string(i);
            EXPECT_FALSE(asked.refused_too_often(call));
        }
        call.client_address = refused;
        co_return asked.refused_too_often(call).has_value();
    };
    context.client_address = key("refused");
    while (run(limiter.take_refused(context)).admitted) continue;
    EXPECT_TRUE(run(look(limiter, context, 20'000)));
}

struct Rush {
    int left = 0;
    int admitted = 0;
    runtime::Waiter over;
};

Task<void> join_rush(RateLimiter& limiter, CallContext context, Rush& rush) {
    if ((co_await limiter.take(context, RateClass::write)).admitted) ++rush.admitted;
    if (--rush.left == 0) rush.over.notify();
}

Task<int> rush_of(RateLimiter& limiter, const CallContext& context, int size) {
    Rush rush{.left = size};
    for (int i = 0; i < size; ++i)
        runtime::spawn(runtime::Loop::current(), join_rush(limiter, context, rush));
    co_await rush.over.wait();
    co_return rush.admitted;
}

TEST_F(RateLimits, HoldWhenManyComeAtOnce) {
    RateLimiter limiter(loops(), client(), clock, settings(30));
    context.client_address = key("address");
    EXPECT_EQ(run(rush_of(limiter, context, 500)), 30);
}

TEST_F(RateLimits, CountAddressesAndAccountsForThemselves) {
    auto limits = settings(1000);
    limits.classes[std::size_t(RateClass::checkout)].per_account =
        Limit{.requests = 2, .window = std::chrono::hours(1)};
    RateLimiter limiter(loops(), client(), clock, limits);
    context.client_address = key("address");
    context.principal.user_id = std::int64_t(std::hash<std::string>{}(key("account")) >> 1);
    EXPECT_TRUE(run(limiter.take(context, RateClass::checkout)).admitted);
    context.client_address = key("another address");
    EXPECT_TRUE(run(limiter.take(context, RateClass::checkout)).admitted);
    const auto third = run(limiter.take(context, RateClass::checkout));
    EXPECT_FALSE(third.admitted);
    EXPECT_GT(third.retry_after, std::chrono::minutes(20));
}

TEST_F(RateLimits, SayWhatIsLeft) {
    RateLimiter limiter(loops(), client(), clock, settings(10));
    context.client_address = key("address");
    EXPECT_EQ(run(limiter.take(context, RateClass::credentials)).remaining, 9);
    EXPECT_EQ(run(limiter.take(context, RateClass::credentials)).remaining, 8);
}

TEST_F(RateLimits, HoldOnEachLoopWhileTheStoreIsDown) {
    redis::Client dead(loops(), {.address = "127.0.0.1:1"});
    RateLimiter limiter(loops(), dead, clock, settings(5));
    context.client_address = key("address");
    for (const auto rate_class : {RateClass::read, RateClass::credentials}) {
        int count = 0;
        for (int i = 0; i < 20; ++i) count += run(limiter.take(context, rate_class)).admitted ? 1 : 0;
        EXPECT_EQ(count, 5);
    }
}

}  // namespace
}  // namespace ecommerce::gateway
