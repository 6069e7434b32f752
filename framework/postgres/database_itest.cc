// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/database.h"

#include <chrono>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/postgres/row_structs.h"
#include "framework/runtime/join.h"
#include "framework/runtime/spawn.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::postgres {
namespace {

using namespace std::chrono_literals;
using ecommerce::testing::context_with;
using ecommerce::testing::PostgresFixture;
using ::testing::ElementsAre;

constexpr Read kAnswer{R"sql(SELECT $1 + 1)sql"};
constexpr Write kInsert{R"sql(INSERT INTO things (id, name) VALUES ($1, $2))sql"};
constexpr Read kName{R"sql(SELECT name FROM things WHERE id = $1)sql"};
constexpr Read kCount{R"sql(SELECT COUNT(*) FROM things)sql"};
constexpr Read kBroken{R"sql(SELECT broken FROM nowhere)sql"};
constexpr Read kSleep{R"sql(SELECT pg_sleep($1))sql"};

class DatabaseTest : public PostgresFixture {
protected:
    std::string template_name() const override { return "things"; }
    void prepare_template(const testing::TemporaryDatabase& fresh) override {
        fresh.execute("CREATE TABLE things (id BIGINT CONSTRAINT things_pk PRIMARY KEY, name TEXT NOT NULL,"
                      " amount BIGINT NOT NULL DEFAULT 0 CONSTRAINT things_amount_ck CHECK (amount >= 0))");
    }
    // One shared connection, so that reads do meet on it.
    DatabaseOptions options() const override {
        auto options = PostgresFixture::options();
        options.shared_connections = 1;
        return options;
    }
    template <typename... Args>
    Result<Rows> query(const Statement& statement, const Args&... args) {
        return run(database().query(context, statement, args...));
    }
};

TEST_F(DatabaseTest, CarriesEveryTypeThereAndBack) {
    static constexpr Read kEcho{
        R"sql(SELECT $1, $2, $3, $4, $5::text, $6, $7, $8::jsonb, $9, $10, $11, $12::text, $13, $14::numeric)sql"};
    enum class Color : std::int16_t { red = 7 };
    const auto time = Timestamp(std::chrono::microseconds(1'790'000'000'123'456));
    const std::string binary("a\0b\xFF", 4);
    const std::vector<std::int64_t> numbers{1, -2, 1'099'511'627'776};
    const std::vector<std::optional<std::string>> texts{"x", std::nullopt, ""};
    const auto rows = query(kEcho, std::int64_t(-5'000'000'000), 42, true, 1.5, "Zoë", Bytes{binary}, time,
                            R"({"k": 1})", Color::red, numbers, texts, std::optional<std::string>(),
                            std::vector<std::int64_t>(), "-12345678.0900");
    ASSERT_TRUE(rows) << rows.error().metadata().at("database_error");
    const auto row = rows->front();
    EXPECT_EQ(row.get<std::int64_t>(0), -5'000'000'000);
    EXPECT_EQ(row.get<int>(1), 42);
    EXPECT_EQ(row.get<bool>(2), true);
    EXPECT_EQ(row.get<double>(3), 1.5);
    EXPECT_EQ(row.get<std::string_view>(4), "Zoë");
    EXPECT_EQ(row.get<std::string>(5), binary);
    EXPECT_EQ(row.get<Timestamp>(6), time);
    EXPECT_EQ(row.get<std::string>(7), R"({"k": 1})");
    EXPECT_EQ(row.get<Color>(8), Color::red);
    EXPECT_EQ(row.get<std::vector<std::int64_t>>(9), numbers);
    EXPECT_EQ(row.get<std::vector<std::optional<std::string>>>(10), texts);
    EXPECT_EQ(row.get<std::optional<std::string>>(11), std::nullopt);
    EXPECT_TRUE(row.get<std::vector<int>>(12).empty());
    EXPECT_EQ(row.get<std::string>(13), "-12345678.0900");
}

TEST_F(DatabaseTest, PlansOnceWhatReadsByKeys) {
    static constexpr Read kByKeys{R"sql(SELECT name FROM things WHERE id = ANY($1))sql"};
    static constexpr Read kList{Plan::each_time,
                                R"sql(SELECT name FROM things WHERE id = ANY($1) ORDER BY id LIMIT $2)sql"};
    static constexpr Read kPlansOfKeys{R"sql(
        SELECT statement, custom_plans, generic_plans FROM pg_prepared_statements WHERE statement = $1
    )sql"};
    static constexpr Read kPlansOfLists{Lane::lists, R"sql(
        SELECT statement, custom_plans, generic_plans FROM pg_prepared_statements WHERE statement = $1
    )sql"};
    struct Plans {
        std::string statement;
        std::int64_t custom_plans;
        std::int64_t generic_plans;
    };
    const std::vector<std::int64_t> ids{1};
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(query(kByKeys, ids));
        ASSERT_TRUE(query(kList, ids, 5));
    }
    const auto plans = [](const Result<Rows>& rows) {
        const auto found = rows.value().front().to<Plans>();
        return std::pair(found.custom_plans, found.generic_plans);
    };
    EXPECT_EQ(plans(query(kPlansOfKeys, kByKeys.sql)), std::pair(std::int64_t(0), std::int64_t(3)));
    EXPECT_EQ(plans(query(kPlansOfLists, kList.sql)), std::pair(std::int64_t(3), std::int64_t(0)));
}

TEST_F(DatabaseTest, PlansAnewOnlyWhatSaysSoWithinATransaction) {
    static constexpr Read kMode{R"sql(SELECT CURRENT_SETTING('plan_cache_mode') || $1)sql"};
    static constexpr Read kWeighed{Plan::each_time,
                                   R"sql(SELECT CURRENT_SETTING('plan_cache_mode') || $1 LIMIT 1)sql"};
    static constexpr Write kFails{R"sql(SELECT 1 / $1::INTEGER)sql"};
    // The connection has heard from the server.
    ASSERT_TRUE(run(database().transaction(context, [](Transaction& tx) -> Task<Result<void>> {
        co_await ok(tx.query(kMode, "!"));
        co_return {};
    })));
    std::vector<std::string> modes;
    const auto look = [&](Transaction& tx, bool fail) -> Task<Result<void>> {
        const auto first = tx.queue(kMode, "!");
        const auto weighed = tx.queue(kWeighed, "!");
        const auto same_trip = tx.queue(kMode, "!");
        const auto last = tx.queue(kWeighed, "!");
        co_await ok(tx.flush());
        const auto next_trip = co_await ok(tx.query(kMode, "!"));
        const auto again = co_await ok(tx.query(kWeighed, "!"));
        for (const auto* rows :
             {&first.rows(), &weighed.rows(), &same_trip.rows(), &last.rows(), &next_trip, &again}) {
            modes.push_back(rows->front().get<std::string>(0));
        }
        if (fail) co_await ok(tx.query(kFails, 0));
        co_return {};
    };
    // The second finds the connection as the first has left it.
    for (const bool fail : {true, false, false}) {
        modes.clear();
        EXPECT_EQ(
            run(database().transaction(context, [&](Transaction& tx) { return look(tx, fail); })).has_value(),
            !fail);
        const std::string kept = "force_generic_plan!", weighed = "force_custom_plan!";
        EXPECT_EQ(modes, (std::vector{kept, weighed, kept, weighed, kept, weighed}));
    }
}

// A schema ahead of the catalogue says what a database with the extension says; Citus itself is in no registry.
class CitusTest : public DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        temporary().execute(
            "CREATE SCHEMA extended CREATE VIEW pg_extension AS SELECT 'citus'::NAME AS extname");
        auto options = this->options();
        options.schema = "extended, pg_catalog, public";
        there_.emplace(loops(), budget(), options);
    }
    void TearDown() override {
        there_.reset();
        DatabaseTest::TearDown();
    }
    std::string mode(Database& database, const Statement& statement, const auto&... args) {
        const auto rows = run(database.query(context, statement, args...));
        return rows ? rows->front().template get<std::string>(0) : rows.error().message();
    }
    std::optional<Database> there_;
};

TEST_F(CitusTest, LeavesPlansToTheServerWhereCitusIs) {
    static constexpr Read kMode{R"sql(SELECT CURRENT_SETTING('plan_cache_mode'))sql"};
    static constexpr Read kModeWith{R"sql(SELECT CURRENT_SETTING('plan_cache_mode') || $1)sql"};
    static constexpr Read kWeighed{Plan::each_time,
                                   R"sql(SELECT CURRENT_SETTING('plan_cache_mode') || $1 LIMIT 1)sql"};
    static constexpr Write kMany{R"sql(
        INSERT INTO things (id, name)
        SELECT new.id, new.name FROM UNNEST($1::BIGINT[], $2::TEXT[]) AS new (id, name)
    )sql"};
    static constexpr Read kPlans{R"sql(
        SELECT custom_plans FROM pg_prepared_statements WHERE statement = $1
    )sql"};
    // Until the server has said that Citus is there, a list says for itself what it needs, which is right there too.
    EXPECT_EQ(mode(*there_, kWeighed, "!"), "force_custom_plan!");
    for (int i = 0; i < 2; ++i) {  // at a connection's first statement and after it
        EXPECT_EQ(mode(database(), kMode), "force_generic_plan");
        EXPECT_EQ(mode(database(), kModeWith, "!"), "force_generic_plan!");
        EXPECT_EQ(mode(database(), kWeighed, "!"), "force_custom_plan!");
        EXPECT_EQ(mode(*there_, kMode), "auto");
        EXPECT_EQ(mode(*there_, kModeWith, "!"), "auto!");
        EXPECT_EQ(mode(*there_, kWeighed, "!"), "auto!");
    }
    std::int64_t custom = 0;
    ASSERT_TRUE(run(there_->transaction(context, [&](Transaction& tx) -> Task<Result<void>> {
        const std::vector<std::int64_t> ids{1, 2};
        const std::vector<std::string> names{"a", "b"};
        co_await ok(tx.query(kMany, ids, names));
        const auto rows = co_await ok(tx.query(kPlans, kMany.sql));
        custom = rows.front().get<std::int64_t>(0);
        co_return {};
    })));
    EXPECT_EQ(custom, 1) << "planned with its values";
}

TEST_F(DatabaseTest, ReadsSumsAndTimesOfPostgres) {
    static constexpr Read kSums{R"sql(
        SELECT SUM(n::BIGINT), SUM(n::BIGINT) / 3.0, 0.00012::numeric, 'NaN'::numeric,
               '2026-01-31T09:30:00+08'::timestamptz, '2026-01-31'::date,
               '9f0e1d2c-0000-4000-8000-0123456789ab'::uuid, 1e20::numeric
        FROM generate_series(1, 100000) AS n
    )sql"};
    const auto rows = query(kSums);
    ASSERT_TRUE(rows);
    const auto row = rows->front();
    EXPECT_EQ(row.get<std::int64_t>(0), 5'000'050'000);
    EXPECT_THAT(row.get<std::string>(1), ::testing::StartsWith("1666683333.3333"));
    EXPECT_EQ(row.get<std::string>(2), "0.00012");
    EXPECT_EQ(row.get<std::string>(3), "NaN");
    EXPECT_EQ(format_rfc3339(row.get<Timestamp>(4)), "2026-01-31T01:30:00Z");
    EXPECT_EQ(format_rfc3339(row.get<Timestamp>(5)), "2026-01-31T00:00:00Z");
    EXPECT_EQ(row.get<std::string>(6), "9f0e1d2c-0000-4000-8000-0123456789ab");
    EXPECT_THROW(row.get<std::int64_t>(7), std::logic_error);
    EXPECT_THROW(row.get<int>(0), std::logic_error);
    EXPECT_THROW(row.get<std::string>(0 + 4), std::logic_error);
    EXPECT_THROW(row.get<int>(99), std::logic_error);
}

TEST_F(DatabaseTest, CountsAffectedRowsAndIteratesFoundOnes) {
    for (const int id : {1, 2, 3}) ASSERT_TRUE(query(kInsert, id, "thing"));
    static constexpr Write kRename{R"sql(UPDATE things SET name = $2 WHERE id <= $1)sql"};
    EXPECT_EQ(query(kRename, 2, "other")->affected(), 2);
    static constexpr Read kAll{R"sql(SELECT id, name FROM things ORDER BY id)sql"};
    const auto rows = query(kAll);
    std::vector<std::string> seen;
    struct Thing {
        int id;
        std::string name;
    };
    for (const auto& row : *rows) {
        const auto [id, name] = row.to<Thing>();
        seen.push_back(std::to_string(id) + name);
    }
    EXPECT_THAT(seen, ElementsAre("1other", "2other", "3thing"));
    EXPECT_EQ(query(kName, 99)->first<std::string>(), std::nullopt);
}

TEST_F(DatabaseTest, OneStatementWorksWithDifferentParameterTypes) {
    EXPECT_EQ(query(kAnswer, 1)->front().to<int>(), 2);
    EXPECT_EQ(query(kAnswer, std::int64_t(1) << 40)->front().to<std::int64_t>(), (std::int64_t(1) << 40) + 1);
    EXPECT_EQ(query(kAnswer, "5")->front().to<int>(), 6);
}

Task<void> ask(Database& database, CallContext& context, int number, int& right) {
    auto rows = co_await database.query(context, kAnswer, number);
    if (rows && rows->front().to<int>() == number + 1) ++right;
}

Task<void> ask_many(Database& database, CallContext& context, int count, int& right, int& refused) {
    runtime::TaskGroup group;
    auto fail_one = [](Database& db, CallContext& ctx, int& out) -> Task<void> {
        auto rows = co_await db.query(ctx, kBroken);
        if (!rows && rows.error().code() == Code::internal) ++out;
    };
    for (int i = 0; i < count; ++i) {
        group.start(ask(database, context, i, right));
        if (i % 10 == 0) group.start(fail_one(database, context, refused));
    }
    while (group.running() > 0) co_await runtime::sleep(1ms);
    co_await group.close();
}

TEST_F(DatabaseTest, PipelinedAnswersFindTheirCallersAndErrorsStayApart) {
    int right = 0, refused = 0;
    run(ask_many(database(), context, 1000, right, refused));
    EXPECT_EQ(right, 1000);
    EXPECT_EQ(refused, 100);
    EXPECT_EQ(database().stats().connections, 1U);
}

TEST_F(DatabaseTest, MapsViolatedConstraints) {
    ASSERT_TRUE(query(kInsert, 1, "one"));
    const auto again = query(kInsert, 1, "one");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code(), Code::conflict);
    EXPECT_TRUE(violates(again.error(), "things_pk"));
    EXPECT_FALSE(violates(again.error(), "other_pk"));
    static constexpr Write kTake{R"sql(UPDATE things SET amount = amount - 1 WHERE id = $1)sql"};
    const auto negative = query(kTake, 1);
    ASSERT_FALSE(negative);
    EXPECT_EQ(negative.error().code(), Code::precondition);
    EXPECT_TRUE(violates(negative.error(), "things_amount_ck"));
}

TEST_F(DatabaseTest, RefusesTextThatPostgresCannotStore) {
    EXPECT_EQ(query(kInsert, 1, std::string("a\0b", 3)).error().reason(), "INVALID_FIELD");
    EXPECT_EQ(query(kInsert, 1, "\xC3\x28").error().reason(), "INVALID_FIELD");
    EXPECT_EQ(query(kCount)->front().to<int>(), 0);
}

TEST_F(DatabaseTest, CarriesEightMegabytesBothWays) {
    const std::string large(8 << 20, 'x');
    ASSERT_TRUE(query(kInsert, 1, large));
    EXPECT_EQ(query(kName, 1)->front().to<std::string>(), large);
}

TEST_F(DatabaseTest, AStatementPastItsDeadlineIsCancelledAndTheNextOnesWork) {
    auto brief = context_with(100ms);
    const auto start = std::chrono::steady_clock::now();
    const auto slept = run(database().query(brief, kSleep, 30.0));
    ASSERT_FALSE(slept);
    EXPECT_EQ(slept.error().code(), Code::deadline);
    EXPECT_EQ(query(kAnswer, 1)->front().to<int>(), 2);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
    EXPECT_EQ(database().stats().timeouts, 1U);
    EXPECT_EQ(database().stats().cancels, 1U);
    EXPECT_EQ(database().stats().connects, 1U);
}

TEST_F(DatabaseTest, ACancelHarmsNobodyElse) {
    for (int round = 0; round < 20; ++round) {
        auto body = [](Database& db, CallContext& patient, CallContext& brief, int& right) -> Task<void> {
            runtime::TaskGroup group;
            auto sleeper = [](Database& inner, CallContext& ctx) -> Task<void> {
                co_await inner.query(ctx, kSleep, 0.03);
            };
            group.start(sleeper(db, brief));
            for (int i = 0; i < 50; ++i) group.start(ask(db, patient, i, right));
            while (group.running() > 0) co_await runtime::sleep(1ms);
            co_await group.close();
        };
        int right = 0;
        auto brief = context_with(10ms);
        run(body(database(), context, brief, right));
        ASSERT_EQ(right, 50);
    }
}

// Updates a row that a transaction has locked, and which it reads again outside before it ends.
Task<Result<Rows>> write_behind_a_lock(Database& database, CallContext& context) {
    bool locked = false;
    auto write = [&locked](Database& db, CallContext& ctx) -> Task<Result<Rows>> {
        static constexpr Write kRename{R"sql(UPDATE things SET name = 'new' WHERE id = $1)sql"};
        while (!locked) co_await runtime::sleep(1ms);
        co_return co_await db.query(ctx, kRename, 1);
    };
    auto hold = [&locked](Database& db, CallContext& ctx) -> Task<Result<void>> {
        auto body = [&](Transaction& tx) -> Task<Result<void>> {
            static constexpr Write kLock{R"sql(SELECT id FROM things WHERE id = $1 FOR UPDATE)sql"};
            if (auto done = co_await tx.query(kLock, 1); !done) co_return fail(done.error());
            locked = true;
            while (db.stats().in_flight == 0) co_await runtime::sleep(1ms);
            co_await runtime::sleep(20ms);
            if (auto read = co_await db.query(ctx, kName, 1); !read) co_return fail(read.error());
            co_return Result<void>();
        };
        co_return co_await db.transaction(ctx, body);
    };
    auto [written, held] = co_await runtime::both(write(database, context), hold(database, context));
    if (!held) co_return fail(held.error());
    co_return std::move(written);
}

TEST_F(DatabaseTest, AWriteThatWaitsForALockHoldsUpNoRead) {
    ASSERT_TRUE(query(kInsert, 1, "old"));
    ASSERT_TRUE(run(write_behind_a_lock(database(), context)));
    EXPECT_EQ(query(kName, 1)->front().to<std::string>(), "new");
}

TEST_F(DatabaseTest, ALongReadGetsTheOthersAnotherConnection) {
    auto options = this->options();
    options.shared_connections = 2;
    Database two(loops(), budget(), options);
    auto body = [](Database& db, CallContext& ctx, CallContext& brief) -> Task<int> {
        auto sleeper = [](Database& inner, CallContext& its) -> Task<int> {
            (void)co_await inner.query(its, kSleep, 30.0);
            co_return 0;
        };
        auto quick = [](Database& inner, CallContext& its) -> Task<int> {
            int answered = 0;
            while (inner.stats().connections == 0) co_await runtime::sleep(1ms);
            co_await runtime::sleep(100ms);
            for (int i = 0; i < 20; ++i) {
                auto rows = co_await inner.query(its, kAnswer, i);
                if (rows) ++answered;
            }
            co_return answered;
        };
        auto [slept, answered] = co_await runtime::both(sleeper(db, brief), quick(db, ctx));
        co_return answered;
    };
    auto brief = context_with(5s);
    EXPECT_EQ(run(body(two, context, brief)), 20);
    EXPECT_EQ(two.stats().connects, 2U);
}

TEST_F(DatabaseTest, ReadsSeveralThingsInOneRoundTrip) {
    ASSERT_TRUE(query(kInsert, 1, "one"));
    static constexpr Read kTransaction{R"sql(SELECT txid_current())sql"};
    const auto rows = run(database().query_all(context, ask(kTransaction), ask(kName, 1), ask(kTransaction)));
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 3U);
    EXPECT_EQ((*rows)[1].front().to<std::string>(), "one");
    EXPECT_EQ((*rows)[0].front().to<std::int64_t>(), (*rows)[2].front().to<std::int64_t>());
}

TEST_F(DatabaseTest, OfSeveralReadsTheFirstFailureIsTheAnswer) {
    const auto broken = run(database().query_all(context, ask(kAnswer, 1), ask(kBroken), ask(kAnswer, 2)));
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().metadata().at("sqlstate"), "42P01");
    EXPECT_EQ(query(kAnswer, 1)->front().to<int>(), 2) << "later ones are not harmed";
}

TEST_F(DatabaseTest, SeveralReadsSurviveAChangeOfTheTableOfOneOfThem) {
    static constexpr Read kAmount{R"sql(SELECT amount FROM things WHERE id = $1)sql"};
    ASSERT_TRUE(query(kInsert, 1, "x"));
    ASSERT_TRUE(run(database().query_all(context, ask(kAnswer, 1), ask(kAmount, 1))));
    temporary().execute("ALTER TABLE things ALTER COLUMN amount TYPE NUMERIC");
    EXPECT_TRUE(run(database().query_all(context, ask(kAnswer, 1), ask(kAmount, 1))));
}

TEST_F(DatabaseTest, AnExpiredCallIsNotSent) {
    auto late = context_with(0ms);
    EXPECT_EQ(run(database().query(late, kInsert, 1, "x")).error().code(), Code::deadline);
    EXPECT_EQ(query(kCount)->front().to<int>(), 0);
}

TEST_F(DatabaseTest, SurvivesAChangeOfTheTableUnderAPreparedStatement) {
    static constexpr Read kAmount{R"sql(SELECT amount FROM things WHERE id = $1)sql"};
    ASSERT_TRUE(query(kInsert, 1, "x"));
    EXPECT_EQ(query(kAmount, 1)->front().to<std::int64_t>(), 0);
    temporary().execute("ALTER TABLE things ALTER COLUMN amount TYPE NUMERIC");
    EXPECT_EQ(query(kAmount, 1)->front().to<std::int64_t>(), 0);
    temporary().execute("ALTER TABLE things ALTER COLUMN amount TYPE BIGINT");
    auto body = [](Transaction& tx) -> Task<Result<std::int64_t>> {
        auto rows = co_await tx.query(kAmount, 1);
        if (!rows) co_return fail(rows.error());
        co_return rows->front().to<std::int64_t>();
    };
    EXPECT_EQ(run(database().transaction(context, body)).value(), 0);
    temporary().execute("ALTER TABLE things ALTER COLUMN amount TYPE NUMERIC");
    EXPECT_EQ(run(database().transaction(context, body)).value(), 0);
}

TEST_F(DatabaseTest, SessionsAreInUtcAndNamed) {
    static constexpr Read kSession{
        R"sql(SELECT current_setting('TimeZone'), current_setting('application_name'))sql"};
    const auto rows = query(kSession);
    EXPECT_EQ(rows->front().get<std::string>(0), "UTC");
    EXPECT_EQ(rows->front().get<std::string>(1), "ecommerce-test");
}

// Writes down what it is told.
class Recorder final : public Observer {
public:
    void statement_ended(const CallContext&, std::string_view database, std::string_view sql,
                         const StatementTime&, const Error* failure) override {
        seen.push_back(std::string(database) + ": " + std::string(sql.substr(0, 6)) +
                       (failure ? " failed" : ""));
    }
    void transaction_ended(const CallContext&, std::string_view, int attempts,
                           std::chrono::steady_clock::duration, const Error* failure) override {
        seen.push_back("transaction " + std::to_string(attempts) + (failure ? " failed" : ""));
    }
    std::vector<std::string> seen;
};

TEST_F(DatabaseTest, TellsItsObserverWhatEnded) {
    Recorder recorder;
    Database watched(loops(), budget(), options(), &recorder);
    ASSERT_TRUE(run(watched.query(context, kAnswer, 1)));
    EXPECT_FALSE(run(watched.query(context, kBroken)));
    auto body = [](Transaction& tx) -> Task<Result<void>> {
        if (auto done = co_await tx.query(kInsert, 1, "x"); !done) co_return fail(done.error());
        tx.queue(kInsert, 1, "x");
        co_return Result<void>();
    };
    EXPECT_FALSE(run(watched.transaction(context, body)));
    EXPECT_THAT(recorder.seen, ElementsAre("test: SELECT", "test: SELECT failed", "test: INSERT",
                                           "test: INSERT failed", "transaction 1 failed"));
    EXPECT_EQ(watched.stats().failures, 2U);
    EXPECT_EQ(watched.stats().rollbacks, 1U);
}

TEST_F(DatabaseTest, ASourceThatMakesNoSenseIsRefusedWithoutShowingIt) {
    auto bad = options();
    bad.source = "postgresql://user:secret@[host/";
    try {
        Database refused(loops(), budget(), bad);
        FAIL();
    } catch (const std::invalid_argument& e) {
        EXPECT_EQ(std::string(e.what()).find("secret"), std::string::npos);
    }
}

}  // namespace
}  // namespace ecommerce::postgres
