// SPDX-License-Identifier: Apache-2.0
#include "framework/call/client_network.h"

#include <gtest/gtest.h>

namespace ecommerce {
namespace {

TEST(ClientNetwork, CountsAnIpv6NetworkAsOneClient) {
    EXPECT_EQ(client_network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(client_network("2001:db8:1:2::9"), "2001:db8:1:2::/64");
    EXPECT_EQ(client_network("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(client_network("::ffff:192.0.2.7"), "::ffff:192.0.2.7");
}

}  // namespace
}  // namespace ecommerce
