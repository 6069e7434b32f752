// SPDX-License-Identifier: Apache-2.0
// How errors pass on from coroutine to coroutine: `co_await ok(x)`, `co_return error`, `co_return {}`.
#include <memory>
#include <stdexcept>

#include <gtest/gtest.h>

#include "framework/runtime/join.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/result.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::runtime {
namespace {

using namespace std::chrono_literals;

using Log = std::vector<std::string>;

// Writes down its end.
struct Local {
    Log& log;
    std::string name;
    Local(Log& where, std::string what) : log(where), name(std::move(what)) {}
    Local(const Local&) = delete;
    Local& operator=(const Local&) = delete;
    ~Local() { log.push_back("end of " + name); }
};

Error broken() {
    return {Code::unavailable, "BROKEN", "It is broken."};
}

Task<Result<int>> give(int value) {
    co_return value;
}
Task<Result<int>> refuse() {
    co_return broken();
}
Task<Result<int>> refuse_later() {
    co_await sleep(0ms);
    co_return broken();
}
Task<Result<void>> nothing() {
    co_return {};
}
Task<Result<int>> throws() {
    co_await sleep(0ms);
    throw std::runtime_error("a bug");
}

class Ok : public testing::Test {
protected:
    // What the task gives.
    template <typename T>
    T run(Task<T> task) {
        std::optional<T> out;
        auto body = [](Task<T> awaited, std::optional<T>& result) -> Task<void> {
            result.emplace(co_await std::move(awaited));
        };
        loops_.run_blocking(0, body(std::move(task), out));
        return std::move(*out);
    }

    Loops loops_{1};
    Log log_;
};

TEST_F(Ok, GivesTheValueOfATaskAndOfAResult) {
    auto sum = []() -> Task<Result<int>> {
        Result<int> variable = 3;
        const Result<int> constant = 4;
        co_return co_await ok(give(1)) + co_await ok(Result<int>(2)) + co_await ok(variable) +
            co_await ok(constant);
    };
    EXPECT_EQ(run(sum()), 10);
}

TEST_F(Ok, EndsTheCoroutineWithTheErrorOfATask) {
    for (auto* refusing : {&refuse, &refuse_later}) {
        auto body = [](Task<Result<int>> refusal, bool& went_on) -> Task<Result<std::string>> {
            const int value = co_await ok(std::move(refusal));
            went_on = true;
            co_return std::to_string(value);
        };
        bool went_on = false;
        const auto result = run(body(refusing(), went_on));
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().reason(), "BROKEN");
        EXPECT_FALSE(went_on);
    }
}

TEST_F(Ok, EndsTheCoroutineWithTheErrorOfAResult) {
    auto of_temporary = []() -> Task<Result<void>> {
        co_await ok(Result<int>(fail(broken())));
        co_return {};
    };
    auto of_variable = []() -> Task<Result<void>> {
        Result<int> variable = fail(broken());
        co_await ok(variable);
        co_return {};
    };
    auto of_constant = []() -> Task<Result<void>> {
        const Result<void> constant = fail(broken());
        co_await ok(constant);
        co_return {};
    };
    for (const auto& result : {run(of_temporary()), run(of_variable()), run(of_constant())}) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().reason(), "BROKEN");
    }
}

TEST_F(Ok, LeavesTheErrorInAVariableItWasGiven) {
    Result<int> outside = fail(broken());
    auto body = [](Result<int>& variable) -> Task<Result<void>> {
        co_await ok(variable);
        co_return {};
    };
    EXPECT_FALSE(run(body(outside)));
    EXPECT_EQ(outside.error().message(), "It is broken.");
}

TEST_F(Ok, YieldsAReferenceIntoAVariable) {
    auto body = []() -> Task<Result<std::string>> {
        Result<std::string> variable = "one";
        auto& inside = co_await ok(variable);
        static_assert(std::is_same_v<decltype(inside), std::string&>);
        inside += " and two";
        co_return *variable;
    };
    EXPECT_EQ(run(body()), "one and two");
}

TEST_F(Ok, MovesWhatCanOnlyBeMoved) {
    using Owned = std::unique_ptr<int>;
    auto make = []() -> Task<Result<Owned>> { co_return std::make_unique<int>(5); };
    auto body = [&]() -> Task<Result<Owned>> {
        auto first = co_await ok(make());
        Result<Owned> second = std::make_unique<int>(6);
        auto moved = co_await ok(std::move(second));
        auto third = co_await ok(Result<Owned>(std::make_unique<int>(*first + *moved)));
        co_return std::move(third);
    };
    const auto result = run(body());
    ASSERT_TRUE(result);
    EXPECT_EQ(**result, 11);
}

TEST_F(Ok, PassesSuccessWithoutAValue) {
    auto body = [](bool& went_on) -> Task<Result<void>> {
        co_await ok(nothing());
        co_await ok(Result<void>());
        went_on = true;
        co_return {};
    };
    bool went_on = false;
    EXPECT_TRUE(run(body(went_on)));
    EXPECT_TRUE(went_on);
}

TEST_F(Ok, ReturnsAnErrorFromAnyVariable) {
    auto lvalue = []() -> Task<Result<int>> {
        const Error error = broken();
        co_return error;
    };
    auto decorated = []() -> Task<Result<void>> { co_return broken().with("id", "7").retry_after(2); };
    EXPECT_EQ(run(lvalue()).error().reason(), "BROKEN");
    EXPECT_EQ(run(decorated()).error().metadata().at("id"), "7");
}

TEST_F(Ok, ReturnsAnEmptyValueForEmptyBraces) {
    auto none = []() -> Task<Result<std::vector<int>>> { co_return {}; };
    const auto result = run(none());
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->empty());
}

TEST_F(Ok, DestroysLocalsFromTheInnermostOutBeforeTheAwaitingCoroutineGoesOn) {
    struct Chain {
        static Task<Result<int>> inner(Log& log) {
            const Local first(log, "inner 1");
            const Local second(log, "inner 2");
            co_await sleep(0ms);
            co_return broken();
        }
        static Task<Result<int>> middle(Log& log, std::unique_ptr<Local> /*kept*/) {
            const Local local(log, "middle");
            const auto value = co_await ok(inner(log));
            log.emplace_back("middle went on");
            co_return value;
        }
        static Task<Result<void>> outer(Log& log) {
            const Local first(log, "outer 1");
            const Local second(log, "outer 2");
            co_await ok(middle(log, std::make_unique<Local>(log, "parameter")));
            log.emplace_back("outer went on");
            co_return {};
        }
        static Task<Result<void>> caller(Log& log) {
            auto task = outer(log);
            auto result = co_await std::move(task);
            log.emplace_back(result ? "success" : result.error().reason());
            co_return {};
        }
    };
    EXPECT_TRUE(run(Chain::caller(log_)));
    EXPECT_EQ(log_, (Log{"end of inner 2", "end of inner 1", "end of middle", "end of parameter",
                         "end of outer 2", "end of outer 1", "BROKEN"}));
}

TEST_F(Ok, EndsInTheOrderOfACoReturn) {
    auto record = [](Log& log, bool by_ok) -> Task<Result<int>> {
        const Local first(log, "first");
        const Local second(log, "second");
        if (by_ok) co_await ok(refuse());
        co_return broken();
    };
    auto body = [&](Log& log, bool by_ok) -> Task<Result<void>> {
        const auto result = co_await record(log, by_ok);
        log.emplace_back(result ? "success" : "error");
        co_return {};
    };
    Log by_ok;
    Log by_return;
    EXPECT_TRUE(run(body(by_ok, true)));
    EXPECT_TRUE(run(body(by_return, false)));
    EXPECT_EQ(by_ok, by_return);
}

TEST_F(Ok, DestroysALoopsVariablesWhenItEndsInTheMiddle) {
    auto body = [](Log& log) -> Task<Result<int>> {
        int sum = 0;
        for (int i = 0; i < 3; ++i) {
            const Local each(log, std::to_string(i));
            sum += co_await ok(i < 2 ? give(i) : refuse_later());
        }
        co_return sum;
    };
    EXPECT_FALSE(run(body(log_)));
    EXPECT_EQ(log_, (Log{"end of 0", "end of 1", "end of 2"}));
}

TEST_F(Ok, ShowsNoErrorToCatchBlocks) {
    auto body = [](bool& caught) -> Task<Result<void>> {
        try {
            co_await ok(refuse_later());
        } catch (...) {
            caught = true;
        }
        co_return {};
    };
    bool caught = false;
    EXPECT_FALSE(run(body(caught)));
    EXPECT_FALSE(caught);
}

TEST_F(Ok, RethrowsTheExceptionsOfItsTask) {
    auto catches = []() -> Task<Result<std::string>> {
        std::string what;
        try {
            co_await ok(throws());
        } catch (const std::runtime_error& bug) {
            what = bug.what();
        }
        co_await ok(what.empty() ? refuse() : give(1));  // after an exception as before it
        co_return what;
    };
    EXPECT_EQ(run(catches()), "a bug");

    auto passes = [](Log& log) -> Task<Result<void>> {
        const Local local(log, "local");
        co_await ok(throws());
        co_return {};
    };
    EXPECT_THROW((void)run(passes(log_)), std::runtime_error);
    EXPECT_EQ(log_, (Log{"end of local"}));
}

TEST_F(Ok, PassesErrorsOutOfBoth) {
    auto one = [](Log& log) -> Task<Result<int>> {
        const Local local(log, "local");
        co_return co_await ok(refuse_later());
    };
    auto body = [&](Log& log) -> Task<Result<int>> {
        auto [left, right] = co_await both(one(log), give(2));
        log.emplace_back("both ended");
        co_return co_await ok(right) + co_await ok(left);
    };
    EXPECT_FALSE(run(body(log_)));
    EXPECT_EQ(log_, (Log{"end of local", "both ended"}));
}

TEST_F(Ok, AwaitsTasksThatWaitedInAnOptional) {
    auto body = [](Log& log) -> Task<Result<int>> {
        std::optional<Task<Result<int>>> later;
        const Local local(log, "local");
        later.emplace(give(1));
        const int value = co_await ok(*std::move(later));
        later = refuse_later();
        co_return value + co_await ok(*std::move(later));
    };
    EXPECT_FALSE(run(body(log_)));
    EXPECT_EQ(log_, (Log{"end of local"}));
}

TEST_F(Ok, EndsLambdasWithTheirCaptures) {
    auto captured = std::make_shared<int>(3);
    const std::weak_ptr<int> watch = captured;
    auto body = [&watch](std::shared_ptr<int> owned) -> Task<Result<bool>> {
        auto lambda = [owned = std::move(owned)](bool refused) -> Task<Result<int>> {
            if (refused) co_await ok(refuse_later());
            co_return *owned;
        };
        co_await ok(lambda(false));
        auto refused = co_await lambda(true);
        co_return !refused && !watch.expired();
    };
    EXPECT_EQ(run(body(std::move(captured))), true);
    EXPECT_TRUE(watch.expired());
}

TEST_F(Ok, NeverStartsATaskAfterTheEnd) {
    auto body = [](Log& log) -> Task<Result<void>> {
        auto marks = [&log]() -> Task<Result<void>> {
            log.emplace_back("started");
            co_return {};
        };
        auto second = marks();
        co_await ok(refuse());
        co_await ok(std::move(second));
        co_return {};
    };
    EXPECT_FALSE(run(body(log_)));
    EXPECT_TRUE(log_.empty());
}

TEST_F(Ok, EndsDeepChains) {
    struct Deep {
        static Task<Result<int>> descend(int depth) {
            if (depth == 0) co_return broken();
            co_return 1 + co_await ok(descend(depth - 1));
        }
    };
    EXPECT_EQ(run(Deep::descend(1'000)).error().reason(), "BROKEN");
}

TEST_F(Ok, TakesManyReadyResultsWithoutSuspending) {
    auto body = []() -> Task<Result<int>> {
        int sum = 0;
        for (int i = 0; i < 1'000'000; ++i) sum += co_await ok(Result<int>(1));
        co_return sum;
    };
    EXPECT_EQ(run(body()), 1'000'000);
    static_assert(!std::is_copy_constructible_v<Task<Result<int>>>);
    Result<int> ready = 1;
    Result<int> failed = fail(broken());
    EXPECT_TRUE(ok(ready).await_ready());
    EXPECT_FALSE(ok(failed).await_ready());
}

TEST(Hop, GoesOnOnTheOtherLoopAndComesBack) {
    Loops loops(2);
    std::vector<std::size_t> seen;
    auto body = [](Loops& all, std::vector<std::size_t>& out) -> Task<void> {
        auto& home = Loop::current();
        out.push_back(Loop::current().index());
        co_await all[1].hop();
        out.push_back(Loop::current().index());
        co_await home.hop();
        out.push_back(Loop::current().index());
    };
    loops.run_blocking(0, body(loops, seen));
    EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 0}));
}

TEST(Hop, GoesOnAfterWhatWasPostedBefore) {
    Loops loops(1);
    bool posted = false;
    bool seen = false;
    auto body = [](bool& ran, bool& out) -> Task<void> {
        Loop::current().post([&ran] { ran = true; });
        co_await Loop::current().hop();
        out = ran;
    };
    loops.run_blocking(0, body(posted, seen));
    EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace ecommerce::runtime
