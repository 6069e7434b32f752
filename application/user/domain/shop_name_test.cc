// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/shop_name.h"

#include <gtest/gtest.h>

namespace ecommerce::user {
namespace {

TEST(ShopName, LooksTheSameFoldsTheSame) {
    for (const std::string same :
         {"Tea House", " tea  house ", "ＴＥＡ　ｈｏｕｓｅ", "Tea\u200b House", "Tea\u00a0House",
          "\u202eTea House\u202c", "TEAHOUSE", "Tea\tHouse\ufeff"}) {
        EXPECT_EQ(folded_name(same), "teahouse") << same;
    }
    EXPECT_EQ(folded_name("茶 馆\u200b"), "茶馆");
    EXPECT_NE(folded_name("茶馆"), folded_name("茶楼"));
}

TEST(ShopName, OfNothingToSeeIsEmpty) {
    for (const std::string nothing : {"", "  ", "\u200b\u200b", "\u3000\u3000", "\u2060 \ufe0f"}) {
        EXPECT_EQ(folded_name(nothing), "");
    }
}

}  // namespace
}  // namespace ecommerce::user
