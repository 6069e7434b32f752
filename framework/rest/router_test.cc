// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/router.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "framework/http/uri.h"
#include "framework/rest/path_template.h"

namespace ecommerce::rest {
namespace {

class RouterTest : public testing::Test {
protected:
    RouterTest() {
        int route = 0;
        for (const auto& [verb, path] : {
                 std::pair{http::Verb::get, "/v1/orders"},                        // 0
                 {http::Verb::post, "/v1/orders"},                                // 1
                 {http::Verb::get, "/v1/orders/{order_no}"},                      // 2
                 {http::Verb::post, "/v1/orders/{order_no}:cancel"},              // 3
                 {http::Verb::get, "/v1/products:batchGet"},                      // 4
                 {http::Verb::get, "/v1/products/{id}"},                          // 5
                 {http::Verb::get, "/v1/users/me"},                               // 6
                 {http::Verb::del, "/v1/users/{id}"},                             // 7
                 {http::Verb::get, "/v1/users/{user.id}/addresses/{address=*}"},  // 8
                 {http::Verb::get, "/v1/{name=shops/*}/items"},                   // 9
                 {http::Verb::get, "/web/{file=**}"},                             // 10
                 {http::Verb::get, "/openapi.json"},                              // 11
             }) {
            router_.add(verb, path, std::size_t(route++), path);
        }
    }
    // "5 id=7" of what matched, else the reason.
    std::string find(http::Verb verb, std::string_view path) const {
        const auto match = router_.match(verb, path);
        if (!match) return match.error().reason();
        std::string text = std::to_string(match->route);
        for (const auto& [field, value] : match->variables) text += " " + std::string(field) + "=" + value;
        return text;
    }

    Router router_;
};

TEST_F(RouterTest, FindsRoutesAndTheirVariables) {
    EXPECT_EQ(find(http::Verb::get, "/v1/orders"), "0");
    EXPECT_EQ(find(http::Verb::post, "/v1/orders"), "1");
    EXPECT_EQ(find(http::Verb::get, "/v1/orders/A-17"), "2 order_no=A-17");
    EXPECT_EQ(find(http::Verb::post, "/v1/orders/A-17:cancel"), "3 order_no=A-17");
    EXPECT_EQ(find(http::Verb::get, "/v1/products:batchGet"), "4");
    EXPECT_EQ(find(http::Verb::get, "/v1/products/9"), "5 id=9");
    EXPECT_EQ(find(http::Verb::get, "/v1/users/3/addresses/4"), "8 user.id=3 address=4");
    EXPECT_EQ(find(http::Verb::get, "/v1/shops/12/items"), "9 name=shops/12");
    EXPECT_EQ(find(http::Verb::get, "/web/a/b/c.js"), "10 file=a/b/c.js");
    EXPECT_EQ(find(http::Verb::get, "/openapi.json"), "11");
    EXPECT_EQ(find(http::Verb::head, "/v1/orders"), "0");
}

TEST_F(RouterTest, PrefersLiteralsButFallsBackToVariables) {
    EXPECT_EQ(find(http::Verb::get, "/v1/users/me"), "6");
    EXPECT_EQ(find(http::Verb::del, "/v1/users/me"), "7 id=me");
}

TEST_F(RouterTest, DecodesValuesAfterSplitting) {
    EXPECT_EQ(find(http::Verb::get, "/v1/orders/a%2Fb%20c"), "2 order_no=a/b c");
    EXPECT_EQ(find(http::Verb::get, "/v1/orders/a%3Acancel"), "2 order_no=a:cancel");
    EXPECT_EQ(find(http::Verb::get, "/v1/orders/%E8%AE%A2"), "2 order_no=\u8BA2");
    EXPECT_EQ(find(http::Verb::get, "/v1/%6Frders"), "0");
    EXPECT_EQ(find(http::Verb::get, "/v1/orders/a+b"), "2 order_no=a+b");
}

TEST_F(RouterTest, RefusesPathTricks) {
    for (const auto* path :
         {"/v1/orders/%", "/v1/orders/%2", "/v1/orders/%zz", "/v1/orders/..", "/v1/orders/%2e%2E",
          "/v1/./orders", "/v1/orders/a%2F..%2Fb", "/v1/orders/%00", "/v1/orders/%0a", "/v1/orders/%7f",
          "/v1/orders/%ff", "/v1/orders/%C0%AF", "/web/../secret"}) {
        EXPECT_EQ(find(http::Verb::get, path), "MALFORMED_REQUEST") << path;
    }
}

TEST_F(RouterTest, KnowsNoOtherAddresses) {
    for (const auto* path : {"/", "/v1", "/v1/orders/", "/v1//orders", "//v1/orders", "/v1/orders/1/2",
                             "/v1/orders/1:", "/v1/orders/1:ship", "/v1/products:other", "*", "",
                             "/V1/orders", "/v1/orders/:cancel"}) {
        EXPECT_EQ(find(http::Verb::get, path), "NO_SUCH_ROUTE") << path;
    }
    std::string deep;
    for (int i = 0; i < 40; ++i) deep += "/a";
    EXPECT_EQ(find(http::Verb::get, deep), "NO_SUCH_ROUTE");
}

TEST_F(RouterTest, SaysWhichMethodsAnAddressTakes) {
    const auto match = router_.match(http::Verb::put, "/v1/orders");
    ASSERT_FALSE(match);
    EXPECT_EQ(match.error().reason(), "METHOD_NOT_ALLOWED");
    EXPECT_EQ(match.error().metadata().at("allow"), "GET, HEAD, POST");
    EXPECT_EQ(router_.match(http::Verb::put, "/v1/users/me").error().metadata().at("allow"),
              "GET, HEAD, DELETE");
}

TEST_F(RouterTest, RefusesRoutesThatMatchTheSame) {
    try {
        router_.add(http::Verb::get, "/v1/orders/{id}", 99, "OtherService.Get");
        FAIL() << "a conflict was not seen";
    } catch (const std::invalid_argument& e) {
        EXPECT_EQ(std::string(e.what()),
                  "/v1/orders/{order_no} and OtherService.Get both have the route GET /v1/orders/{id}");
    }
    EXPECT_NO_THROW(router_.add(http::Verb::get, "/v1/orders/{id}:cancel", 99, "Other"));
}

TEST_F(RouterTest, RefusesMalformedTemplates) {
    for (const auto* text : {"", "v1", "/", "/v1/", "/{", "/{}", "/{a", "/{a=}", "/a/**/b", "/a:", "/a:b:c",
                             "/a b", "/{a=**}/b", "/v1//a", "/%41"}) {
        EXPECT_THROW(PathTemplate::parse(text), std::invalid_argument) << text;
    }
    EXPECT_THROW(router_.add(http::Verb::other, "/x", 0, "x"), std::invalid_argument);
}

TEST(Uri, DecodesQueries) {
    const auto query = http::parse_query("a=1&b=x+y%2B&a=2&flag&&%E4%BD%A0=%E5%A5%BD&e=");
    ASSERT_TRUE(query);
    std::string text;
    for (const auto& [name, value] : *query) text += name + "=" + value + ";";
    EXPECT_EQ(text, "a=1;b=x y+;a=2;flag=;\u4F60=\u597D;e=;");
    for (const auto* bad : {"a=%", "a=%f", "%gg=1", "a=%00", "a=%ff"}) {
        EXPECT_FALSE(http::parse_query(bad)) << bad;
    }
    std::string many;
    for (int i = 0; i < 101; ++i) many += "a=1&";
    EXPECT_FALSE(http::parse_query(many));
}

TEST(Uri, EncodesWhatDecodesAgain) {
    std::string all;
    for (int c = 1; c < 128; ++c) all += char(c);
    EXPECT_EQ(http::percent_decode(http::percent_encode(all), false), all);
    EXPECT_EQ(http::percent_encode("a b/\u00E9~"), "a%20b%2F%C3%A9~");
}

}  // namespace
}  // namespace ecommerce::rest
