// SPDX-License-Identifier: Apache-2.0
// Lists that take long, and what goes on beside them; callers who leave.
#include <chrono>
#include <functional>
#include <list>
#include <stop_token>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/postgres/database.h"
#include "framework/runtime/join.h"
#include "framework/runtime/spawn.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::postgres {
namespace {

using namespace std::chrono_literals;
using ecommerce::testing::context_with;
using ecommerce::testing::PostgresFixture;

constexpr auto kPatience = 50s;
constexpr Read kKey{R"sql(SELECT $1 + 1)sql"};
constexpr Read kLongKey{R"sql(SELECT pg_sleep($1), 'of the test')sql"};
constexpr Read kList{Lane::lists, R"sql(SELECT pg_sleep($1), 'of the test')sql"};
constexpr Read kSelf{Lane::lists, R"sql(SELECT pg_backend_pid())sql"};
constexpr Write kWrite{R"sql(INSERT INTO things (id) VALUES ($1))sql"};
constexpr Read kCount{R"sql(SELECT COUNT(*) FROM things)sql"};
constexpr double kForEver = 600;

class LaneTest : public PostgresFixture {
protected:
    LaneTest() { context.deadline = deadline_in(kPatience); }

    std::string template_name() const override { return "lane"; }
    void prepare_template(const testing::TemporaryDatabase& fresh) override {
        fresh.execute("CREATE TABLE things (id BIGINT CONSTRAINT things_pk PRIMARY KEY)");
    }
    DatabaseOptions options() const override {
        auto options = PostgresFixture::options();
        options.shared_connections = 1;
        options.exclusive_connections = 1;
        options.list_connections = 2;
        options.list_timeout = 10min;
        return options;
    }
    // A context whose caller leaves with `caller_`.
    CallContext with_caller() {
        auto call = context_with(kPatience);
        call.cancellation = caller_.get_token();
        return call;
    }
    static Task<void> until(std::function<bool()> holds) {
        while (!holds()) co_await runtime::sleep(1ms);
    }
    void wait_until(std::function<bool()> holds) { run(until(std::move(holds))); }
    // Sends `count` lists that take for ever; their answers come into `answers`.
    void start_lists(Database& database, CallContext& call, int count, double seconds = kForEver) {
        for (int i = 0; i < count; ++i) start(database, call, kList, seconds);
    }
    void start(Database& database, CallContext& call, const Statement& statement, double seconds) {
        auto& answer = answers_.emplace_back();
        runtime::spawn(loops()[0], ask(database, call, statement, seconds, answer));
    }
    void wait_for_answers() {
        wait_until(
            [&] { return std::ranges::all_of(answers_, [](auto& each) { return each.has_value(); }); });
    }
    bool runs_in_postgres() {
        return temporary().value("SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active'"
                                 " AND datname = CURRENT_DATABASE() AND query LIKE '%of the test%'"
                                 " AND pid <> pg_backend_pid()") != "0";
    }
    static Task<void> ask(Database& database, CallContext& call, Statement statement, double seconds,
                          std::optional<Result<Rows>>& answer) {
        answer.emplace(co_await database.query(call, statement, seconds));
    }
    int key(Database& database, int number) {
        const auto rows = run(database.query(context, kKey, number));
        return rows ? rows->front().to<int>() : 0;
    }

    std::stop_source caller_;
    std::list<std::optional<Result<Rows>>> answers_;
};

TEST_F(LaneTest, KeysAreReadWhileListsRunAndWait) {
    auto call = with_caller();
    start_lists(database(), call, 6);
    wait_until(
        [&] { return database().stats().lists_running == 2 && database().stats().lists_waiting == 4; });
    for (int i = 0; i < 100; ++i) ASSERT_EQ(key(database(), i), i + 1);
    EXPECT_EQ(database().stats().lists_running, 2U);
    EXPECT_EQ(database().stats().lists_waiting, 4U);
    caller_.request_stop();
    wait_for_answers();
}

TEST_F(LaneTest, AFullQueueRefusesAtOnceAndOnlyLists) {
    auto options = this->options();
    options.list_connections = 1;
    options.max_lists_waiting = 1;
    Database small(loops(), budget(), options);
    auto call = with_caller();
    start_lists(small, call, 1);
    wait_until([&] { return small.stats().lists_running == 1; });
    start_lists(small, call, 1);
    wait_until([&] { return small.stats().lists_waiting == 1; });
    const auto refused = run(small.query(context, kList, kForEver));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason(), "DATABASE_BUSY");
    EXPECT_EQ(small.stats().refused, 1U);
    EXPECT_EQ(key(small, 1), 2);
    caller_.request_stop();
    wait_for_answers();
    EXPECT_TRUE(run(small.query(context, kSelf)));
    small.close();
}

TEST_F(LaneTest, ACallerWhoLeavesEndsTheListThatRunsAndThoseThatWait) {
    auto call = with_caller();
    start_lists(database(), call, 5);
    wait_until([&] { return database().stats().lists_waiting == 3; });
    wait_until([&] { return runs_in_postgres(); });
    caller_.request_stop();
    wait_for_answers();
    for (const auto& answer : answers_) {
        ASSERT_FALSE(answer->has_value());
        EXPECT_EQ(answer->error().code(), Code::cancelled);
    }
    wait_until([&] { return !runs_in_postgres(); });
    EXPECT_EQ(database().stats().cancelled, 5U);
    EXPECT_TRUE(run(database().query(context, kSelf)));
    EXPECT_EQ(database().stats().connects, 2U) << "the connections are good for the next lists";
}

TEST_F(LaneTest, ACallerWhoLeavesDisturbsNoNeighbourOfItsPipeline) {
    auto call = with_caller();
    start(database(), call, kLongKey, 0.3);
    wait_until([&] { return runs_in_postgres(); });
    start(database(), context, kLongKey, 0);
    caller_.request_stop();
    wait_for_answers();
    EXPECT_EQ(answers_.front()->error().code(), Code::cancelled);
    EXPECT_TRUE(answers_.back()->has_value());
    EXPECT_EQ(database().stats().cancels, 0U);
}

TEST_F(LaneTest, NothingIsSentForACallerWhoHasLeft) {
    auto call = with_caller();
    caller_.request_stop();
    EXPECT_EQ(run(database().query(call, kWrite, 1)).error().code(), Code::cancelled);
    EXPECT_EQ(run(database().query(context, kCount))->front().to<int>(), 0);
}

TEST_F(LaneTest, ATransactionThatHasBegunIsFinishedWithoutItsCaller) {
    auto call = with_caller();
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        co_await ok(tx.query(kWrite, 1));
        caller_.request_stop();
        co_await ok(tx.query(kWrite, 2));
        co_return {};
    };
    EXPECT_TRUE(run(database().transaction(call, body)));
    EXPECT_EQ(run(database().query(context, kCount))->front().to<int>(), 2);
}

TEST_F(LaneTest, ATransactionThatWaitsForAConnectionEndsWithItsCaller) {
    auto call = with_caller();
    Result<void> waited;
    auto second = [](Transaction& tx) -> Task<Result<void>> {
        co_await ok(tx.query(kWrite, 2));
        co_return {};
    };
    auto leave = [](Database& db, std::stop_source& caller) -> Task<int> {
        co_await until([&] { return db.stats().waiting == 1; });
        caller.request_stop();
        co_return 0;
    };
    auto first = [&](Transaction& tx) -> Task<Result<void>> {
        co_await ok(tx.query(kWrite, 1));  // has the one connection
        auto [ended, left] =
            co_await runtime::both(database().transaction(call, second), leave(database(), caller_));
        waited = std::move(ended);
        co_return {};
    };
    ASSERT_TRUE(run(database().transaction(context, first)));
    ASSERT_FALSE(waited);
    EXPECT_EQ(waited.error().code(), Code::cancelled);
    EXPECT_EQ(run(database().query(context, kCount))->front().to<int>(), 1);
}

TEST_F(LaneTest, AListPastItsDeadlineIsStoppedAndItsConnectionUsedAgain) {
    auto brief = context_with(100ms);
    EXPECT_EQ(run(database().query(brief, kList, kForEver)).error().code(), Code::deadline);
    wait_until([&] { return !runs_in_postgres(); });
    EXPECT_TRUE(run(database().query(context, kSelf)));
    EXPECT_EQ(database().stats().connects, 1U);
    EXPECT_EQ(database().stats().timeouts, 1U);
}

TEST_F(LaneTest, PostgresEndsAListThatNobodyEnds) {
    auto options = this->options();
    options.list_timeout = 50ms;
    Database strict(loops(), budget(), options);
    const auto ended = run(strict.query(context, kList, kForEver));
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code(), Code::deadline);
    EXPECT_TRUE(run(strict.query(context, kLongKey, 0.2))) << "others have more time";
    EXPECT_EQ(strict.stats().cancels, 0U);
}

TEST_F(LaneTest, ListsOneAfterTheOtherNeedOneConnection) {
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(run(database().query(context, kList, 0.0)));
    EXPECT_EQ(database().stats().connects, 1U);
    EXPECT_EQ(database().stats().lists_running, 0U);
}

TEST_F(LaneTest, ManyListsAreAllAnswered) {
    start_lists(database(), context, 200, 0.001);
    wait_for_answers();
    for (const auto& answer : answers_) EXPECT_TRUE(answer->has_value());
    EXPECT_EQ(database().stats().connects, 2U);
}

TEST_F(LaneTest, AConnectionLostInTheLaneIsReplaced) {
    auto call = with_caller();
    start_lists(database(), call, 3);
    wait_until([&] { return database().stats().lists_running == 2 && runs_in_postgres(); });
    temporary().execute("SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity"
                        " WHERE datname = CURRENT_DATABASE() AND query LIKE '%of the test%'"
                        " AND pid <> pg_backend_pid()");
    wait_until(
        [&] { return std::ranges::count_if(answers_, [](auto& each) { return each.has_value(); }) == 2; });
    for (const auto& answer : answers_) {
        if (answer) EXPECT_EQ(answer->error().code(), Code::unavailable);
    }
    wait_until([&] { return database().stats().lists_running == 1; });
    EXPECT_EQ(key(database(), 1), 2);
    caller_.request_stop();
    wait_for_answers();
}

TEST_F(LaneTest, ListsTakeHalfOfTheBudgetAtMost) {
    ConnectionBudget four(4);
    auto options = this->options();
    options.list_connections = 3;
    Database first(loops(), four, options), second(loops(), four, options);
    auto call = with_caller();
    start_lists(first, call, 3);
    start_lists(second, call, 3);
    wait_until([&] { return first.stats().lists_running + second.stats().lists_running == 2; });
    EXPECT_EQ(key(first, 1), 2);
    EXPECT_EQ(key(second, 1), 2);
    EXPECT_EQ(first.stats().lists_running + second.stats().lists_running, 2U);
    EXPECT_EQ(four.used(), 4U);
    caller_.request_stop();
    wait_for_answers();
    // What the one leaves idle makes room for the other.
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(run(first.query(context, kSelf)));
        EXPECT_TRUE(run(second.query(context, kSelf)));
    }
    first.close();
    second.close();
    EXPECT_EQ(four.used(), 0U);
}

// Keeps what it is told of times.
class Times final : public Observer {
public:
    void statement_ended(const CallContext&, std::string_view, std::string_view, const StatementTime& time,
                         const Error*) override {
        seen.push_back(time);
    }
    void transaction_ended(const CallContext&, std::string_view, int, std::chrono::steady_clock::duration,
                           const Error*) override {}
    std::vector<StatementTime> seen;
};

TEST_F(LaneTest, WhatWaitsIsNotSaidToRun) {
    Times times;
    auto options = this->options();
    options.list_connections = 1;
    Database watched(loops(), budget(), options, &times);
    for (const auto& statement : {kLongKey, kList}) {
        times.seen.clear();
        start(watched, context, statement, 0.3);
        start(watched, context, statement, 0);
        wait_for_answers();
        ASSERT_EQ(times.seen.size(), 2U);
        EXPECT_LT(times.seen[1].ran, times.seen[0].ran) << "which slept";
        EXPECT_LT(times.seen[1].ran, times.seen[1].waited) << "behind the first";
    }
}

}  // namespace
}  // namespace ecommerce::postgres
