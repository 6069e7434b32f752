// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/totp.h"

#include <gtest/gtest.h>

namespace ecommerce::auth {

namespace {

const std::string kSecret = "12345678901234567890";  // of the RFC's vectors

Timestamp at(std::int64_t seconds) {
    return Timestamp(std::chrono::seconds(seconds));
}

// RFC 6238, appendix B: the last six of its eight digits.
TEST(Totp, MakesTheCodesOfTheRfc) {
    EXPECT_EQ(totp_code(kSecret, totp_step(at(59))), "287082");
    EXPECT_EQ(totp_code(kSecret, totp_step(at(1111111109))), "081804");
    EXPECT_EQ(totp_code(kSecret, totp_step(at(1111111111))), "050471");
    EXPECT_EQ(totp_code(kSecret, totp_step(at(1234567890))), "005924");
    EXPECT_EQ(totp_code(kSecret, totp_step(at(2000000000))), "279037");
    EXPECT_EQ(totp_code(kSecret, totp_step(at(20000000000))), "353130");
}

TEST(Totp, TakesTheStepsBesideThePresentOne) {
    const auto now = at(1234567890);
    const auto step = totp_step(now);
    for (const auto near : {step - 1, step, step + 1}) {
        EXPECT_EQ(find_totp_step(kSecret, totp_code(kSecret, near), now, 0), near);
    }
    EXPECT_FALSE(find_totp_step(kSecret, totp_code(kSecret, step - 2), now, 0));
    EXPECT_FALSE(find_totp_step(kSecret, totp_code(kSecret, step + 2), now, 0));
}

TEST(Totp, ACodeIsOverOnceItsStepIsUsed) {
    const auto now = at(1234567890);
    const auto step = totp_step(now);
    EXPECT_FALSE(find_totp_step(kSecret, totp_code(kSecret, step), now, step));
    EXPECT_FALSE(find_totp_step(kSecret, totp_code(kSecret, step - 1), now, step));
    EXPECT_EQ(find_totp_step(kSecret, totp_code(kSecret, step + 1), now, step), step + 1);
}

TEST(Totp, WhatIsNoCodeFitsNothing) {
    const auto now = at(1234567890);
    for (const auto* code : {"", "05924", "0005924", "00592 ", "abcdef"}) {
        EXPECT_FALSE(find_totp_step(kSecret, code, now, 0)) << code;
    }
}

TEST(Totp, SecretsDiffer) {
    EXPECT_EQ(new_totp_secret().size(), 20U);
    EXPECT_NE(new_totp_secret(), new_totp_secret());
}

}  // namespace
}  // namespace ecommerce::auth
