// SPDX-License-Identifier: Apache-2.0
// If-Match, and bodies in codings that nobody reads.
#include <gmock/gmock.h>

#include "framework/http/problem.h"
#include "framework/rest/rpc_handler_fixture.h"

namespace ecommerce::rest {
namespace {

using testing::HasSubstr;

TEST_F(RpcHandlerTest, HandsIfMatchToWhoCanCompareIt) {
    const auto rename = [this](const std::string& fields, const std::string& body = R"({"name":"x"})") {
        channel_.version_asked.clear();
        return send("PATCH /v1/thing", kJson + fields, body);
    };
    EXPECT_EQ(rename("").status, 200);
    EXPECT_EQ(channel_.version_asked, "");
    const auto renamed = rename("If-Match: \"7\"\r\n");
    EXPECT_EQ(renamed.status, 200);
    EXPECT_EQ(channel_.version_asked, "7");
    EXPECT_EQ(renamed.headers.get("ETag"), "\"8\"");
    EXPECT_EQ(rename("If-Match: *\r\n").status, 200);
    EXPECT_EQ(rename("If-Match: \"7\"\r\n", R"({"etag":"7"})").status, 200);

    const auto calls = channel_.calls;
    for (const char* fields : {"If-Match: W/\"7\"\r\n", "If-Match: \"7\", \"8\"\r\n", "If-Match: 7\r\n",
                               "If-Match:\r\n", "If-Match: \"7\"\r\nIf-Match: \"7\"\r\n"}) {
        const auto refused = rename(fields);
        EXPECT_EQ(refused.status, 412) << fields;
        EXPECT_THAT(refused.body, HasSubstr("ETAG_MISMATCH"));
    }
    EXPECT_EQ(rename("If-Match: \"7\"\r\n", R"({"etag":"6"})").status, 412);
    EXPECT_EQ(channel_.calls, calls);
}

TEST_F(RpcHandlerTest, RefusesAnIfMatchThatNobodyCanCompare) {
    EXPECT_EQ(send("POST /v1/orders/A-1:change", kJson + "If-Match: \"stale\"\r\n", "{}").status, 412);
    EXPECT_EQ(send("GET /v1/items/42", "If-Match: \"stale\"\r\n").status, 412);
    EXPECT_EQ(channel_.calls, 0);
    EXPECT_EQ(send("GET /v1/items/42", "If-Match: *\r\n").status, 200);
}

TEST_F(RpcHandlerTest, HoldsAKeptReadToItsTag) {
    const std::string etag(send("GET /v1/items").headers.get("ETag"));
    EXPECT_EQ(send("GET /v1/items", "If-Match: " + etag + "\r\n").status, 200);
    const auto stale = send("GET /v1/items", "If-Match: \"stale\"\r\n");
    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(stale.content_type, http::kProblemType);
    EXPECT_EQ(stale.headers.get("Cache-Control"), "no-store");
    EXPECT_TRUE(stale.headers.has("X-Request-Id"));
}

TEST_F(RpcHandlerTest, RefusesPackedBodiesAndSaysHowTheyAreTaken) {
    for (const char* line : {"POST /v1/orders/A-1:change", "POST /v1/hooks/A-1"}) {
        const auto refused = send(line, kJson + "Content-Encoding: gzip\r\n", "\x1f\x8b");
        EXPECT_EQ(refused.status, 415) << line;
        EXPECT_EQ(refused.headers.get("Accept-Encoding"), "identity") << line;
    }
    EXPECT_EQ(channel_.calls, 0);
    EXPECT_EQ(send("POST /v1/orders/A-1:change", kJson + "Content-Encoding: identity\r\n", "{}").status, 200);
    const auto text = send("POST /v1/orders/A-1:change", "Content-Type: text/plain\r\n", "{}");
    EXPECT_EQ(text.status, 415);
    EXPECT_EQ(text.headers.get("Accept"), "application/json");
}

}  // namespace
}  // namespace ecommerce::rest
