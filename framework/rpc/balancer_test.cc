// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/balancer.h"

#include <map>
#include <random>

#include <gtest/gtest.h>

namespace ecommerce::rpc {
namespace {

using namespace std::chrono_literals;

class BalancerTest : public ::testing::Test {
protected:
    // Begins and ends a call; gives the address it went to.
    std::string call(const std::string& failing = "") {
        auto begun = balancer.begin(now, random());
        if (!begun) return "none";
        const auto address = begun->peer->address;
        balancer.end(*begun, address == failing, now);
        return address;
    }

    std::mt19937_64 random{1};
    Balancer balancer;
    Balancer::Time now{1000s};
};

TEST_F(BalancerTest, HasNoneWithoutAddresses) {
    EXPECT_EQ(call(), "none");
}

TEST_F(BalancerTest, UsesAllInstances) {
    balancer.set_addresses({"a", "b", "c"});
    std::map<std::string, int> seen;
    for (int i = 0; i < 3000; ++i) ++seen[call()];
    for (const auto* address : {"a", "b", "c"}) EXPECT_GT(seen[address], 700) << address;
}

TEST_F(BalancerTest, PrefersTheLessBusyOfTwo) {
    balancer.set_addresses({"a", "b"});
    std::map<std::string, int> outstanding;
    for (int i = 0; i < 100; ++i) ++outstanding[balancer.begin(now, random())->peer->address];
    EXPECT_EQ(outstanding["a"], 50);
    EXPECT_EQ(outstanding["b"], 50);
}

TEST_F(BalancerTest, LeavesOutAnInstanceThatFailsInARow) {
    balancer.set_addresses({"a", "b", "c"});
    for (int i = 0; i < 50; ++i) call("a");
    for (int i = 0; i < 50; ++i) EXPECT_NE(call(), "a");
    now += 5s;
    bool back = false;
    for (int i = 0; i < 50; ++i) back = back || call() == "a";
    EXPECT_TRUE(back);
}

TEST_F(BalancerTest, NeverLeavesOutMoreThanHalf) {
    balancer.set_addresses({"a", "b"});
    for (int i = 0; i < 6; ++i) {
        auto begun = balancer.begin(now, random());
        balancer.end(*begun, true, now);
    }
    EXPECT_NE(call(), "none");
}

TEST_F(BalancerTest, RetriesElsewhereIfItCan) {
    balancer.set_addresses({"a", "b"});
    for (int i = 0; i < 20; ++i) {
        const auto first = balancer.begin(now, random());
        const auto second = balancer.begin(now, random(), first->peer.get());
        EXPECT_NE(first->peer, second->peer);
        balancer.end(*first, false, now);
        balancer.end(*second, false, now);
    }
    balancer.set_addresses({"a"});
    const auto only = balancer.begin(now, random());
    EXPECT_TRUE(balancer.begin(now, random(), only->peer.get()));
}

TEST_F(BalancerTest, StopsCallingTheOnlyInstanceWhenItsBreakerOpens) {
    balancer.set_addresses({"a"});
    for (int i = 0; i < 20; ++i) EXPECT_EQ(call("a"), "a");
    EXPECT_EQ(call(), "none");
    EXPECT_EQ(balancer.ready_at(now), now + 1s);
    now += 1s;
    EXPECT_EQ(call(), "a");
}

TEST_F(BalancerTest, KeepsTheHistoryOfInstancesThatStay) {
    balancer.set_addresses({"a"});
    for (int i = 0; i < 20; ++i) call("a");
    balancer.set_addresses({"a", "b"});
    for (int i = 0; i < 20; ++i) EXPECT_EQ(call(), "b");
    balancer.set_addresses({"b"});
    balancer.set_addresses({"a"});
    EXPECT_EQ(call(), "a") << "an instance that went and came is a new one";
}

}  // namespace
}  // namespace ecommerce::rpc
