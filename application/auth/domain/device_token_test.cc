// SPDX-License-Identifier: Apache-2.0
#include "application/auth/domain/device_token.h"

#include <gtest/gtest.h>

namespace ecommerce::auth {
namespace {

TEST(DeviceToken, NamesTheDeviceToItsAccountAlone) {
    const DeviceTokenCodec codec(std::string(32, 'k'));
    const auto token = codec.write("d-1_x", "Me@Example.com");
    EXPECT_EQ(token.find("xample"), std::string::npos);
    EXPECT_EQ(codec.read(token, "me@example.COM"), "d-1_x");
    EXPECT_FALSE(codec.read(token, "you@example.com"));
}

TEST(DeviceToken, RefusesForgeries) {
    const DeviceTokenCodec ours(std::string(32, 'k'));
    const DeviceTokenCodec theirs(std::string(32, 'x'));
    const auto token = ours.write("d", "me@example.com");
    EXPECT_FALSE(theirs.read(token, "me@example.com"));
    EXPECT_FALSE(ours.read("e" + token.substr(1), "me@example.com"));
    EXPECT_FALSE(ours.read("", "me@example.com"));
    EXPECT_FALSE(ours.read(std::string(1000, '.'), "me@example.com"));
    // What is signed for something else.
    EXPECT_FALSE(ours.read(SignedText(std::string(32, 'k'), "refresh token").write("d.1"), "me@example.com"));
}

}  // namespace
}  // namespace ecommerce::auth
