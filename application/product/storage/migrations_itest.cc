// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/migrations.h"

#include <gtest/gtest.h>

#include "application/product/product_migrations.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::product {

namespace {

TEST(ProductMigrations, CarryStatesFromNumbersToNamesAndBack) {
    const testing::TemporaryDatabase database;
    const postgres::MigrationTarget target{database.source(), "public"};
    const auto every_state = [&] {
        return database.value(R"sql(
            SELECT (SELECT STRING_AGG(state::TEXT, ' ' ORDER BY id) FROM products) || ', ' ||
                   (SELECT STRING_AGG(status::TEXT, ' ' ORDER BY id) FROM reservations) || ', ' ||
                   (SELECT STRING_AGG(status::TEXT, ' ' ORDER BY id) FROM reservation_lines)
        )sql");
    };
    const std::string numbers = "1 2 3 4 5, 1 2 3, 1 2 3";
    const std::string names =
        "DRAFT IN_REVIEW ON_SALE REJECTED OFF_SHELF, OPEN RELEASED SOLD, OPEN RELEASED SOLD";

    ASSERT_TRUE(postgres::migrate_up(target, migrations().first(2)));
    database.execute(R"sql(
        INSERT INTO products (shop_id, category_id, name, subtitle, brand, description, tags, pictures, attributes,
                              options, currency_code, price_minor, max_price_minor, list_price_minor, sold_count,
                              state, reject_reason, version, created_at, updated_at)
        SELECT 1, 1, 'Mug', '', '', '', '{}', '[]', '[]', '[]', 'CNY', 1, 1, 0, 0, n, '', 1, NOW(), NOW()
        FROM GENERATE_SERIES(1, 5) AS n;
        INSERT INTO reservations (reservation_id, status, expires_at, created_at)
        SELECT 'c' || n, n, NOW(), NOW()
        FROM GENERATE_SERIES(1, 3) AS n;
        INSERT INTO reservation_lines (reservation_id, sku_id, quantity, status)
        SELECT 'c' || n, n, 1, n
        FROM GENERATE_SERIES(1, 3) AS n;
    )sql");
    ASSERT_EQ(every_state(), numbers);

    ASSERT_TRUE(postgres::migrate_up(target, migrations().first(3)));
    EXPECT_EQ(every_state(), names);
    ASSERT_TRUE(postgres::migrate_down(target, migrations().first(3), 1));
    EXPECT_EQ(every_state(), numbers);
    ASSERT_TRUE(postgres::migrate_up(target, migrations()));
    EXPECT_EQ(every_state(), names);
}

}  // namespace
}  // namespace ecommerce::product
