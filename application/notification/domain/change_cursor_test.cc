// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/change_cursor.h"

#include <gtest/gtest.h>

namespace ecommerce::notification {
namespace {

using namespace std::chrono_literals;
using Ids = std::vector<std::int64_t>;

class ChangeCursorTest : public ::testing::Test {
protected:
    ChangeCursorTest() { cursor_.start(10); }

    const ChangeCursor::Time now_{};
    ChangeCursor cursor_;
};

TEST_F(ChangeCursorTest, AsksAgainForIdsThatWerePassedOver) {
    EXPECT_TRUE(cursor_.take(11, now_));
    EXPECT_TRUE(cursor_.take(14, now_));
    EXPECT_EQ(cursor_.last(), 14);
    EXPECT_EQ(cursor_.missing(now_), (Ids{12, 13}));
    EXPECT_TRUE(cursor_.take(12, now_));
    EXPECT_EQ(cursor_.missing(now_), Ids{13});
}

TEST_F(ChangeCursorTest, TakesEachIdOnce) {
    EXPECT_TRUE(cursor_.take(12, now_));
    EXPECT_TRUE(cursor_.take(11, now_));
    EXPECT_FALSE(cursor_.take(11, now_));
    EXPECT_FALSE(cursor_.take(12, now_));
    EXPECT_FALSE(cursor_.take(9, now_)) << "from before the start";
}

TEST_F(ChangeCursorTest, GivesUpIdsOfTransactionsThatWereRolledBack) {
    EXPECT_TRUE(cursor_.take(12, now_));
    EXPECT_EQ(cursor_.missing(now_ + ChangeCursor::kPatience), Ids{11});
    EXPECT_EQ(cursor_.missing(now_ + ChangeCursor::kPatience + 1s), Ids());
}

TEST_F(ChangeCursorTest, RemembersABoundedNumberOfThem) {
    EXPECT_TRUE(cursor_.take(1'000'000'000, now_));
    EXPECT_EQ(cursor_.missing(now_).size(), ChangeCursor::kMissingMost);
    EXPECT_TRUE(cursor_.take(1'000'000'100, now_));
    const auto missing = cursor_.missing(now_);
    EXPECT_EQ(missing.size(), ChangeCursor::kMissingMost);
    EXPECT_EQ(missing.back(), 1'000'000'099);
}

}  // namespace
}  // namespace ecommerce::notification
