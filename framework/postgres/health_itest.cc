// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/health.h"

#include <functional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/postgres/admin_session.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::postgres {
namespace {

using detail::AdminSession;
using ::testing::Contains;
using ::testing::HasSubstr;

class HealthTest : public testing::PostgresFixture {
protected:
    void SetUp() override {
        PostgresFixture::SetUp();
        temporary().execute("CREATE TABLE goods (id BIGINT PRIMARY KEY, name TEXT NOT NULL);"
                            "CREATE INDEX goods_name_ix ON goods (name);"
                            "INSERT INTO goods SELECT g, 'good ' || g FROM GENERATE_SERIES(1, 1000) AS g");
    }
    HealthReport report(const HealthLimits& limits = {}) {
        return examine_health(temporary().source(), limits).value();
    }
    // Statistics and waits come a little later than what they tell of.
    std::string text_of(const HealthLimits& limits, const std::string& check, const std::string& wanted) {
        for (;;) {
            std::string texts;
            for (const auto& finding : report(limits).findings) {
                if (finding.check == check) texts += finding.text + " " + finding.remedy + "\n";
            }
            if (texts.find(wanted) != std::string::npos) return texts;
            std::this_thread::yield();
        }
    }
    AdminSession session() { return AdminSession::open(temporary().source(), "").value(); }
};

TEST_F(HealthTest, NamesTheSessionThatOthersWaitFor) {
    auto holder = session();
    auto first = session();
    ASSERT_TRUE(holder.run("BEGIN"));
    ASSERT_TRUE(holder.run("UPDATE goods SET name = 'x' WHERE id = 1"));
    const auto pid = holder.run("SELECT PG_BACKEND_PID()").value()[0][0];
    ASSERT_TRUE(first.run("BEGIN"));
    ASSERT_TRUE(first.run("UPDATE goods SET name = 'y' WHERE id = 2"));
    // A chain: the last waits for the first, which waits for the holder.
    std::thread waiter([&] { (void)first.run("UPDATE goods SET name = 'y' WHERE id = 1"); });
    std::thread last([this] {
        auto second = session();
        (void)second.run("UPDATE goods SET name = 'z' WHERE id = 2");
    });
    HealthLimits limits;
    limits.lock_wait = std::chrono::seconds(0);
    const auto said = text_of(limits, "locks", "2 session(s) wait for a lock of session " + pid);
    EXPECT_THAT(said, HasSubstr("idle in transaction"));
    EXPECT_THAT(said, HasSubstr("pg_terminate_backend(" + pid + ")"));
    EXPECT_TRUE(report(limits).wrong());
    ASSERT_TRUE(holder.run("ROLLBACK"));
    waiter.join();
    ASSERT_TRUE(first.run("ROLLBACK"));
    last.join();
}

TEST_F(HealthTest, NamesForgottenTransactions) {
    auto forgotten = session();
    ASSERT_TRUE(forgotten.run("BEGIN"));
    ASSERT_TRUE(forgotten.run("SELECT 1 FROM goods"));
    const auto pid = forgotten.run("SELECT PG_BACKEND_PID()").value()[0][0];
    HealthLimits limits;
    limits.transaction = limits.idle_transaction = std::chrono::seconds(0);
    EXPECT_THAT(text_of(limits, "transactions", "session " + pid), HasSubstr("idle in transaction"));
}

TEST_F(HealthTest, NamesIndexesThatNobodyReads) {
    HealthLimits limits;
    limits.unused_index_bytes = 1;
    const auto said = text_of(limits, "indexes", "public.goods_name_ix");
    EXPECT_THAT(said, ::testing::Not(HasSubstr("goods_pkey"))) << "it keeps ids apart";
}

TEST_F(HealthTest, AdvisesToVacuumAndToReindex) {
    temporary().execute("ALTER TABLE goods SET (autovacuum_enabled = FALSE); ANALYZE goods");
    for (int i = 0; i < 6; ++i)
        temporary().execute("UPDATE goods SET name = name || ' ' || " + std::to_string(i));
    HealthLimits limits;
    limits.dead_rows = 100;
    limits.bloated_index_bytes = 1;
    EXPECT_THAT(text_of(limits, "dead rows", "public.goods"), HasSubstr("last vacuumed: never"));
    EXPECT_THAT(text_of(limits, "statistics", "public.goods"), HasSubstr("ANALYZE public.goods"));
    temporary().execute("ANALYZE goods");
    EXPECT_THAT(text_of(limits, "indexes", "REINDEX INDEX CONCURRENTLY public.goods_name_ix"),
                HasSubstr("would do"));
}

TEST_F(HealthTest, CallsSettingsThatLoseDataWrong) {
    temporary().execute("ALTER DATABASE " + session().database() + " SET synchronous_commit = off");
    const auto said = text_of({}, "settings", "synchronous_commit is off");
    EXPECT_THAT(said, HasSubstr("forgets purchases"));
}

TEST_F(HealthTest, FiguresAreThereAndWhatIsHiddenIsSaid) {
    const auto all = report();
    std::vector<std::string> names;
    for (const auto& figure : all.figures) names.push_back(figure.name);
    EXPECT_THAT(names, Contains("database"));
    EXPECT_THAT(names, Contains("connections"));
    EXPECT_THAT(names, Contains("table public.goods"));
    EXPECT_THAT(all.unseen,
                ::testing::Each(::testing::AnyOf(HasSubstr("pg_stat_statements"), HasSubstr("pg_monitor"))));
}

TEST_F(HealthTest, AServerThatIsNotThereIsAnError) {
    const auto report = examine_health("postgresql://nobody@127.0.0.1:1/none", {});
    ASSERT_FALSE(report);
    EXPECT_THAT(report.error().message(), HasSubstr("Cannot connect"));
}

}  // namespace
}  // namespace ecommerce::postgres
