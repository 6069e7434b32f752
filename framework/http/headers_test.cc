// SPDX-License-Identifier: Apache-2.0
#include "framework/http/headers.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "framework/http/date.h"
#include "framework/http/utf8.h"
#include "framework/http/wire.h"

namespace ecommerce::http {
namespace {

TEST(Headers, FindsFieldsInAnyCase) {
    Headers headers;
    headers.set("Location", "/a");
    headers.add("Set-Cookie", "a=1");
    headers.add("set-cookie", "b=2");
    EXPECT_EQ(headers.get("LOCATION"), "/a");
    EXPECT_EQ(headers.get("Set-Cookie"), "a=1");
    EXPECT_EQ(std::distance(headers.begin(), headers.end()), 3);
    headers.set("SET-COOKIE", "c=3");
    EXPECT_EQ(std::distance(headers.begin(), headers.end()), 2);
    headers.remove("location");
    EXPECT_FALSE(headers.has("Location"));
}

TEST(Headers, LetNoDataWriteTheHead) {
    Headers headers;
    EXPECT_THROW(headers.set("Location", "/a\r\nSet-Cookie: evil=1"), std::invalid_argument);
    EXPECT_THROW(headers.add("Location", std::string("/a\0", 3)), std::invalid_argument);
    EXPECT_THROW(headers.set("Bad Name", "x"), std::invalid_argument);
    EXPECT_THROW(headers.set("", "x"), std::invalid_argument);
    EXPECT_TRUE(headers.empty());
}

TEST(Wire, WritesTheHeadOfAReply) {
    auto response = Response::of(404, "text/plain", "no");
    response.headers.set("X-A", "b");
    response.headers.set("Content-Length", "999");  // the server's to write
    std::string out;
    append_head(out, response, {.length = 2, .keep_alive = false}, "Date: now\r\n");
    EXPECT_EQ(
        out,
        "HTTP/1.1 404 Not Found\r\nDate: now\r\nContent-Type: text/plain\r\nX-A: b\r\nContent-Length: 2\r\n"
        "Connection: close\r\n\r\n");
}

TEST(Wire, WritesDatesAsHttpWantsThem) {
    EXPECT_EQ(format_http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Utf8, KnowsWhatIsValid) {
    EXPECT_TRUE(is_utf8("a\u00E9\u8BA2\U0001F600"));
    for (const auto* text : {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                             "\xFF", "\xE8\xAE"}) {
        EXPECT_FALSE(is_utf8(text));
    }
}

}  // namespace
}  // namespace ecommerce::http
