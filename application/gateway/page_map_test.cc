// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/page_map.h"

#include <gtest/gtest.h>

namespace ecommerce::gateway {
namespace {

constexpr const char* kAddresses =
    "# The shop.\n/\n/cart\n/products/{id} /v1/products/{id}\n\n/orders/{order_no}\n";

TEST(PageMap, KnowsTheAddressesAndWhatTheyShow) {
    const auto map = PageMap::read(kAddresses);
    for (const char* path : {"/", "/cart", "/cart/", "/orders/A-1"}) {
        EXPECT_TRUE(map.find(path).known) << path;
        EXPECT_EQ(map.find(path).shows, "") << path;
    }
    EXPECT_EQ(map.find("/products/42").shows, "/v1/products/42");
    EXPECT_EQ(map.find("/products/42/").shows, "/v1/products/42");
}

TEST(PageMap, KnowsNoOthers) {
    const auto map = PageMap::read(kAddresses);
    for (const char* path : {"/no-such-page", "/products", "/products/1/2", "/products/..%2f1",
                             "/products/1%3Fa", "/products/%E6%89%8B", "/cart/x", "//cart"}) {
        EXPECT_FALSE(map.find(path).known) << path;
    }
}

TEST(PageMap, RefusesLinesThatAreNone) {
    for (const char* line : {"/a /v1/a /v1/b", "cart", "/a/{", "/a\n/a"}) {
        EXPECT_THROW(PageMap::read(line), std::runtime_error) << line;
    }
}

}  // namespace
}  // namespace ecommerce::gateway
