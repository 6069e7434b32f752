// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/migrations.h"

#include <gtest/gtest.h>

#include "application/user/user_migrations.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::user {

namespace {

TEST(UserMigrations, CarryStatesFromNumbersToNamesAndBack) {
    const testing::TemporaryDatabase database;
    const postgres::MigrationTarget target{database.source(), "public"};
    const auto every_state = [&] {
        return database.value(R"sql(
            SELECT (SELECT STRING_AGG(status::TEXT, ' ' ORDER BY id) FROM users) || ', ' ||
                   (SELECT STRING_AGG(status::TEXT, ' ' ORDER BY id) FROM shops)
        )sql");
    };
    const std::string numbers = "1 2 3, 1 2 3 4";
    const std::string names = "ACTIVE FROZEN CLOSED, PENDING OPEN REJECTED CLOSED";

    ASSERT_TRUE(postgres::migrate_up(target, migrations().first(4)));
    database.execute(R"sql(
        INSERT INTO users (email, nickname, phone, password_hash, roles, shop_id, status, status_reason, created_at,
                           updated_at)
        SELECT NULL, '', '', '', 0, 0, n, '', NOW(), NOW()
        FROM GENERATE_SERIES(1, 3) AS n;
        INSERT INTO shops (owner_user_id, name, description, logo_url, logo_width, logo_height, province, city,
                           contact_name, contact_phone, status, reject_reason, applied_at)
        SELECT n, 'Shop ' || n, '', '', 0, 0, '', '', '', '', n, '', NOW()
        FROM GENERATE_SERIES(1, 4) AS n;
    )sql");
    ASSERT_EQ(every_state(), numbers);

    ASSERT_TRUE(postgres::migrate_up(target, migrations().first(5)));
    EXPECT_EQ(every_state(), names);
    ASSERT_TRUE(postgres::migrate_down(target, migrations().first(5), 1));
    EXPECT_EQ(every_state(), numbers);
    ASSERT_TRUE(postgres::migrate_up(target, migrations()));
    EXPECT_EQ(every_state(), "ACTIVE FROZEN CLOSED, PENDING SUSPENDED REJECTED CLOSED")
        << "the open shop's owner is frozen";
    EXPECT_EQ(database.value("SELECT STRING_AGG(version::TEXT, ' ' ORDER BY id) FROM shops"), "1 2 1 1");
    ASSERT_TRUE(postgres::migrate_down(target, migrations(), int(migrations().size() - 5)));
    EXPECT_EQ(every_state(), names);
}

TEST(UserMigrations, TellShopsApartThatLookTheSame) {
    const testing::TemporaryDatabase database;
    const postgres::MigrationTarget target{database.source(), "public"};
    const auto before_fold = migrations().first(9);
    ASSERT_TRUE(postgres::migrate_up(target, before_fold));
    database.execute(R"sql(
        INSERT INTO shops (owner_user_id, name, description, logo_url, logo_width, logo_height, province, city,
                           contact_name, contact_phone, status, reject_reason, applied_at)
        SELECT n, (ARRAY['Tea house', 'ＴＥＡ  house', E'Tea house\u200B', 'Tea house'])[n], '', '', 0, 0, '', '', '',
               '', (ARRAY['OPEN', 'OPEN', 'PENDING', 'CLOSED'])[n], '', NOW()
        FROM GENERATE_SERIES(1, 4) AS n;
    )sql");
    ASSERT_TRUE(postgres::migrate_up(target, migrations()));
    EXPECT_EQ(database.value("SELECT STRING_AGG(name_folded, ' ' ORDER BY id) FROM shops"),
              "teahouse teahouse#2 teahouse#3 teahouse");
    ASSERT_TRUE(postgres::migrate_down(target, migrations(), int(migrations().size() - before_fold.size())));
}

}  // namespace
}  // namespace ecommerce::user
