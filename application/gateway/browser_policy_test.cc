// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/browser_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/rest/rpc_handler.h"
#include "framework/testing/run.h"

namespace ecommerce::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Answers everything: with a page or a document.
class Site final : public rest::Interceptor {
public:
    std::optional<Task<http::Response>> early(rest::Exchange& exchange) override {
        ++requests;
        const bool page = exchange.request.path() == "/page";
        return rest::ready(
            http::Response::of(200, page ? "text/html; charset=utf-8" : "application/json", "{}"));
    }
    int requests = 0;
};

class BrowserPolicyTest : public ::testing::Test {
protected:
    http::Response send(const std::string& line, const std::string& fields = "") {
        BrowserPolicy policy(settings_);
        rest::RpcHandler handler({.interceptors = {&policy, &site_}});
        auto request = http::Request::from_text(line + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
        EXPECT_TRUE(request) << line;
        runtime::Loops loops(1);
        return testing::run(loops, handler.handle(*request));
    }

    BrowserSettings settings_{.origins = {"https://shop.example"}};
    Site site_;
};

TEST_F(BrowserPolicyTest, GivesPagesAPolicy) {
    EXPECT_THAT(send("GET /page").headers.get("Content-Security-Policy"), HasSubstr("default-src 'self'"));
    EXPECT_FALSE(send("GET /v1/items").headers.has("Content-Security-Policy"));
}

TEST_F(BrowserPolicyTest, LetsConfiguredOriginsRead) {
    const auto response = send("GET /v1/items", "Origin: https://shop.example\r\n");
    EXPECT_EQ(response.headers.get("Access-Control-Allow-Origin"), "https://shop.example");
    EXPECT_EQ(response.headers.get("Access-Control-Allow-Credentials"), "true");
    EXPECT_THAT(std::string(response.headers.get("Access-Control-Expose-Headers")), HasSubstr("RateLimit"));
}

TEST_F(BrowserPolicyTest, SaysNothingToOtherOrigins) {
    EXPECT_FALSE(
        send("GET /v1/items", "Origin: https://evil.example\r\n").headers.has("Access-Control-Allow-Origin"));
    EXPECT_FALSE(send("GET /v1/items").headers.has("Access-Control-Allow-Origin"));
}

TEST_F(BrowserPolicyTest, GivesNoCredentialsToEverybody) {
    settings_.origins = {"*"};
    const auto response = send("GET /v1/items", "Origin: https://any.example\r\n");
    EXPECT_EQ(response.headers.get("Access-Control-Allow-Origin"), "*");
    EXPECT_FALSE(response.headers.has("Access-Control-Allow-Credentials"));
}

TEST_F(BrowserPolicyTest, AnswersPreflightsItself) {
    const auto response = send("OPTIONS /v1/checkout",
                               "Origin: https://shop.example\r\nAccess-Control-Request-Method: POST\r\n");
    EXPECT_EQ(response.status, 204);
    EXPECT_THAT(std::string(response.headers.get("Access-Control-Allow-Methods")), HasSubstr("POST"));
    EXPECT_THAT(std::string(response.headers.get("Access-Control-Allow-Headers")),
                HasSubstr("Idempotency-Key"));
    EXPECT_EQ(response.headers.get("Access-Control-Max-Age"), "600");
    EXPECT_EQ(site_.requests, 0);

    const auto refused = send("OPTIONS /v1/checkout",
                              "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n");
    EXPECT_FALSE(refused.headers.has("Access-Control-Allow-Methods"));
}

TEST(SecurityFields, PromiseHttpsOnlyWhenConfigured) {
    BrowserSettings settings;
    EXPECT_THAT(security_fields(settings), HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(security_fields(settings), Not(HasSubstr("Strict-Transport-Security")));
    settings.strict_transport = true;
    EXPECT_THAT(security_fields(settings), HasSubstr("Strict-Transport-Security: max-age="));
}

}  // namespace
}  // namespace ecommerce::gateway
