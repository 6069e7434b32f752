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

TEST(AddressKey, CountsAnIpv6NetworkAsOneClient) {
    EXPECT_EQ(address_key("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(address_key("2001:db8:1:2::9"), "2001:db8:1:2::/64");
    EXPECT_EQ(address_key("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(address_key("::ffff:192.0.2.7"), "::ffff:192.0.2.7");
}

}  // namespace
}  // namespace ecommerce::gateway
