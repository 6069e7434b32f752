// SPDX-License-Identifier: Apache-2.0
#include "framework/queue/task_queue.h"

#include <set>

#include "framework/runtime/spawn.h"
#include "framework/testing/redis_fixture.h"
#include "framework/testing/servers.h"

namespace ecommerce::queue {
namespace {

using namespace std::chrono_literals;
using ecommerce::testing::context_with;

class TaskQueueTest : public testing::RedisFixture {
protected:
    TaskQueue queue(const std::string& consumer, std::chrono::milliseconds lease = 60s,
                    int length_max = 1000) {
        return {client(), {.name = key("q"), .consumer = consumer, .lease = lease, .length_max = length_max}};
    }
    std::vector<std::int64_t> take(TaskQueue& from, int most = 10) {
        std::vector<std::int64_t> ids;
        for (const auto& task : run(from.take(context, most)).value()) {
            taken.push_back(task);
            ids.push_back(task.id);
        }
        return ids;
    }
    // Waits until somebody's lease is over.
    std::vector<TaskTaken> take_abandoned(TaskQueue& by) {
        auto wait = [](TaskQueue& from, CallContext& call) -> Task<std::vector<TaskTaken>> {
            for (;;) {
                auto tasks = (co_await from.take_abandoned(call, 10)).value();
                if (!tasks.empty()) co_return tasks;
                co_await runtime::sleep(1ms);
            }
        };
        return run(wait(by, context));
    }

    std::vector<TaskTaken> taken;
};

TEST_F(TaskQueueTest, EachTaskGoesToOneWorkerInOrder) {
    auto first = queue("a"), second = queue("b");
    EXPECT_TRUE(take(first).empty());
    ASSERT_TRUE(run(first.put(context, {1, 2, 3, 4})));
    EXPECT_EQ(take(first, 1), std::vector<std::int64_t>({1}));
    EXPECT_EQ(take(second, 2), std::vector<std::int64_t>({2, 3}));
    EXPECT_EQ(take(first), std::vector<std::int64_t>({4}));
    EXPECT_TRUE(take(second).empty());
}

TEST_F(TaskQueueTest, ATaskThatIsFinishedIsGone) {
    auto one = queue("a", 1ms);
    ASSERT_TRUE(run(one.put(context, {7, 8})));
    take(one, 1);
    auto depth = run(one.depth(context)).value();
    EXPECT_EQ(depth.tasks, 2);
    EXPECT_EQ(depth.held, 1);
    ASSERT_TRUE(run(one.finish(context, taken.front())));
    ASSERT_TRUE(run(one.finish(context, taken.front())));
    EXPECT_EQ(take(one), std::vector<std::int64_t>({8}));
    ASSERT_TRUE(run(one.finish(context, taken.back())));
    depth = run(one.depth(context)).value();
    EXPECT_EQ(depth.tasks, 0);
    EXPECT_EQ(depth.held, 0);
    EXPECT_TRUE(run(one.take_abandoned(context, 10)).value().empty());
}

TEST_F(TaskQueueTest, WhatADeadWorkerHeldGoesToAnother) {
    auto dead = queue("dead", 1ms), patient = queue("patient"), other = queue("other", 1ms);
    ASSERT_TRUE(run(dead.put(context, {5})));
    take(dead);
    EXPECT_TRUE(run(patient.take_abandoned(context, 10)).value().empty()) << "it may still be at it";
    const auto tasks = take_abandoned(other);
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].id, 5);
    ASSERT_TRUE(run(other.finish(context, tasks[0])));
    EXPECT_EQ(run(other.depth(context)).value().tasks, 0);
}

TEST_F(TaskQueueTest, AStreamThatWasLostIsMadeAnew) {
    auto one = queue("a");
    ASSERT_TRUE(run(one.put(context, {1})));
    take(one);
    ASSERT_TRUE(run(client().del(context, "queue:" + key("q"))));
    EXPECT_EQ(run(one.depth(context)).value().tasks, 0);
    ASSERT_TRUE(run(one.finish(context, taken.front())));
    ASSERT_TRUE(run(client().del(context, "queue:" + key("q"))));
    ASSERT_TRUE(run(one.put(context, {2}))) << "before anybody asked";
    EXPECT_EQ(take(one), std::vector<std::int64_t>({2}));
}

TEST_F(TaskQueueTest, ItsLengthIsBounded) {
    auto one = queue("a", 60s, 100);
    std::vector<std::int64_t> ids(TaskQueue::kAtOnce, 1);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(run(one.put(context, ids)));
    EXPECT_LT(run(one.depth(context)).value().tasks, 500);
    const auto newest = take(one, 1000);
    EXPECT_GE(newest.size(), 100U);
}

TEST_F(TaskQueueTest, WorkersThatAreGoneAreForgottenUnlessTheyHoldSomething) {
    auto gone = queue("gone"), holds = queue("holds"), asks = queue("asks");
    ASSERT_TRUE(run(gone.put(context, {1, 2})));
    take(gone, 1);
    ASSERT_TRUE(run(gone.finish(context, taken.front())));
    take(holds);
    EXPECT_EQ(run(asks.forget_consumers(context, 1h)).value(), 0);
    EXPECT_EQ(run(asks.forget_consumers(context, 0ms)).value(), 1);
    EXPECT_EQ(run(asks.depth(context)).value().held, 1);
}

TEST_F(TaskQueueTest, ManyWorkersShareWithoutRepeating) {
    std::vector<std::int64_t> ids;
    for (int i = 1; i <= 300; ++i) ids.push_back(i);
    auto writer = queue("writer");
    ASSERT_TRUE(run(writer.put(context, ids)));
    auto work = [](TaskQueue& from, std::vector<std::int64_t>& done) -> Task<void> {
        auto call = context_with(60s);
        for (;;) {
            const auto tasks = (co_await from.take(call, 1)).value();
            if (tasks.empty()) co_return;
            (co_await from.finish(call, tasks[0])).value();
            done.push_back(tasks[0].id);
        }
    };
    auto all = [&](std::vector<std::int64_t>& done) -> Task<void> {
        std::vector<std::unique_ptr<TaskQueue>> queues;
        runtime::TaskGroup group;
        for (int i = 0; i < 8; ++i) {
            queues.push_back(std::make_unique<TaskQueue>(queue("w" + std::to_string(i))));
            group.start(work(*queues.back(), done));
        }
        while (group.running() > 0) co_await runtime::sleep(1ms);
        co_await group.close();
    };
    std::vector<std::int64_t> done;
    run(all(done));
    EXPECT_EQ(done.size(), 300U);
    EXPECT_EQ(std::set(done.begin(), done.end()).size(), 300U);
}

TEST(TaskQueueFaults, AStoreThatIsDownAnswersAtOnceAndIsAskedAgain) {
    testing::Servers servers;
    runtime::Loops loops(1);
    redis::Client client(loops, {.address = servers.redis_address(), .password = servers.redis_password()});
    TaskQueue one(client, {.name = "q", .consumer = "a"});
    auto context = context_with(60s);
    ASSERT_TRUE(testing::run(loops, testing::wait_until_connected(client)));
    ASSERT_TRUE(testing::run(loops, one.put(context, {1})));
    EXPECT_EQ(testing::run(loops, one.take(context, 1)).value().size(), 1U);
    servers.kill(testing::Servers::Which::redis);
    auto gone = [](redis::Client& waiting) -> Task<void> {
        while (waiting.connected()) co_await runtime::sleep(1ms);
    };
    testing::run(loops, gone(client));
    EXPECT_EQ(testing::run(loops, one.take(context, 1)).error().code(), Code::unavailable);
    EXPECT_EQ(testing::run(loops, one.put(context, {2})).error().code(), Code::unavailable);
    servers.start(testing::Servers::Which::redis);
    ASSERT_TRUE(testing::run(loops, testing::wait_until_connected(client)));
    ASSERT_TRUE(testing::run(loops, one.put(context, {2})));
    EXPECT_EQ(testing::run(loops, one.take(context, 1)).value().at(0).id, 2);
}

}  // namespace
}  // namespace ecommerce::queue
