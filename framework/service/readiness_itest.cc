// SPDX-License-Identifier: Apache-2.0
#include "framework/service/readiness.h"

#include <gtest/gtest.h>

#include "framework/postgres/bootstrap.h"
#include "framework/postgres/database.h"
#include "framework/redis/client.h"
#include "framework/runtime/spawn.h"
#include "framework/service/platform_migrations.h"
#include "framework/testing/run.h"
#include "framework/testing/servers.h"

namespace ecommerce::service {
namespace {

constexpr postgres::Migration kFirst[] = {
    {.version = 1, .title = "make_things", .up = "CREATE TABLE things (id BIGINT PRIMARY KEY)", .down = ""}};
constexpr postgres::Migration kBoth[] = {
    kFirst[0],
    {.version = 2, .title = "make_more", .up = "CREATE TABLE more (id BIGINT PRIMARY KEY)", .down = ""}};

// Servers of the test's own, which it may stop.
class Readiness : public ::testing::Test {
protected:
    void SetUp() override {
        const auto account = postgres::service_account("thing", "secret");
        ASSERT_TRUE(postgres::prepare_service(servers_.db_source(), account, platform_migrations(), kFirst));
        postgres::DatabaseOptions options;
        options.name = "thing";
        options.source = servers_.db_source();
        options.user = account.role;
        options.password = account.password;
        options.schema = account.schema;
        database_ = std::make_unique<postgres::Database>(loops_, budget_, options);
        redis::ClientOptions store;
        store.address = servers_.redis_address();
        store.password = servers_.redis_password();
        store_ = std::make_unique<redis::Client>(loops_, store);
    }
    bool holds(const rest::HealthCheck& check) {
        return testing::run(loops_, check.run(deadline_in(std::chrono::seconds(5)))).has_value();
    }
    // What is down is noticed within seconds, not at once.
    bool comes_to_hold(const rest::HealthCheck& check, bool wanted) {
        for (int i = 0; i < 1'000 && holds(check) != wanted; ++i) testing::run(loops_, pause());
        return holds(check) == wanted;
    }
    static Task<bool> pause() {
        co_await runtime::sleep(std::chrono::milliseconds(10));
        co_return true;
    }

    runtime::Loops loops_{1};
    testing::Servers servers_;
    postgres::ConnectionBudget budget_{4};
    std::unique_ptr<postgres::Database> database_;
    std::unique_ptr<redis::Client> store_;
};

TEST_F(Readiness, NeedsADatabaseThatAnswers) {
    const auto check = database_check({{database_.get(), kFirst}});
    EXPECT_TRUE(check.vital);
    EXPECT_TRUE(holds(check));
    servers_.stop(testing::Servers::Which::postgres);
    EXPECT_FALSE(holds(check));
    servers_.start(testing::Servers::Which::postgres);
    EXPECT_TRUE(comes_to_hold(check, true));
}

TEST_F(Readiness, NeedsEverySchemaAtLeastAsNewAsTheProgram) {
    EXPECT_TRUE(holds(schema_check({{database_.get(), kFirst}})));
    EXPECT_FALSE(holds(schema_check({{database_.get(), kFirst}, {database_.get(), kBoth}})));
    EXPECT_TRUE(holds(schema_check({{database_.get(), {}}}))) << "no tables of its own";
    const postgres::MigrationTarget target{.source = servers_.db_source(),
                                           .schema = postgres::schema_of("thing")};
    ASSERT_TRUE(postgres::migrate_up(target, kBoth));
    EXPECT_TRUE(holds(schema_check({{database_.get(), kBoth}})));
    EXPECT_TRUE(holds(schema_check({{database_.get(), kFirst}}))) << "a newer program has migrated it";
}

TEST_F(Readiness, WorksOnWithoutTheKeyValueStore) {
    const auto check = key_value_check(*store_);
    EXPECT_FALSE(check.vital);
    EXPECT_TRUE(comes_to_hold(check, true));
    servers_.stop(testing::Servers::Which::redis);
    EXPECT_TRUE(comes_to_hold(check, false));
}

}  // namespace
}  // namespace ecommerce::service
