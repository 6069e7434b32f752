// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/loop_cache.h"

#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "framework/runtime/join.h"

namespace ecommerce::runtime {
namespace {

using namespace std::chrono_literals;

using Cache = LoopCache<int, std::string>;

// Loads when it is told to, and counts.
struct Source {
    int loads = 0;
    int running = 0;
    WaitList open{};
    std::vector<Result<std::string>> answers{};  // the last one again and again

    Task<Result<std::string>> load(bool at_once) {
        const auto mine = std::min(std::size_t(loads++), answers.size() - 1);
        ++running;
        if (!at_once) co_await open.wait();
        --running;
        co_return answers[mine];
    }
};

class LoopCacheTest : public testing::Test {
protected:
    Task<Result<std::string>> get(int key, bool at_once = true, Deadline deadline = Deadline::max()) {
        return cache_.get(key, deadline, [this, at_once] { return source_.load(at_once); });
    }
    // Lets all who can go on do so.
    static Task<void> settle() {
        for (int i = 0; i < 20; ++i) co_await Loop::current().hop();
    }
    // `count` callers at once, of which the first has to load; opens the source when they wait.
    Task<std::vector<Result<std::string>>> crowd(int count) {
        std::vector<Task<Result<std::string>>> callers;
        for (int i = 0; i < count; ++i) callers.push_back(get(1, false));
        auto open = [](Source& source) -> Task<bool> {
            co_await settle();
            while (source.running > 0) {
                source.open.notify_all();
                co_await settle();
            }
            co_return true;
        };
        auto [results, opened] = co_await both(all(std::move(callers), std::size_t(count)), open(source_));
        co_return std::move(results);
    }
    static Result<std::string> error(Code code) { return fail(code, "BROKEN", "It is broken."); }

    Loops loops_{2};
    Source source_;
    Cache cache_{loops_, {.ttl = 1h, .max = 2}};
};

TEST_F(LoopCacheTest, LoadsOnceForEachLoop) {
    source_.answers = {"one", "two"};
    auto body = [this](std::string expected) -> Task<void> {
        EXPECT_EQ(co_await get(1), expected);
        EXPECT_EQ(co_await get(1), expected);
    };
    loops_.run_blocking(0, body("one"));
    loops_.run_blocking(1, body("two"));
    EXPECT_EQ(source_.loads, 2);
}

TEST_F(LoopCacheTest, LetsConcurrentMissesShareOneLoad) {
    source_.answers = {"shared"};
    auto body = [&]() -> Task<void> {
        for (const auto& each : co_await crowd(5)) EXPECT_EQ(each, "shared");
    };
    loops_.run_blocking(0, body());
    EXPECT_EQ(source_.loads, 1);
}

TEST_F(LoopCacheTest, SharesAnErrorButKeepsNone) {
    source_.answers = {error(Code::unavailable), "well"};
    auto body = [&]() -> Task<void> {
        for (const auto& each : co_await crowd(5)) {
            EXPECT_FALSE(each);
            if (!each) EXPECT_EQ(each.error().code(), Code::unavailable);
        }
        EXPECT_EQ(co_await get(1), "well");
    };
    loops_.run_blocking(0, body());
    EXPECT_EQ(source_.loads, 2);
}

TEST_F(LoopCacheTest, LoadsAnewWhenTheLoaderRanOutOfItsOwnTime) {
    for (const auto code : {Code::deadline, Code::cancelled}) {
        source_.answers = {error(code), "well"};
        source_.loads = 0;
        cache_.clear();
        auto body = [&]() -> Task<void> {
            const auto results = co_await crowd(3);
            EXPECT_FALSE(results[0]);
            EXPECT_EQ(results[1], "well");
            EXPECT_EQ(results[2], "well");
        };
        loops_.run_blocking(0, body());
        EXPECT_EQ(source_.loads, 2);
    }
}

TEST_F(LoopCacheTest, LoadsAnewWhenTheLoaderThrew) {
    source_.answers = {"well"};
    auto body = [&]() -> Task<void> {
        WaitList open;
        auto throwing = [&]() -> Task<bool> {
            auto load = [](WaitList& gate) -> Task<Result<std::string>> {
                co_await gate.wait();
                throw std::runtime_error("a bug");
            };
            try {
                (void)co_await cache_.get(1, Deadline::max(), [&] { return load(open); });
            } catch (const std::runtime_error&) {
                co_return true;
            }
            co_return false;
        };
        auto opening = [&]() -> Task<bool> {
            co_await settle();
            open.notify_all();
            co_return true;
        };
        auto [threw, others] = co_await both(throwing(), both(get(1), opening()));
        EXPECT_TRUE(threw);
        EXPECT_EQ(others.first, "well");
    };
    loops_.run_blocking(0, body());
    EXPECT_EQ(source_.loads, 1);
}

TEST_F(LoopCacheTest, LoadsByItselfWhenItsDeadlineComesFirst) {
    source_.answers = {"late", "own"};
    auto body = [&]() -> Task<void> {
        auto impatient = [&]() -> Task<bool> {
            co_await settle();
            EXPECT_EQ(co_await get(1, true, deadline_in(1ms)), "own");
            source_.open.notify_all();
            co_return true;
        };
        auto [late, done] = co_await both(get(1, false), impatient());
        EXPECT_EQ(late, "late");
    };
    loops_.run_blocking(0, body());
}

TEST_F(LoopCacheTest, GivesNothingThatBeganToBeLoadedBeforeItWasCleared) {
    source_.answers = {"old", "new"};
    auto body = [&]() -> Task<void> {
        auto changing = [&]() -> Task<bool> {
            co_await settle();
            cache_.clear();
            EXPECT_EQ(co_await get(1), "new");
            source_.open.notify_all();
            co_return true;
        };
        auto [old, done] = co_await both(get(1, false), changing());
        EXPECT_EQ(old, "old");
    };
    loops_.run_blocking(0, body());
    auto again = [&]() -> Task<void> {
        cache_.clear();
        EXPECT_EQ(co_await get(1), "new");
    };
    loops_.run_blocking(0, again());
    EXPECT_EQ(source_.loads, 3);
}

TEST_F(LoopCacheTest, KeepsAtMostSoManyValues) {
    source_.answers = {"any"};
    auto body = [&]() -> Task<void> {
        for (const int key : {1, 2, 3, 3, 2, 1}) (void)co_await get(key);
    };
    loops_.run_blocking(0, body());
    EXPECT_EQ(source_.loads, 4);
}

TEST_F(LoopCacheTest, LoadsAgainWhenAValueIsOld) {
    source_.answers = {"first", "second"};
    Cache forgetful(loops_, {.ttl = 0ms, .max = 2});
    auto body = [&]() -> Task<void> {
        EXPECT_EQ(co_await forgetful.get(1, Deadline::max(), [&] { return source_.load(true); }), "first");
        EXPECT_EQ(co_await forgetful.get(1, Deadline::max(), [&] { return source_.load(true); }), "second");
    };
    loops_.run_blocking(0, body());
}

TEST_F(LoopCacheTest, GivesWhatWasLoadedBeforeWhenALoadFailsIfAskedTo) {
    source_.answers = {error(Code::unavailable), "good", error(Code::unavailable)};
    Cache lasting(loops_, {.ttl = 0ms, .max = 2, .stale_on_error = true});
    auto body = [&]() -> Task<void> {
        const auto load = [&] { return source_.load(true); };
        EXPECT_FALSE(co_await lasting.get(1, Deadline::max(), load));
        EXPECT_EQ(co_await lasting.get(1, Deadline::max(), load), "good");
        EXPECT_EQ(co_await lasting.get(1, Deadline::max(), load), "good");
    };
    loops_.run_blocking(0, body());
    EXPECT_EQ(source_.loads, 3);
}

}  // namespace
}  // namespace ecommerce::runtime
