// SPDX-License-Identifier: Apache-2.0
// PostgreSQL that goes away, freezes and comes back; connections that are scarce.
#include <barrier>
#include <chrono>
#include <functional>
#include <future>
#include <optional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/postgres/budget_state.h"
#include "framework/postgres/database.h"
#include "framework/runtime/join.h"
#include "framework/runtime/spawn.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/run.h"
#include "framework/testing/servers.h"

namespace ecommerce::postgres {
namespace {

using namespace std::chrono_literals;
using ecommerce::testing::context_with;
using ecommerce::testing::Servers;
using Which = Servers::Which;

constexpr Read kOne{R"sql(SELECT 1)sql"};
constexpr Read kSleep{R"sql(SELECT pg_sleep($1))sql"};
constexpr Write kCreate{R"sql(CREATE TABLE IF NOT EXISTS marks (id BIGINT PRIMARY KEY))sql"};
constexpr Write kMark{R"sql(INSERT INTO marks (id) VALUES ($1))sql"};
constexpr Read kMarked{Plan::each_time, R"sql(SELECT COUNT(*) FROM marks WHERE id = $1)sql"};

class FaultsTest : public ::testing::Test {
protected:
    FaultsTest() {
        DatabaseOptions options;
        options.name = "faults";
        options.source = servers.db_source();
        database.emplace(loops, budget, options);
    }
    template <typename T>
    T run(Task<T> task) {
        return testing::run(loops, std::move(task));
    }
    // Asks until PostgreSQL answers again.
    static Task<bool> recovered(Database& database) {
        const auto end = deadline_in(30s);
        while (std::chrono::steady_clock::now() < end) {
            auto context = context_with(5s);
            if (co_await database.query(context, kOne)) co_return true;
            co_await runtime::sleep(10ms);
        }
        co_return false;
    }
    static Task<Result<void>> sleep_in_transaction(Database& database, CallContext& context, double seconds,
                                                   int& attempts) {
        auto body = [&](Transaction& tx) -> Task<Result<void>> {
            ++attempts;
            if (auto first = co_await tx.query(kOne); !first) co_return fail(first.error());
            if (auto slept = co_await tx.query(kSleep, seconds); !slept) co_return fail(slept.error());
            co_return Result<void>();
        };
        co_return co_await database.transaction(context, body);
    }

    Servers servers;
    runtime::Loops loops{1};
    ConnectionBudget budget{10};
    std::optional<Database> database;
    CallContext context = context_with(60s);
};

TEST_F(FaultsTest, ARestartOfPostgresNeedsNoRestartOfOurs) {
    ASSERT_TRUE(run(database->query(context, kOne)));
    int attempts = 0;
    ASSERT_TRUE(run(sleep_in_transaction(*database, context, 0, attempts)));
    EXPECT_EQ(database->stats().connections, 2U);

    servers.stop(Which::postgres);
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 100; ++i) {
        const auto refused = run(database->query(context, kOne));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().reason(), "DATABASE_UNAVAILABLE");
        EXPECT_EQ(refused.error().retry_after_seconds(), 1);
    }
    EXPECT_EQ(run(sleep_in_transaction(*database, context, 0, attempts)).error().reason(),
              "DATABASE_UNAVAILABLE");
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
    EXPECT_EQ(budget.used(), 0U);

    servers.start(Which::postgres);
    EXPECT_TRUE(run(recovered(*database)));
    EXPECT_TRUE(run(sleep_in_transaction(*database, context, 0, attempts)));
}

TEST_F(FaultsTest, WhatIsUnderWayWhenPostgresDiesFailsAtOnce) {
    int attempts = 0;
    auto kill_soon = [](Servers& mine, Database& db) -> Task<int> {
        while (db.stats().connections < 2) co_await runtime::sleep(1ms);
        co_await runtime::sleep(50ms);
        mine.kill(Which::postgres);
        co_return 0;
    };
    auto all = [&]() -> Task<std::pair<Result<Rows>, Result<void>>> {
        auto [rest, killed] =
            co_await runtime::both(runtime::both(database->query(context, kSleep, 30.0),
                                                 sleep_in_transaction(*database, context, 30.0, attempts)),
                                   kill_soon(servers, *database));
        co_return std::move(rest);
    };
    const auto [read, transaction] = run(all());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), Code::unavailable);
    ASSERT_FALSE(transaction);
    EXPECT_EQ(transaction.error().reason(), "DATABASE_UNAVAILABLE");
    EXPECT_EQ(attempts, 2) << "tried again, and found no PostgreSQL";
    servers.start(Which::postgres);
    EXPECT_TRUE(run(recovered(*database)));
}

TEST_F(FaultsTest, AConnectionCutBeforeTheCommitIsReplacedAndTheBodyRunsAgain) {
    ASSERT_TRUE(run(database->query(context, kCreate)));
    int attempts = 0;
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        static constexpr Read kSelf{R"sql(SELECT pg_backend_pid())sql"};
        auto self = co_await tx.query(kSelf);
        if (!self) co_return fail(self.error());
        if (++attempts == 1) {
            static constexpr Read kCut{R"sql(SELECT pg_terminate_backend($1, 5000))sql"};
            auto cut = co_await database->query(tx.context(), kCut, self->front().to<int>());
            if (!cut) co_return fail(cut.error());
        }
        tx.queue(kMark, 1);
        co_return Result<void>();
    };
    EXPECT_TRUE(run(database->transaction(context, body)));
    EXPECT_EQ(attempts, 2);
    EXPECT_EQ(run(database->query(context, kMarked, 1))->front().to<int>(), 1);
}

TEST_F(FaultsTest, ACommitWithoutAnAnswerHasAnUnknownOutcome) {
    ASSERT_TRUE(run(database->query(context, kCreate)));
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        if (auto marked = co_await tx.query(kMark, 7); !marked) co_return fail(marked.error());
        servers.freeze(Which::postgres);  // takes the COMMIT into its buffers and says nothing
        co_return Result<void>();
    };
    auto revenge = [](Servers& mine) -> Task<int> {
        co_await runtime::sleep(200ms);
        mine.kill(Which::postgres);
        co_return 0;
    };
    auto all = [&]() -> Task<Result<void>> {
        auto [done, killed] = co_await runtime::both(database->transaction(context, body), revenge(servers));
        co_return std::move(done);
    };
    const auto done = run(all());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().reason(), "OUTCOME_UNKNOWN");
    EXPECT_EQ(done.error().code(), Code::unavailable);
}

TEST_F(FaultsTest, AFrozenPostgresCostsEachCallItsDeadline) {
    ASSERT_TRUE(run(database->query(context, kOne)));
    servers.freeze(Which::postgres);
    for (int i = 0; i < 3; ++i) {
        auto brief = context_with(50ms);
        EXPECT_EQ(run(database->query(brief, kOne)).error().code(), Code::deadline);
    }
    servers.thaw(Which::postgres);
    EXPECT_TRUE(run(recovered(*database)));
}

class BudgetTest : public testing::PostgresFixture {
protected:
    Database open(ConnectionBudget& budget, std::size_t exclusive) {
        auto options = this->options();
        options.exclusive_connections = exclusive;
        return Database(loops(), budget, options);
    }
    static Task<Result<void>> hold(Database& database, CallContext& context, double seconds) {
        auto body = [&](Transaction& tx) -> Task<Result<void>> {
            auto slept = co_await tx.query(kSleep, seconds);
            if (!slept) co_return fail(slept.error());
            co_return Result<void>();
        };
        co_return co_await database.transaction(context, body);
    }
};

TEST_F(BudgetTest, ManyDatabasesNeverHoldMoreThanTheBudget) {
    ConnectionBudget small(3);
    Database first = open(small, 4), second = open(small, 4);
    auto load = [](Database& one, Database& two, CallContext& ctx, ConnectionBudget& watched, int& good,
                   std::size_t& most) -> Task<void> {
        runtime::TaskGroup group;
        auto work = [](Database& db, CallContext& inner, int& count) -> Task<void> {
            if (co_await hold(db, inner, 0.002)) ++count;
            if (co_await db.query(inner, kOne)) ++count;
        };
        for (int i = 0; i < 30; ++i) {
            group.start(work(one, ctx, good));
            group.start(work(two, ctx, good));
        }
        while (group.running() > 0) {
            most = std::max(most, watched.used());
            co_await runtime::sleep(1ms);
        }
        co_await group.close();
    };
    int good = 0;
    std::size_t most = 0;
    run(load(first, second, context, small, good, most));
    EXPECT_EQ(good, 120);
    EXPECT_EQ(most, 3U);
    EXPECT_EQ(
        temporary().value("SELECT COUNT(*) <= 4 FROM pg_stat_activity WHERE datname = CURRENT_DATABASE()"),
        "t");
}

TEST_F(BudgetTest, AnIdleConnectionOfAnotherServiceAndLoopMakesRoom) {
    ConnectionBudget one(1);
    Database first = open(one, 1), second = open(one, 1);
    for (int round = 0; round < 3; ++round) {
        ASSERT_TRUE(run(first.query(context, kOne), 0));
        ASSERT_TRUE(run(second.query(context, kOne), 1));
        ASSERT_TRUE(run(hold(first, context, 0), 1));
        ASSERT_TRUE(run(hold(second, context, 0), 0));
        EXPECT_EQ(one.used(), 1U);
    }
}

// On its loop a reader's new connection opens, then another service asks for room, then the reader goes on:
// in between the connection looks unused.
TEST_F(BudgetTest, AReaderWhoseNewConnectionWasClosedToMakeRoomGetsAnother) {
    ConnectionBudget one(1);
    Database first = open(one, 1), second = open(one, 1);
    auto read = [](Database& db, CallContext& ctx, std::promise<Result<Rows>>& out) -> Task<void> {
        out.set_value(co_await db.query(ctx, kOne));
    };
    auto nothing = []() -> Task<void> { co_return; };
    std::promise<Result<Rows>> firsts, seconds;
    std::promise<void> held, go;
    auto& loop = loops()[0];
    // Holds the loop up from the moment at which the reader has begun to connect.
    std::function<void()> hold_up = [&] {
        if (one.used() == 0) return loop.post(hold_up);
        held.set_value();
        go.get_future().wait();
    };
    loop.post(hold_up);
    runtime::spawn(loop, read(first, context, firsts));
    held.get_future().wait();
    // When both connecting threads are here, the connection is made, and its news waits for the loop.
    auto connected = std::make_shared<std::barrier<>>(3);
    for (int thread = 0; thread < 2; ++thread) {
        one.state().connectors.submit([connected] { connected->arrive_and_wait(); });
    }
    connected->arrive_and_wait();
    runtime::spawn(loops()[1], read(second, context, seconds));
    while (one.waiting() == 0) std::this_thread::yield();
    run(nothing(), 1);  // the other loop is done with asking for room
    go.set_value();
    for (auto* answer : {&firsts, &seconds}) {
        const auto rows = answer->get_future().get();
        EXPECT_TRUE(rows) << rows.error().message();
    }
    EXPECT_GE(first.stats().connects, 2U) << "the first connection was not closed";
}

TEST_F(BudgetTest, IdleConnectionsAreClosedAfterAWhile) {
    auto options = this->options();
    options.idle_timeout = 100ms;
    ConnectionBudget own(5);
    Database database(loops(), own, options);
    ASSERT_TRUE(run(database.query(context, kOne)));
    ASSERT_TRUE(run(hold(database, context, 0)));
    EXPECT_EQ(own.used(), 2U);
    auto closed = [](ConnectionBudget& watched) -> Task<void> {
        while (watched.used() > 0) co_await runtime::sleep(5ms);
    };
    run(closed(own));
    EXPECT_TRUE(run(database.query(context, kOne)));
}

TEST_F(BudgetTest, ClosingADatabaseEndsWhatWaits) {
    ConnectionBudget none(1);
    Database holder = open(none, 1), waiter = open(none, 1);
    std::optional<Result<Rows>> answer;
    auto wait = [](Database& db, CallContext& ctx, std::optional<Result<Rows>>& out) -> Task<void> {
        out.emplace(co_await db.query(ctx, kOne));
    };
    auto busy = [](Database& db, CallContext& ctx) -> Task<void> { (void)co_await hold(db, ctx, 0.3); };
    runtime::spawn(*loops().begin()[0], busy(holder, context));
    auto until = [](Database& db) -> Task<void> {
        while (db.stats().connections == 0) co_await runtime::sleep(1ms);
    };
    run(until(holder));
    runtime::spawn(*loops().begin()[0], wait(waiter, context, answer));
    auto until_waiting = [](Database& db) -> Task<void> {
        while (db.stats().waiting == 0) co_await runtime::sleep(1ms);
    };
    run(until_waiting(waiter));
    waiter.close();
    auto until_answered = [](std::optional<Result<Rows>>& out) -> Task<void> {
        while (!out) co_await runtime::sleep(1ms);
    };
    run(until_answered(answer));
    EXPECT_EQ(answer->error().code(), Code::unavailable);
    holder.close();
    auto until_idle = [](Database& db) -> Task<void> {
        while (db.stats().failures == 0) co_await runtime::sleep(1ms);
    };
    run(until_idle(holder));
}

}  // namespace
}  // namespace ecommerce::postgres
