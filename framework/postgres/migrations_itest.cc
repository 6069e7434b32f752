// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/migrations.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/postgres/postgres_migrations.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::postgres {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Migration kTwo[] = {
    {1, "create_shops",
     "CREATE TABLE shops (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL); CREATE INDEX shops_name_idx ON shops (name);",
     "DROP TABLE shops;"},
    {2, "add_city",
     "BEGIN; ALTER TABLE shops ADD COLUMN city TEXT; INSERT INTO shops (name) VALUES ('a;b'); COMMIT;",
     "ALTER TABLE shops DROP COLUMN city;"},
};

class MigrationsTest : public ::testing::Test {
protected:
    void SetUp() override { database.execute("CREATE SCHEMA shop_service"); }
    MigrationTarget target() const { return {database.source(), "shop_service"}; }

    testing::TemporaryDatabase database;
};

TEST_F(MigrationsTest, GoUpOnceAndDownAgain) {
    EXPECT_THAT(migration_state(target(), kTwo)->pending, ElementsAre(1, 2));
    EXPECT_EQ(migrate_up(target(), kTwo).value(), 2);
    EXPECT_EQ(migrate_up(target(), kTwo).value(), 0);
    const auto state = migration_state(target(), kTwo).value();
    EXPECT_EQ(state.version, 2U);
    EXPECT_FALSE(state.dirty);
    EXPECT_THAT(state.pending, IsEmpty());
    EXPECT_EQ(database.value("SELECT name FROM shop_service.shops WHERE city IS NULL"), "a;b");

    EXPECT_EQ(migrate_down(target(), kTwo, 1).value(), 1);
    EXPECT_EQ(migration_state(target(), kTwo)->version, 1U);
    EXPECT_EQ(migrate_down(target(), kTwo, 10).value(), 1);
    EXPECT_EQ(migration_state(target(), kTwo)->version, 0U);
    EXPECT_EQ(database.value("SELECT TO_REGCLASS('shop_service.shops') IS NULL"), "t");
}

TEST_F(MigrationsTest, KeepTheVersionWhereGolangMigrateKeepsIt) {
    ASSERT_TRUE(migrate_up(target(), kTwo));
    EXPECT_EQ(database.value("SELECT version || ',' || dirty FROM shop_service.schema_migrations"),
              "2,false");
    EXPECT_EQ(
        database.value(
            "SELECT STRING_AGG(attname || ' ' || FORMAT_TYPE(atttypid, NULL), ',' ORDER BY attnum)"
            " FROM pg_attribute WHERE attrelid = 'shop_service.schema_migrations'::regclass AND attnum > 0"),
        "version bigint,dirty boolean");
}

TEST_F(MigrationsTest, AFailedFileLeavesNothingBehind) {
    static constexpr Migration kBroken[] = {
        kTwo[0], {2, "break", "CREATE TABLE half (id BIGINT); SELECT nonsense FROM half;", ""}};
    const auto done = migrate_up(target(), kBroken);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().reason(), "MIGRATION_FAILED");
    EXPECT_THAT(done.error().message(),
                HasSubstr("000002_break.up.sql of schema shop_service failed in statement 2"));
    const auto state = migration_state(target(), kBroken).value();
    EXPECT_EQ(state.version, 1U);
    EXPECT_FALSE(state.dirty);
    EXPECT_EQ(database.value("SELECT TO_REGCLASS('shop_service.half') IS NULL"), "t");
    EXPECT_EQ(migrate_up(target(), kTwo).value(), 1) << "the repaired file runs";
}

TEST_F(MigrationsTest, AFileThatNeedsNoTransactionRunsOutsideAndShowsWhenItFailed) {
    static constexpr Migration kConcurrently[] = {
        kTwo[0],
        {2, "index", "CREATE INDEX CONCURRENTLY shops_id_idx ON shops (id);",
         "DROP INDEX CONCURRENTLY shops_id_idx;"},
        {3, "break", "CREATE INDEX CONCURRENTLY shops_x_idx ON shops (x);", ""},
    };
    const auto done = migrate_up(target(), kConcurrently);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message(), HasSubstr("000003_break"));
    EXPECT_TRUE(migration_state(target(), kConcurrently)->dirty);

    const auto refused = migrate_up(target(), kConcurrently);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason(), "MIGRATION_DIRTY");
    EXPECT_EQ(migrate_down(target(), kConcurrently, 1).error().reason(), "MIGRATION_DIRTY");

    ASSERT_TRUE(force_version(target(), 2));
    EXPECT_EQ(migrate_down(target(), kConcurrently, 1).value(), 1);
    EXPECT_EQ(migration_state(target(), kConcurrently)->version, 1U);
}

TEST_F(MigrationsTest, AMigrationWithoutADownFileIsOneWay) {
    static constexpr Migration kOneWay[] = {{1, "only_up", "CREATE TABLE t (id BIGINT)", ""}};
    ASSERT_TRUE(migrate_up(target(), kOneWay));
    EXPECT_EQ(migrate_down(target(), kOneWay, 1).error().reason(), "MIGRATION_ONE_WAY");
    EXPECT_EQ(migrate_down(target(), {}, 1).error().reason(), "MIGRATION_UNKNOWN");
}

TEST_F(MigrationsTest, ManyProcessesAtOnceRunEachFileOnce) {
    static constexpr Migration kThree[] = {
        kTwo[0], kTwo[1], {3, "index", "CREATE INDEX CONCURRENTLY shops_city_idx ON shops (city);", ""}};
    std::vector<Result<int>> results(6, 0);
    {
        std::vector<std::jthread> threads;
        for (auto& result : results) threads.emplace_back([&] { result = migrate_up(target(), kThree); });
    }
    int sum = 0;
    for (const auto& result : results) {
        ASSERT_TRUE(result) << result.error().message();
        sum += *result;
    }
    EXPECT_EQ(sum, 3);
    EXPECT_EQ(database.value("SELECT COUNT(*) FROM shop_service.shops"), "1");
}

TEST_F(MigrationsTest, ThePlatformsOwnTablesComeAndGo) {
    auto platform = target();
    platform.version_table = kPlatformVersionTable;
    const int count = int(migrations().size());
    EXPECT_EQ(migrate_up(platform, migrations()).value(), count);
    EXPECT_EQ(migrate_up(target(), kTwo).value(), 2);
    EXPECT_EQ(database.value("SELECT TO_REGCLASS('shop_service.idempotency_keys') IS NULL"), "f");
    EXPECT_EQ(migrate_down(platform, migrations(), count).value(), count);
    EXPECT_EQ(database.value("SELECT TO_REGCLASS('shop_service.idempotency_keys') IS NULL"), "t");
}

TEST_F(MigrationsTest, OfSeveralPartsAreJoinedByVersion) {
    static constexpr Migration kOdd[] = {{1, "a", "", ""}, {3, "c", "", ""}};
    static constexpr Migration kEven[] = {{2, "b", "", ""}};
    std::vector<std::uint64_t> versions;
    for (const auto& migration : join_migrations({kOdd, kEven})) versions.push_back(migration.version);
    EXPECT_THAT(versions, ::testing::ElementsAre(1, 2, 3));
    EXPECT_THROW((void)join_migrations({kOdd, kEven, kEven}), std::logic_error);
}

TEST_F(MigrationsTest, SayWhyTheyCannotConnect) {
    const auto done = migrate_up({"postgresql://nobody:secret@127.0.0.1:1/none", "shop_service"}, kTwo);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code(), Code::unavailable);
    EXPECT_THAT(done.error().message(), HasSubstr("Cannot connect"));
    EXPECT_THAT(done.error().message(), ::testing::Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace ecommerce::postgres
