// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/statement.h"

#include <gtest/gtest.h>

namespace ecommerce::postgres {
namespace {

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

}  // namespace
}  // namespace ecommerce::postgres
