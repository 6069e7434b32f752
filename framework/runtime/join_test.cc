// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/join.h"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "framework/runtime/loop.h"
#include "framework/runtime/result.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::runtime {
namespace {

using namespace std::chrono_literals;

// Counts how many run at once.
struct Crowd {
    int now = 0;
    int most = 0;
    int started = 0;
};

Task<int> work(Crowd& crowd, int number) {
    ++crowd.started;
    crowd.most = std::max(crowd.most, ++crowd.now);
    // The later ones end earlier.
    for (int i = number; i < 10; ++i) co_await Loop::current().hop();
    --crowd.now;
    co_return number;
}

Task<int> break_down(Crowd& crowd) {
    ++crowd.started;
    co_await Loop::current().hop();
    throw std::runtime_error("broken");
}

std::vector<Task<int>> many(Crowd& crowd, int count) {
    std::vector<Task<int>> tasks;
    for (int i = 0; i < count; ++i) tasks.push_back(work(crowd, i));
    return tasks;
}

TEST(Both, GivesBothResultsAndWaitsForTheSlower) {
    Loops loops(1);
    std::pair<int, int> got;
    auto body = [](std::pair<int, int>& out) -> Task<void> {
        auto slow = []() -> Task<int> {
            co_await sleep(5ms);
            co_return 1;
        };
        auto quick = []() -> Task<int> { co_return 2; };
        out = co_await both(slow(), quick());
    };
    loops.run_blocking(0, body(got));
    EXPECT_EQ(got, std::pair(1, 2));
}

TEST(All, GivesResultsInTheOrderOfTheTasks) {
    Loops loops(1);
    Crowd crowd;
    std::vector<int> got;
    auto body = [&](std::vector<int>& out) -> Task<void> { out = co_await all(many(crowd, 10), 4); };
    loops.run_blocking(0, body(got));
    EXPECT_EQ(got, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(All, RunsAtMostSoManyAtOnce) {
    for (const auto& [at_most, seen] :
         std::vector<std::pair<std::size_t, int>>{{0, 1}, {1, 1}, {3, 3}, {99, 7}}) {
        Loops loops(1);
        Crowd crowd;
        auto body = [&, at_most = at_most]() -> Task<void> { co_await all(many(crowd, 7), at_most); };
        loops.run_blocking(0, body());
        EXPECT_EQ(crowd.most, seen) << at_most;
        EXPECT_EQ(crowd.started, 7);
    }
}

TEST(All, OfNothingIsThereAtOnce) {
    Loops loops(1);
    std::size_t count = 1;
    auto body = [](std::size_t& out) -> Task<void> {
        co_await all(std::vector<Task<void>>(), 3);
        out = (co_await all(std::vector<Task<int>>(), 3)).size();
    };
    loops.run_blocking(0, body(count));
    EXPECT_EQ(count, 0U);
}

TEST(All, RethrowsWhenThoseThatRunHaveEndedAndStartsNoMore) {
    Loops loops(1);
    Crowd crowd;
    auto body = [&]() -> Task<void> {
        std::vector<Task<int>> tasks;
        tasks.push_back(break_down(crowd));
        tasks.push_back(work(crowd, 0));
        tasks.push_back(work(crowd, 1));
        co_await all(std::move(tasks), 2);
    };
    EXPECT_THROW(loops.run_blocking(0, body()), std::runtime_error);
    EXPECT_EQ(crowd.started, 2);
    EXPECT_EQ(crowd.now, 0);
}

TEST(All, KeepsErrorsAmongTheResults) {
    Loops loops(1);
    std::vector<Result<int>> got;
    auto body = [](std::vector<Result<int>>& out) -> Task<void> {
        auto give = [](bool well) -> Task<Result<int>> {
            if (!well) co_return Error(Code::unavailable, "BROKEN", "It is broken.");
            co_return 1;
        };
        std::vector<Task<Result<int>>> tasks;
        for (const bool well : {true, false, true}) tasks.push_back(give(well));
        out = co_await all(std::move(tasks), 1);
    };
    loops.run_blocking(0, body(got));
    ASSERT_EQ(got.size(), 3U);
    EXPECT_TRUE(got[0] && !got[1] && got[2]);
}

TEST(All, RunsManyReadyTasksWithoutGrowingTheStack) {
    Loops loops(1);
    int sum = 0;
    auto body = [](int& out) -> Task<void> {
        std::vector<Task<void>> tasks;
        auto add = [](int& to) -> Task<void> {
            ++to;
            co_return;
        };
        for (int i = 0; i < 100'000; ++i) tasks.push_back(add(out));
        co_await all(std::move(tasks), 2);
    };
    loops.run_blocking(0, body(sum));
    EXPECT_EQ(sum, 100'000);
}

}  // namespace
}  // namespace ecommerce::runtime
