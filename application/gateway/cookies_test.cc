// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/cookies.h"

#include <gtest/gtest.h>

namespace ecommerce::gateway {
namespace {

TEST(Cookies, AreFoundByTheirWholeName) {
    EXPECT_EQ(find_cookie("a=1; b=2;c=3", "b"), "2");
    EXPECT_EQ(find_cookie("a=1; b=2;c=3", "c"), "3");
    EXPECT_EQ(find_cookie("ab=1", "a"), "");
    EXPECT_EQ(find_cookie("xa=1; a=2", "a"), "2");
    EXPECT_EQ(find_cookie("a", "a"), "");
    EXPECT_EQ(find_cookie("", "a"), "");
}

TEST(Cookies, AreOutOfReachOfScriptsAndOtherSites) {
    EXPECT_EQ(cookie_field("n", "v", "/p", std::chrono::seconds(5), false),
              "n=v; Path=/p; HttpOnly; SameSite=Strict; Max-Age=5");
    EXPECT_EQ(cookie_field("n", "", "/p", std::chrono::seconds(0), true),
              "n=; Path=/p; HttpOnly; SameSite=Strict; Max-Age=0; Secure");
}

}  // namespace
}  // namespace ecommerce::gateway
