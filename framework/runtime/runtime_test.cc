// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include <gtest/gtest.h>

#include "framework/runtime/loop.h"
#include "framework/runtime/spawn.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::runtime {
namespace {

using namespace std::chrono_literals;

Task<int> answer() {
    co_return 42;
}

Task<int> hop_and_answer(WorkerPool& pool) {
    auto value = co_await pool.run([] { return 41; });
    co_return *value + co_await answer() - 41;
}

Task<void> throws() {
    co_await sleep(0ms);
    throw std::runtime_error("broken");
}

TEST(Task, ReturnsWhatItsCoroutineReturns) {
    Loops loops(2);
    WorkerPool pool(1, 4);
    int got = 0;
    auto body = [](WorkerPool& workers, int& out) -> Task<void> { out = co_await hop_and_answer(workers); };
    loops.run_blocking(1, body(pool, got));
    EXPECT_EQ(got, 42);
}

TEST(Task, RethrowsAtTheAwait) {
    Loops loops(1);
    EXPECT_THROW(loops.run_blocking(0, throws()), std::runtime_error);
}

TEST(Waiter, IsWokenByANoticeThatCameFirst) {
    Loops loops(1);
    bool notified = false;
    auto body = [](bool& out) -> Task<void> {
        Waiter waiter;
        waiter.notify();
        out = co_await waiter.wait(deadline_in(10s));
    };
    loops.run_blocking(0, body(notified));
    EXPECT_TRUE(notified);
}

TEST(Waiter, GivesUpAtItsDeadline) {
    Loops loops(1);
    bool notified = true;
    auto body = [](bool& out) -> Task<void> {
        Waiter waiter;
        out = co_await waiter.wait(deadline_in(2ms));
    };
    loops.run_blocking(0, body(notified));
    EXPECT_FALSE(notified);
}

TEST(WaitList, WakesAllThatWait) {
    Loops loops(1);
    int woken = 0;
    auto body = [](int& out) -> Task<void> {
        TaskGroup group;
        auto list = std::make_unique<WaitList>();
        auto wait = [](WaitList& news, int& count) -> Task<void> {
            if (co_await news.wait()) ++count;
        };
        group.start(wait(*list, out));
        group.start(wait(*list, out));
        while (list->size() < 2) co_await Loop::current().hop();
        list->notify_all();
        list.reset();
        co_await group.close();
    };
    loops.run_blocking(0, body(woken));
    EXPECT_EQ(woken, 2);
}

TEST(WaitList, GivesUpAtTheDeadlineAndForgetsWhoGaveUp) {
    Loops loops(1);
    bool notified = true;
    std::size_t left = 1;
    auto body = [](bool& out, std::size_t& waiting) -> Task<void> {
        WaitList list;
        out = co_await list.wait(deadline_in(2ms));
        waiting = list.size();
    };
    loops.run_blocking(0, body(notified, left));
    EXPECT_FALSE(notified);
    EXPECT_EQ(left, 0U);
}

TEST(TaskGroup, CloseEndsSleepersAndWaitsForThem) {
    Loops loops(1);
    int ended = 0;
    auto body = [](int& out) -> Task<void> {
        TaskGroup group;
        auto background = [](StopSignal& stop, int& count) -> Task<void> {
            while (co_await sleep(1h, stop)) {}
            ++count;
        };
        group.start(background(group.stop_signal(), out));
        group.start(background(group.stop_signal(), out));
        co_await group.close();
    };
    loops.run_blocking(0, body(ended));
    EXPECT_EQ(ended, 2);
}

TEST(WorkerPool, RefusesWorkWhenItsQueueIsFull) {
    Loops loops(1);
    WorkerPool none(0, 0);
    Code code = Code::internal;
    auto body = [](WorkerPool& pool, Code& out) -> Task<void> {
        auto done = co_await pool.run([] { return 1; });
        out = done ? Code::internal : done.error().code();
    };
    loops.run_blocking(0, body(none, code));
    EXPECT_EQ(code, Code::exhausted);
}

TEST(WorkerPool, HandsExceptionsBackToTheLoop) {
    Loops loops(1);
    WorkerPool pool(1, 1);
    auto body = [](WorkerPool& workers) -> Task<void> {
        co_await workers.run([]() -> int { throw std::runtime_error("no"); });
    };
    EXPECT_THROW(loops.run_blocking(0, body(pool)), std::runtime_error);
}

TEST(Rfc3339, RoundTripsAndRefusesNonsense) {
    for (const char* text : {"2026-11-23T02:32:50Z", "1999-02-28T23:59:59.120000Z"}) {
        EXPECT_EQ(format_rfc3339(parse_rfc3339(text).value()), text);
    }
    EXPECT_EQ(format_rfc3339(parse_rfc3339("2026-01-01T08:00:00+08:00").value()), "2026-01-01T00:00:00Z");
    for (const char* text : {"", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01 00:00:00Z",
                             "2026-01-01T00:00:00", "2026-01-01T00:00:00Zx", "2026-01-01T24:00:00Z"}) {
        EXPECT_FALSE(parse_rfc3339(text)) << text;
    }
}

}  // namespace
}  // namespace ecommerce::runtime
