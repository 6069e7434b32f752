// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/transaction.h"

#include <chrono>

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
using ::testing::ElementsAre;

constexpr Write kInsert{R"sql(INSERT INTO accounts (id, balance) VALUES ($1, $2))sql"};
constexpr Write kAdd{R"sql(UPDATE accounts SET balance = balance + $2 WHERE id = $1)sql"};
constexpr Read kBalance{R"sql(SELECT balance FROM accounts WHERE id = $1)sql"};
constexpr Read kSum{R"sql(SELECT SUM(balance) FROM accounts)sql"};
constexpr Read kCount{R"sql(SELECT COUNT(*) FROM accounts)sql"};

class TransactionTest : public PostgresFixture {
protected:
    std::string template_name() const override { return "accounts"; }
    void prepare_template(const testing::TemporaryDatabase& fresh) override {
        fresh.execute("CREATE TABLE accounts (id BIGINT CONSTRAINT accounts_pk PRIMARY KEY,"
                      " balance BIGINT NOT NULL CONSTRAINT accounts_balance_ck CHECK (balance >= 0))");
    }
    DatabaseOptions options() const override {
        auto options = PostgresFixture::options();
        options.exclusive_connections = 2;
        return options;
    }
    std::int64_t count() { return run(database().query(context, kCount))->front().to<std::int64_t>(); }
};

TEST_F(TransactionTest, CommitsWhatItsBodyQueuedInTheLastRoundTrip) {
    std::vector<std::string> order;
    auto body = [&](Transaction& tx) -> Task<Result<std::int64_t>> {
        auto rows = co_await tx.query(kSum);
        if (!rows) co_return fail(rows.error());
        tx.queue(kInsert, 1, 10);
        tx.queue(kInsert, 2, 20);
        tx.on_commit([&] { order.push_back("committed"); });
        order.push_back("body");
        co_return 7;
    };
    EXPECT_EQ(run(database().transaction(context, body)).value(), 7);
    EXPECT_THAT(order, ElementsAre("body", "committed"));
    EXPECT_EQ(count(), 2);
}

TEST_F(TransactionTest, AFlushRedeemsTheTicketsOfWhatWasQueued) {
    auto body = [&](Transaction& tx) -> Task<Result<std::vector<std::int64_t>>> {
        const auto inserted = tx.queue(kInsert, 1, 10);
        const auto added = tx.queue(kAdd, 1, 5);
        const auto balance = tx.queue(kBalance, 1);
        co_await ok(tx.flush());
        co_return std::vector{inserted.rows().affected(), added.rows().affected(),
                              balance.rows().front().to<std::int64_t>()};
    };
    EXPECT_THAT(run(database().transaction(context, body)).value(), ElementsAre(1, 1, 15));
}

TEST_F(TransactionTest, AQueryAndTheCommitRedeemTicketsToo) {
    auto body = [&](Transaction& tx) -> Task<Result<std::pair<std::int64_t, Ticket>>> {
        const auto inserted = tx.queue(kInsert, 1, 10);
        auto balance = co_await tx.query(kBalance, 1);
        if (!balance) co_return fail(balance.error());
        EXPECT_EQ(balance->front().to<std::int64_t>(), 10);
        co_return std::pair(inserted.rows().affected(), tx.queue(kAdd, 1, 5));
    };
    const auto [inserted, added] = run(database().transaction(context, body)).value();
    EXPECT_EQ(inserted, 1);
    EXPECT_EQ(added.rows().affected(), 1);
}

TEST_F(TransactionTest, ATicketIsNotReadBeforeItsStatementRanOrAfterItFailed) {
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        const auto first = tx.queue(kInsert, 1, 10);
        const auto second = tx.queue(kInsert, 1, 10);
        EXPECT_THROW((void)first.rows(), std::logic_error);
        EXPECT_FALSE(co_await tx.flush());
        EXPECT_THROW((void)first.rows(), std::logic_error);
        EXPECT_THROW((void)second.rows(), std::logic_error);
        co_return Result<void>();
    };
    EXPECT_FALSE(run(database().transaction(context, body)));
}

TEST_F(TransactionTest, AnErrorFromItsBodyRollsBack) {
    bool hooked = false;
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        tx.on_commit([&] { hooked = true; });
        if (auto done = co_await tx.query(kInsert, 1, 10); !done) co_return fail(done.error());
        co_return fail(Code::precondition, "NO", "No.");
    };
    EXPECT_EQ(run(database().transaction(context, body)).error().reason(), "NO");
    EXPECT_EQ(count(), 0);
    EXPECT_FALSE(hooked);
    EXPECT_EQ(database().stats().rollbacks, 1U);
}

TEST_F(TransactionTest, AnExceptionFromItsBodyRollsBack) {
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        if (auto done = co_await tx.query(kInsert, 1, 10); !done) co_return fail(done.error());
        throw std::runtime_error("bug");
    };
    EXPECT_THROW((void)run(database().transaction(context, body)), std::runtime_error);
    EXPECT_EQ(count(), 0);
}

TEST_F(TransactionTest, AFailedStatementFailsTheWholeAlsoWhenTheBodyLooksAway) {
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        co_await tx.query(kInsert, 1, 10);
        co_await tx.query(kInsert, 1, 10);
        co_await tx.query(kInsert, 2, 10);
        co_return Result<void>();
    };
    const auto done = run(database().transaction(context, body));
    ASSERT_FALSE(done);
    EXPECT_TRUE(violates(done.error(), "accounts_pk"));
    EXPECT_EQ(count(), 0);
}

TEST_F(TransactionTest, AFailureAmongTheLastQueuedStatementsUndoesAll) {
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        tx.queue(kInsert, 1, 10);
        tx.queue(kAdd, 1, -11);
        tx.queue(kInsert, 2, 10);
        co_return Result<void>();
    };
    const auto done = run(database().transaction(context, body));
    ASSERT_FALSE(done);
    EXPECT_TRUE(violates(done.error(), "accounts_balance_ck"));
    EXPECT_EQ(count(), 0);
    EXPECT_EQ(database().stats().connects, 2U) << "the connection is good for the next transaction";
}

TEST_F(TransactionTest, WithoutStatementsNeverTouchesPostgres) {
    auto body = [](Transaction&) -> Task<Result<int>> { co_return 3; };
    EXPECT_EQ(run(database().transaction(context, body)).value(), 3);
    EXPECT_EQ(database().stats().connects, 0U);
}

// Holds a transaction until its rival is as far as it is.
Task<void> meet(int& arrived) {
    ++arrived;
    while (arrived < 2) co_await runtime::sleep(1ms);
}

Task<Result<void>> move_money(Database& database, CallContext& context, int from, int to, int& attempts,
                              int& locked) {
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        ++attempts;
        if (auto took = co_await tx.query(kAdd, from, -1); !took) co_return fail(took.error());
        co_await meet(locked);
        if (auto gave = co_await tx.query(kAdd, to, 1); !gave)
            co_return fail(Code::internal, "MAPPED", "By the body.");
        co_return Result<void>();
    };
    co_return co_await database.transaction(context, body);
}

TEST_F(TransactionTest, RunsAgainAfterADeadlock) {
    for (const int id : {1, 2}) ASSERT_TRUE(run(database().query(context, kInsert, id, 100)));
    int attempts = 0;
    for (int round = 0; round < 3; ++round) {
        int locked = 0;
        const auto [left, right] =
            run(runtime::both(move_money(database(), context, 1, 2, attempts, locked),
                              move_money(database(), context, 2, 1, attempts, locked)));
        ASSERT_TRUE(left);
        ASSERT_TRUE(right);
    }
    EXPECT_GE(database().stats().retries, 3U);
    EXPECT_EQ(database().stats().retries, std::uint64_t(attempts) - 6);
    EXPECT_EQ(run(database().query(context, kSum))->front().to<std::int64_t>(), 200);
}

TEST_F(TransactionTest, SerializableTransactionsRunAgainUntilOneOrderFits) {
    for (const int id : {1, 2}) ASSERT_TRUE(run(database().query(context, kInsert, id, 100)));
    // Each reads both balances and writes one: in any serial order the second one sees the first.
    auto skew = [](Database& database, CallContext& context, int id, int& attempts,
                   int& read) -> Task<Result<void>> {
        auto body = [&](Transaction& tx) -> Task<Result<void>> {
            ++attempts;
            auto sum = co_await tx.query(kSum);
            if (!sum) co_return fail(sum.error());
            co_await meet(read);
            if (sum->front().to<std::int64_t>() >= 200) tx.queue(kAdd, id, -100);
            co_return Result<void>();
        };
        co_return co_await database.transaction(context, {.isolation = Isolation::serializable}, body);
    };
    int attempts = 0, read = 0;
    const auto [left, right] = run(runtime::both(skew(database(), context, 1, attempts, read),
                                                 skew(database(), context, 2, attempts, read)));
    EXPECT_TRUE(left);
    EXPECT_TRUE(right);
    EXPECT_EQ(attempts, 3);
    EXPECT_EQ(run(database().query(context, kSum))->front().to<std::int64_t>(), 100);
}

TEST_F(TransactionTest, TakesItsOptionsToPostgres) {
    static constexpr Read kOptions{R"sql(
        SELECT CONCAT_WS(',', CURRENT_SETTING('transaction_isolation'), CURRENT_SETTING('transaction_read_only'),
                         CURRENT_SETTING('synchronous_commit'))
    )sql"};
    auto body = [](Transaction& tx) -> Task<Result<std::string>> {
        const auto rows = co_await ok(tx.query(kOptions));
        co_return rows.front().to<std::string>();
    };
    EXPECT_EQ(run(database().transaction(
                      context, {.isolation = Isolation::repeatable_read, .read_only = true, .durable = false},
                      body))
                  .value(),
              "repeatable read,on,off");
    EXPECT_EQ(run(database().transaction(context, body)).value().substr(0, 18), "read committed,off");
}

TEST_F(TransactionTest, PastItsDeadlineIsRolledBackAndItsLocksAreFree) {
    ASSERT_TRUE(run(database().query(context, kInsert, 1, 1)));
    auto body = [](Transaction& tx) -> Task<Result<void>> {
        static constexpr Read kSlow{R"sql(SELECT pg_sleep(30))sql"};
        if (auto locked = co_await tx.query(kAdd, 1, 1); !locked) co_return fail(locked.error());
        if (auto slept = co_await tx.query(kSlow); !slept) co_return fail(slept.error());
        co_return Result<void>();
    };
    auto brief = context_with(100ms);
    EXPECT_EQ(run(database().transaction(brief, body)).error().code(), Code::deadline);
    EXPECT_TRUE(run(database().query(context, kAdd, 1, 1))) << "would wait for the lock until its deadline";
    EXPECT_EQ(run(database().query(context, kBalance, 1))->front().to<std::int64_t>(), 2);
}

TEST_F(TransactionTest, WaitersGetConnectionsInTheOrderTheyCame) {
    auto body = [](Database& database, CallContext& context, std::vector<int>& order) -> Task<void> {
        runtime::TaskGroup group;
        auto one = [](Database& db, CallContext& ctx, int number, std::vector<int>& out) -> Task<void> {
            auto work = [&](Transaction& tx) -> Task<Result<void>> {
                static constexpr Read kBrief{R"sql(SELECT pg_sleep(0.001))sql"};
                auto slept = co_await tx.query(kBrief);
                out.push_back(number);
                if (!slept) co_return fail(slept.error());
                co_return Result<void>();
            };
            (void)co_await db.transaction(ctx, work);
        };
        for (int i = 0; i < 40; ++i) group.start(one(database, context, i, order));
        while (group.running() > 0) co_await runtime::sleep(1ms);
        co_await group.close();
    };
    auto options = this->options();
    options.exclusive_connections = 1;
    Database single(loops(), budget(), options);
    std::vector<int> order, expected;
    run(body(single, context, order));
    for (int i = 0; i < 40; ++i) expected.push_back(i);
    EXPECT_EQ(order, expected);
    EXPECT_EQ(single.stats().connects, 1U);
}

TEST_F(TransactionTest, TooManyWaitersAreRefusedAndLateOnesGiveUp) {
    auto options = this->options();
    options.exclusive_connections = 1;
    options.max_waiting = 1;
    Database small(loops(), budget(), options);
    auto body = [](Database& db, CallContext& patient, std::vector<std::string>& seen) -> Task<void> {
        auto sleep_for = [](Database& inner, CallContext& ctx, double seconds) -> Task<Result<void>> {
            auto work = [&](Transaction& tx) -> Task<Result<void>> {
                static constexpr Read kSleep{R"sql(SELECT pg_sleep($1))sql"};
                auto slept = co_await tx.query(kSleep, seconds);
                if (!slept) co_return fail(slept.error());
                co_return Result<void>();
            };
            co_return co_await inner.transaction(ctx, work);
        };
        (void)co_await sleep_for(db, patient, 0);  // opens the connection
        auto brief = context_with(100ms);
        auto note = [](Task<Result<void>> task, std::vector<std::string>& out) -> Task<void> {
            auto done = co_await std::move(task);
            out.push_back(done ? "" : done.error().reason());
        };
        runtime::TaskGroup group;
        group.start(note(sleep_for(db, patient, 0.3), seen));
        group.start(note(sleep_for(db, brief, 0), seen));
        group.start(note(sleep_for(db, patient, 0), seen));
        while (group.running() > 0) co_await runtime::sleep(1ms);
        co_await group.close();
    };
    std::vector<std::string> seen;
    run(body(small, context, seen));
    EXPECT_THAT(seen, ElementsAre("DATABASE_BUSY", "DEADLINE_EXCEEDED", ""));
}

}  // namespace
}  // namespace ecommerce::postgres
