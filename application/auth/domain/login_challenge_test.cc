// SPDX-License-Identifier: Apache-2.0
#include "application/auth/domain/login_challenge.h"

#include <gtest/gtest.h>

namespace ecommerce::auth {

namespace {

constexpr auto kKey = "0123456789abcdef0123456789abcdef";
const Timestamp kNow{std::chrono::seconds(1'700'000'000)};

LoginChallenge some() {
    return {.challenge_id = "one",
            .user_id = 7,
            .access_version = 3,
            .factor_id = "factor",
            .device = "",
            .expires_at = kNow + std::chrono::minutes(5)};
}

TEST(LoginChallenge, ComesBackAsItWas) {
    const SealedBox box(kKey);
    const LoginChallengeCodec codec(box);
    const auto back = codec.read(codec.write(some()), kNow);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->challenge_id, "one");
    EXPECT_EQ(back->user_id, 7);
    EXPECT_EQ(back->access_version, 3);
    EXPECT_EQ(back->factor_id, "factor");
    EXPECT_EQ(back->device, "");
    EXPECT_EQ(back->expires_at, some().expires_at);
}

TEST(LoginChallenge, IsOverInTime) {
    const SealedBox box(kKey);
    const LoginChallengeCodec codec(box);
    const auto token = codec.write(some());
    EXPECT_TRUE(codec.read(token, some().expires_at - std::chrono::microseconds(1)));
    EXPECT_FALSE(codec.read(token, some().expires_at));
}

TEST(LoginChallenge, WhatOthersMadeIsNone) {
    const SealedBox box(kKey);
    const SealedBox other("another key of thirty-two bytes!");
    const LoginChallengeCodec codec(box);
    EXPECT_FALSE(codec.read(LoginChallengeCodec(other).write(some()), kNow));
    auto token = codec.write(some());
    token[token.size() / 2] = token[token.size() / 2] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(codec.read(token, kNow));
    EXPECT_FALSE(codec.read("", kNow));
}

}  // namespace
}  // namespace ecommerce::auth
