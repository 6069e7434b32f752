// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/statement.h"

#include <gtest/gtest.h>

#include "framework/postgres/like.h"

namespace ecommerce::postgres {
namespace {

constexpr Piece kColumns = R"sql(id, status)sql";
constexpr Piece kOfOne = R"sql( FROM orders WHERE id = $1)sql";

TEST(Statement, IsJoinedFromPieces) {
    constexpr Read kFind{joined<R"sql(SELECT )sql", kColumns, kOfOne>};
    constexpr Write kLock{joined<R"sql(SELECT )sql", kColumns, kOfOne, R"sql( FOR UPDATE)sql">};
    EXPECT_STREQ(kFind.sql, "SELECT id, status FROM orders WHERE id = $1");
    EXPECT_STREQ(kLock.sql, "SELECT id, status FROM orders WHERE id = $1 FOR UPDATE");
}

TEST(Statement, IsWhatItsAuthorSays) {
    constexpr Read kRead{R"sql(SELECT id FROM orders)sql"};
    constexpr Write kWrite{R"sql(DELETE FROM orders WHERE id = $1)sql"};
    constexpr Read kList{Plan::each_time, R"sql(SELECT id FROM orders WHERE id > $1 LIMIT $2)sql"};
    static_assert(kRead.reads && kRead.plan == Plan::once);
    static_assert(!kWrite.reads && kWrite.plan == Plan::once);
    static_assert(kList.reads && kList.plan == Plan::each_time);
}

TEST(Like, TakesSignsForThemselves) {
    EXPECT_EQ(begins_with("50%_off\\"), "50\\%\\_off\\\\%");
    EXPECT_EQ(has_part("a_b"), "%a\\_b%");
    EXPECT_EQ(has_part(""), "%%");
}

}  // namespace
}  // namespace ecommerce::postgres
