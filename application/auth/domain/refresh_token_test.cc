// SPDX-License-Identifier: Apache-2.0
#include "application/auth/domain/refresh_token.h"

#include <gtest/gtest.h>

namespace ecommerce::auth {
namespace {

TEST(RefreshToken, ReadsBackWhatItWrote) {
    const RefreshTokenCodec codec(std::string(32, 'k'));
    const RefreshToken token{.session_id = "abc-_9", .generation = 17};
    EXPECT_EQ(codec.read(codec.write(token)), token);
}

TEST(RefreshToken, RefusesForgeries) {
    const RefreshTokenCodec ours(std::string(32, 'k'));
    const RefreshTokenCodec theirs(std::string(32, 'x'));
    const auto token = ours.write({.session_id = "abc", .generation = 2});
    EXPECT_FALSE(theirs.read(token));
    EXPECT_FALSE(ours.read("abc.1" + token.substr(5))) << "an earlier generation under the same MAC";
    EXPECT_FALSE(ours.read(""));
    EXPECT_FALSE(ours.read("a.b.c"));
    EXPECT_FALSE(ours.read(std::string(1000, '.')));
}

}  // namespace
}  // namespace ecommerce::auth
