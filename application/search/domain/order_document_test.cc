// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/order_document.h"

#include <gtest/gtest.h>

namespace ecommerce::search {

namespace {

TEST(OrderDocument, TakesDigitsForANumber) {
    EXPECT_EQ(number_in(" 2026 1123-0001。"), "202611230001");
    EXPECT_EQ(number_in("２０２６１１２３"), "20261123");
    for (const auto* words : {"", "2026112", "iphone 20261123", "订单20261123", "!!!"})
        EXPECT_EQ(number_in(words), "") << words;
    EXPECT_EQ(number_in(std::string(41, '1')), "");
}

TEST(OrderDocument, IsFoundByItsNamesAndItsShop) {
    const auto terms = order_terms(
        {.shop_id = 11, .shop_name = "小店", .product_names = {"Kettle"}, .option_values = {"Red kettle"}});
    EXPECT_TRUE(terms.contains("skettle"));
    EXPECT_TRUE(terms.contains("s小店"));
    EXPECT_TRUE(terms.contains("ared"));
    EXPECT_FALSE(terms.contains("akettle"));
    EXPECT_TRUE(terms.contains(shop_term(11)));
}

}  // namespace

}  // namespace ecommerce::search
