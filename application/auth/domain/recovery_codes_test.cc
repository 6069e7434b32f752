// SPDX-License-Identifier: Apache-2.0
#include "application/auth/domain/recovery_codes.h"

#include <set>

#include <gmock/gmock.h>

namespace ecommerce::auth {

namespace {

TEST(RecoveryCodes, AreTenDifferentOnes) {
    const auto codes = new_recovery_codes();
    EXPECT_EQ(codes.size(), 10U);
    EXPECT_EQ(std::set(codes.begin(), codes.end()).size(), 10U);
    for (const auto& code : codes) EXPECT_THAT(code, testing::MatchesRegex("[A-Z2-7]{5}-[A-Z2-7]{5}"));
}

TEST(RecoveryCodes, AreTheSameHoweverTheyAreTyped) {
    EXPECT_EQ(plain_recovery_code("abcde-fghi2"), "ABCDEFGHI2");
    EXPECT_EQ(plain_recovery_code("ABCDEFGHI2"), "ABCDEFGHI2");
}

}  // namespace
}  // namespace ecommerce::auth
