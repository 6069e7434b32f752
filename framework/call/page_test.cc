// SPDX-License-Identifier: Apache-2.0
#include "framework/call/page.h"

#include <gtest/gtest.h>

namespace ecommerce {
namespace {

TEST(Page, TokenReadsBackAnyKey) {
    const std::vector<std::string> key{"1299", "a|b:c", "", std::string("\0x", 2)};
    EXPECT_EQ(read_page_token("products by price", 4, page_token("products by price", key)).value(), key);
    EXPECT_EQ(read_id_page_token("orders", id_page_token("orders", 42)).value(), 42);
}

TEST(Page, FirstPageHasNoKey) {
    EXPECT_TRUE(read_page_token("x", 2, "").value().empty());
    EXPECT_EQ(read_id_page_token("x", "").value(), 0);
}

TEST(Page, RefusesTokensOfOtherListsAndNonsense) {
    const auto token = page_token("orders", {"1", "2"});
    EXPECT_FALSE(read_page_token("products", 2, token));
    EXPECT_FALSE(read_page_token("orders", 1, token));
    for (const char* bad : {"x", "zz", "00", "6f72646572737c", "6f72646572737c393a31"}) {
        EXPECT_EQ(read_page_token("orders", 1, bad).error().reason(), "INVALID_PAGE_TOKEN") << bad;
    }
    EXPECT_FALSE(read_id_page_token("orders", page_token("orders", {"-1"})));
    EXPECT_FALSE(read_id_page_token("orders", page_token("orders", {"1x"})));
}

TEST(Page, SizeIsBounded) {
    EXPECT_EQ(page_size(0), 20);
    EXPECT_EQ(page_size(7), 7);
    EXPECT_EQ(page_size(1000), 100);
}

}  // namespace
}  // namespace ecommerce
