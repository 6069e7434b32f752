// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/buckets.h"

#include <gtest/gtest.h>

namespace ecommerce::gateway {
namespace {

using namespace std::chrono_literals;

TEST(LocalBucket, GivesTheWholeWindowAtOnceAndThenItsPace) {
    const Limit limit{.requests = 4, .window = 1s};
    LocalBucket bucket;
    const SteadyTime start{1h};
    for (int left = 3; left >= 0; --left) EXPECT_EQ(bucket.take(limit, start).remaining, left);
    const auto refused = bucket.take(limit, start);
    EXPECT_FALSE(refused.admitted);
    EXPECT_EQ(refused.retry_after, 250ms);
    EXPECT_TRUE(bucket.take(limit, start + 250ms).admitted);
    EXPECT_FALSE(bucket.take(limit, start + 250ms).admitted);
    EXPECT_EQ(bucket.take(limit, start + 10s).remaining, 3);
}

}  // namespace
}  // namespace ecommerce::gateway
