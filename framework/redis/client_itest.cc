// SPDX-License-Identifier: Apache-2.0
#include "framework/redis/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/runtime/spawn.h"
#include "framework/testing/redis_fixture.h"
#include "framework/testing/servers.h"

namespace ecommerce::redis {
namespace {

using namespace std::chrono_literals;
using ecommerce::testing::context_with;
using ecommerce::testing::run;
using ecommerce::testing::Servers;
using Which = Servers::Which;

class ClientTest : public testing::RedisFixture {};

TEST_F(ClientTest, SetsGetsAndDeletes) {
    EXPECT_EQ(run(client().get(context, key("a"))).value(), std::nullopt);
    const std::string binary("x\r\n\0y", 5);
    ASSERT_TRUE(run(client().set(context, key("a"), binary)));
    EXPECT_EQ(run(client().get(context, key("a"))).value(), binary);
    EXPECT_TRUE(run(client().del(context, key("a"))).value());
    EXPECT_FALSE(run(client().del(context, key("a"))).value());
}

TEST_F(ClientTest, SetsExpiries) {
    ASSERT_TRUE(run(client().set(context, key("a"), "1", 60s)));
    const auto left = run(client().command(context, {"PTTL", key("a")})).value().integer;
    EXPECT_GT(left, 0);
    EXPECT_LE(left, 60'000);
    EXPECT_FALSE(run(client().set_if_absent(context, key("a"), "2", 60s)).value());
    EXPECT_TRUE(run(client().set_if_absent(context, key("b"), "2", 60s)).value());
    EXPECT_EQ(run(client().incr(context, key("n"), 5)).value(), 5);
    EXPECT_EQ(run(client().incr(context, key("n"))).value(), 6);
    EXPECT_TRUE(run(client().expire(context, key("n"), 1ms)).value());
}

TEST_F(ClientTest, GivesListsAndIntegers) {
    ASSERT_TRUE(run(client().command(context, {"RPUSH", key("l"), "a", "b"})));
    const auto list = run(client().command(context, {"LRANGE", key("l"), "0", "-1"})).value();
    ASSERT_EQ(list.list.size(), 2U);
    EXPECT_EQ(list.list[1].text, "b");
    const std::vector<std::string> words{"MGET", key("none"), key("l2")};
    EXPECT_TRUE(run(client().command(context, words)).value().list[0].is_null());
}

TEST_F(ClientTest, AnErrorOfTheStoreIsAnErrorOfTheCommandAlone) {
    ASSERT_TRUE(run(client().set(context, key("a"), "text")));
    const auto wrong = run(client().command(context, {"LPUSH", key("a"), "x"}));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().reason(), "REDIS_ERROR");
    EXPECT_THAT(wrong.error().metadata().at("redis_error"), ::testing::StartsWith("WRONGTYPE"));
    EXPECT_EQ(run(client().get(context, key("a"))).value(), "text");
}

TEST_F(ClientTest, PipelinedRepliesFindTheirCallers) {
    auto one = [](Client& client, CallContext& context, std::string name, int number,
                  int& right) -> Task<void> {
        const auto text = std::to_string(number);
        if (!co_await client.set(context, name + text, text)) co_return;
        auto got = co_await client.get(context, name + text);
        if (got && *got == text) ++right;
    };
    auto all = [&one](Client& client, CallContext& context, std::string name, int& right) -> Task<void> {
        runtime::TaskGroup group;
        for (int i = 0; i < 1000; ++i) group.start(one(client, context, name, i, right));
        while (group.running() > 0) co_await runtime::sleep(1ms);
        co_await group.close();
    };
    for (const std::size_t loop : {0U, 1U}) {
        int right = 0;
        run(all(client(), context, key("p"), right), loop);
        EXPECT_EQ(right, 1000);
    }
    EXPECT_EQ(client().stats().connects, 2U);
}

TEST_F(ClientTest, RunsScriptsThatTheStoreDoesNotKnowYet) {
    static constexpr Script kAdd{
        "local n = redis.call('INCRBY', KEYS[1], ARGV[1]) return {n, 'of ' .. KEYS[1]}"};
    for (const int expected : {2, 4, 6}) {
        const auto reply = run(client().eval(context, kAdd, {key("s")}, {"2"})).value();
        EXPECT_EQ(reply.list[0].integer, expected);
        EXPECT_EQ(reply.list[1].text, "of " + key("s"));
    }
    const auto before = client().stats().commands;
    ASSERT_TRUE(run(client().eval(context, kAdd, {key("s")}, {"2"})));
    EXPECT_EQ(client().stats().commands, before + 1) << "by EVALSHA alone";
}

TEST_F(ClientTest, CarriesMegabytes) {
    const std::string large(3 << 20, 'v');
    ASSERT_TRUE(run(client().set(context, key("large"), large, 60s)));
    EXPECT_EQ(run(client().get(context, key("large"))).value(), large);
}

TEST_F(ClientTest, AnExpiredCallSendsNothing) {
    auto late = context_with(0ms);
    EXPECT_EQ(run(client().set(late, key("a"), "x")).error().code(), Code::deadline);
    EXPECT_EQ(run(client().get(context, key("a"))).value(), std::nullopt);
}

TEST_F(ClientTest, AWrongPasswordIsNoConnection) {
    auto wrong = options();
    wrong.password = "wrong";
    Client refused(loops(), wrong);
    auto wait = [](Client& waiting) -> Task<void> {
        while (waiting.stats().connect_failures == 0) co_await runtime::sleep(1ms);
    };
    run(wait(refused));
    EXPECT_EQ(run(refused.get(context, "a")).error().reason(), "REDIS_UNAVAILABLE");
    refused.close();
}

TEST(ClientFaults, FailsAtOnceWhileTheStoreIsDownAndRecovers) {
    Servers servers;
    runtime::Loops loops(1);
    ClientOptions options;
    options.address = servers.redis_address();
    options.password = servers.redis_password();
    Client client(loops, options);
    auto context = context_with(60s);
    ASSERT_TRUE(run(loops, testing::wait_until_connected(client)));
    ASSERT_TRUE(run(loops, client.set(context, "a", "1")));

    servers.kill(Which::redis);
    auto gone = [](Client& waiting) -> Task<void> {
        while (waiting.connected()) co_await runtime::sleep(1ms);
    };
    run(loops, gone(client));
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 100; ++i) {
        const auto refused = run(loops, client.get(context, "a"));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code(), Code::unavailable);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);

    servers.start(Which::redis);
    ASSERT_TRUE(run(loops, testing::wait_until_connected(client)));
    EXPECT_TRUE(run(loops, client.set(context, "a", "2")));
}

TEST(ClientFaults, AFrozenStoreCostsEachCommandItsTimeoutAndThenNothing) {
    Servers servers;
    runtime::Loops loops(1);
    ClientOptions options;
    options.address = servers.redis_address();
    options.password = servers.redis_password();
    options.command_timeout = 50ms;
    options.connect_timeout = 200ms;
    Client client(loops, options);
    auto context = context_with(60s);
    ASSERT_TRUE(run(loops, testing::wait_until_connected(client)));

    servers.freeze(Which::redis);
    EXPECT_EQ(run(loops, client.set(context, "a", "1")).error().code(), Code::deadline);
    auto gone = [](Client& waiting) -> Task<void> {
        while (waiting.connected()) co_await runtime::sleep(1ms);
    };
    run(loops, gone(client));
    EXPECT_EQ(run(loops, client.get(context, "a")).error().reason(), "REDIS_UNAVAILABLE");

    servers.thaw(Which::redis);
    ASSERT_TRUE(run(loops, testing::wait_until_connected(client)));
    EXPECT_TRUE(run(loops, client.set(context, "a", "2")));
}

}  // namespace
}  // namespace ecommerce::redis
