// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/hmac.h"

#include <gtest/gtest.h>

namespace ecommerce::auth {
namespace {

// The second case of RFC 4231, section 4.
TEST(Hmac, IsTheOneOfTheStandard) {
    EXPECT_EQ(hmac_sha256_hex("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Hmac, ComparesWholeTexts) {
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}

}  // namespace
}  // namespace ecommerce::auth
