// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/statement.h"

#include <gtest/gtest.h>

#include "framework/postgres/like.h"

namespace ecommerce::postgres {
namespace {

constexpr Piece kColumns = "id, status";

TEST(Statement, IsJoinedFromPieces) {
    constexpr Statement kFind{joined<"SELECT ", kColumns, " FROM orders WHERE id = $1">};
    constexpr Statement kLock{joined<"SELECT ", kColumns, " FROM orders WHERE id = $1", " FOR UPDATE">};
    EXPECT_STREQ(kFind.sql, "SELECT id, status FROM orders WHERE id = $1");
    EXPECT_STREQ(kLock.sql, "SELECT id, status FROM orders WHERE id = $1 FOR UPDATE");
    static_assert(kFind.reads && !kLock.reads);
}

TEST(Statement, KnowsWhatOnlyReads) {
    static_assert(Statement{"SELECT id FROM orders"}.reads);
    static_assert(Statement{"  select deleted_at, updated FROM orders -- "}.reads);
    static_assert(Statement{"WITH a AS (SELECT 1) SELECT id FROM a"}.reads);
    static_assert(!Statement{"WITH a AS (DELETE FROM b RETURNING id) SELECT id FROM a"}.reads);
    static_assert(!Statement{"SELECT id FROM orders FOR UPDATE"}.reads);
    static_assert(!Statement{"SELECT id FROM orders for key share"}.reads);
    static_assert(!Statement{"SELECT pg_advisory_xact_lock($1)"}.reads);
    static_assert(!Statement{"INSERT INTO orders (id) VALUES ($1)"}.reads);
    static_assert(!Statement{"UPDATE orders SET a = (SELECT 1)"}.reads);
    static_assert(!Statement{"LOCK TABLE orders"}.reads);
    static_assert(!Statement{""}.reads);
}

TEST(Statement, KnowsWhatOnePlanSuits) {
    static_assert(Statement{"SELECT id FROM orders WHERE id = ANY($1) ORDER BY id"}.planned_once);
    static_assert(Statement{"INSERT INTO orders (id) VALUES ($1)"}.planned_once);
    static_assert(Statement{"SELECT speed_limit FROM roads WHERE id = $1"}.planned_once);
    static_assert(!Statement{"SELECT id FROM orders WHERE id > $1 ORDER BY id LIMIT $2"}.planned_once);
    static_assert(!Statement{"SELECT id FROM users WHERE name ilike $1"}.planned_once);
    static_assert(!Statement{"SELECT COUNT(*) FROM orders WHERE status = $1"}.planned_once);
}

TEST(Like, TakesSignsForThemselves) {
    EXPECT_EQ(begins_with("50%_off\\"), "50\\%\\_off\\\\%");
    EXPECT_EQ(has_part("a_b"), "%a\\_b%");
    EXPECT_EQ(has_part(""), "%%");
}

}  // namespace
}  // namespace ecommerce::postgres
