// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/countries.h"

#include <gtest/gtest.h>

namespace ecommerce::user {
namespace {

TEST(Countries, AreThoseThatThereAre) {
    for (const auto* code : {"AD", "CN", "US", "GB", "TW", "ZW"}) EXPECT_TRUE(is_country(code)) << code;
    for (const auto* code : {"ZZ", "AA", "XX", "UK", "cn", "", "C", "CHN", "D ", " C", "E A"}) {
        EXPECT_FALSE(is_country(code)) << code;
    }
}

}  // namespace
}  // namespace ecommerce::user
