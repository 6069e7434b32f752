// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/bootstrap.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/postgres/postgres_migrations.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::postgres {
namespace {

constexpr Migration kNotes[] = {{1, "create_notes",
                                 "CREATE TABLE notes (id BIGSERIAL PRIMARY KEY, text TEXT NOT NULL)",
                                 "DROP TABLE notes"}};
constexpr Write kAdd{R"sql(INSERT INTO notes (text) VALUES ($1) RETURNING id)sql"};
constexpr Read kRead{R"sql(SELECT text FROM notes)sql"};

class BootstrapTest : public testing::PostgresFixture {
protected:
    // Roles belong to the whole server, so the tests drop theirs.
    ServiceAccount account(const std::string& service) {
        roles_.push_back(role_of(service));
        return service_account(service, "a password for tests");
    }
    void TearDown() override {
        PostgresFixture::TearDown();
        const testing::TemporaryDatabase any;
        for (const auto& role : roles_) any.execute("DROP ROLE IF EXISTS " + role);
    }
    std::unique_ptr<Database> open(const ServiceAccount& account) {
        auto options = this->options();
        options.user = account.role;
        options.password = account.password;
        return std::make_unique<Database>(loops(), budget(), options);
    }

private:
    std::vector<std::string> roles_;
};

TEST_F(BootstrapTest, AServiceUsesItsOwnRowsAndNothingElse) {
    const auto first = account("bootone");
    const auto second = account("boottwo");
    ASSERT_EQ(prepare_service(source(), first, migrations(), kNotes).value(), int(migrations().size()) + 1);
    ASSERT_TRUE(prepare_service(source(), second, migrations(), kNotes));

    const auto own = open(first);
    EXPECT_EQ(run(own->query(context, kAdd, "mine"))->front().to<std::int64_t>(), 1);
    EXPECT_EQ(run(own->query(context, kRead))->front().to<std::string>(), "mine");

    for (const char* sql : {
             "SELECT text FROM boottwo_service.notes",
             "INSERT INTO boottwo_service.notes (text) VALUES ('x')",
             "CREATE TABLE mine (id BIGINT)",
             "CREATE TABLE public.mine (id BIGINT)",
             "DROP TABLE notes",
             "ALTER TABLE notes ADD COLUMN x TEXT",
             "TRUNCATE notes",
             "CREATE ROLE other",
             "SELECT rolpassword FROM pg_authid",
         }) {
        const auto refused = run(own->query(context, Write{sql}));
        ASSERT_FALSE(refused) << sql;
        EXPECT_EQ(refused.error().metadata().at("sqlstate"), "42501") << sql;
    }
}

TEST_F(BootstrapTest, MayRunAgainAndByManyAtOnce) {
    const auto service = account("boottwice");
    std::vector<Result<int>> results(4, 0);
    {
        std::vector<std::jthread> threads;
        for (auto& result : results)
            threads.emplace_back([&] { result = prepare_service(source(), service, migrations(), kNotes); });
    }
    int sum = 0;
    for (const auto& result : results) {
        ASSERT_TRUE(result) << result.error().message();
        sum += *result;
    }
    EXPECT_EQ(sum, int(migrations().size()) + 1);
    EXPECT_EQ(prepare_service(source(), service, migrations(), kNotes).value(), 0);
    EXPECT_TRUE(run(open(service)->query(context, kRead)));
}

TEST_F(BootstrapTest, GivesTheRoleAnotherPassword) {
    ASSERT_TRUE(prepare_service(source(), account("bootkey"), migrations(), kNotes));
    const auto changed = service_account("bootkey", "another password for tests");
    EXPECT_EQ(run(open(changed)->query(context, kRead)).error().reason(), "DATABASE_UNAVAILABLE");
    ASSERT_TRUE(bootstrap(source(), changed));
    EXPECT_TRUE(run(open(changed)->query(context, kRead)));
    EXPECT_FALSE(run(open(account("bootkey"))->query(context, kRead)));
}

TEST_F(BootstrapTest, WordsOfSqlMakePlainNames) {
    EXPECT_EQ(schema_of("order"), "order_service");
    EXPECT_EQ(role_of("user"), "ecommerce_user");
    const auto service = account("select");
    EXPECT_TRUE(prepare_service(source(), service, migrations(), kNotes));
}

}  // namespace
}  // namespace ecommerce::postgres
