// SPDX-License-Identifier: Apache-2.0
#include "framework/http/request_reader.h"

#include <string>

#include <gtest/gtest.h>

namespace ecommerce::http {
namespace {

struct Outcome {
    RequestReader::State state;
    int status = 0;
    std::string body;
    std::size_t used = 0;
};

// Feeds the text in pieces of one size, as a connection would.
Outcome read(std::string_view text, std::size_t piece, std::uint64_t body_limit = 1000,
             HeadLimits limits = {}) {
    RequestReader reader(limits);
    Outcome outcome{};
    while (outcome.used < text.size()) {
        auto part = text.substr(outcome.used, piece);
        const auto used = reader.consume(part);
        outcome.used += used;
        if (reader.state() == RequestReader::State::head_complete) {
            reader.begin_body(body_limit);
        } else if (used == 0) {
            break;
        }
    }
    if (reader.state() == RequestReader::State::head_complete) reader.begin_body(body_limit);
    outcome.state = reader.state();
    if (outcome.state == RequestReader::State::failed) outcome.status = reader.failure().status;
    outcome.body = reader.request().body();
    return outcome;
}

// The outcome does not depend on how the bytes were cut.
Outcome read_any_way(std::string_view text, std::uint64_t body_limit = 1000, HeadLimits limits = {}) {
    auto whole = read(text, text.size(), body_limit, limits);
    for (const std::size_t piece : {1, 2, 3, 7, 64}) {
        const auto cut = read(text, piece, body_limit, limits);
        EXPECT_EQ(cut.state, whole.state) << text << " in pieces of " << piece;
        EXPECT_EQ(cut.status, whole.status) << text << " in pieces of " << piece;
        if (whole.state == RequestReader::State::complete) {
            EXPECT_EQ(cut.used, whole.used) << text << " in pieces of " << piece;
            EXPECT_EQ(cut.body, whole.body);
        }
    }
    return whole;
}

int status_of(std::string_view text) {
    return read_any_way(text).status;
}

TEST(RequestReader, ReadsAPlainRequest) {
    const auto request =
        Request::from_text("GET /v1/products?page_size=5 HTTP/1.1\r\nHost: shop\r\nAccept:  a/b \r\n\r\n");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->verb(), Verb::get);
    EXPECT_EQ(request->method(), "GET");
    EXPECT_EQ(request->target(), "/v1/products?page_size=5");
    EXPECT_EQ(request->path(), "/v1/products");
    EXPECT_EQ(request->query(), "page_size=5");
    EXPECT_EQ(request->header("ACCEPT"), "a/b");
    EXPECT_EQ(request->header("absent"), "");
    EXPECT_EQ(request->field_count(), 2U);
    EXPECT_EQ(request->version(), 11);
}

TEST(RequestReader, ReadsABodyOfKnownLengthAndLeavesTheNextRequest) {
    const std::string text = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
    const auto outcome = read_any_way(text + "GET / HTTP/1.1\r\n");
    EXPECT_EQ(outcome.state, RequestReader::State::complete);
    EXPECT_EQ(outcome.body, "hello");
    EXPECT_EQ(outcome.used, text.size());
}

TEST(RequestReader, TakesTheChunksOffABody) {
    const std::string text = "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
                             "5\r\nhello\r\n6;name=value;flag\r\n world\r\n0\r\nX-Sum: dropped\r\n\r\n";
    const auto outcome = read_any_way(text + "GET");
    EXPECT_EQ(outcome.state, RequestReader::State::complete);
    EXPECT_EQ(outcome.body, "hello world");
    EXPECT_EQ(outcome.used, text.size());
}

TEST(RequestReader, ReadsSeveralRequestsFromOneStream) {
    RequestReader reader{HeadLimits{}};
    std::string_view text = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n\r\nGET /b HTTP/1.0\r\n\r\n";
    text.remove_prefix(reader.consume(text));
    reader.begin_body(0);
    ASSERT_EQ(reader.state(), RequestReader::State::complete);
    EXPECT_TRUE(reader.framing().keep_alive);
    reader.next();
    text.remove_prefix(reader.consume(text));  // the empty line
    text.remove_prefix(reader.consume(text));
    ASSERT_EQ(reader.state(), RequestReader::State::head_complete);
    EXPECT_EQ(reader.request().path(), "/b");
    EXPECT_FALSE(reader.framing().keep_alive);
    EXPECT_TRUE(text.empty());
}

TEST(RequestReader, ForgivesOneEmptyLineBeforeARequestAndNoMore) {
    EXPECT_EQ(read_any_way("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n").state, RequestReader::State::complete);
    EXPECT_EQ(status_of("\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
}

TEST(RequestReader, ReadsTheAbsoluteFormOfATarget) {
    const auto request =
        Request::from_text("GET http://shop.example/a/b?c HTTP/1.1\r\nHost: shop.example\r\n\r\n");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->path(), "/a/b");
    EXPECT_EQ(request->query(), "c");
}

TEST(RequestReader, UnderstandsConnectionOptions) {
    const auto keeps = [](std::string_view text) {
        RequestReader reader{HeadLimits{}};
        reader.consume(text);
        return reader.framing().keep_alive;
    };
    EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n"));
    EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade, close\r\n\r\n"));
    EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: x\r\nConnection: closely\r\n\r\n"));
}

TEST(RequestReader, RefusesMalformedRequestLines) {
    for (const std::string_view line : {"GET",
                                        "GET /",
                                        "GET  HTTP/1.1",
                                        "GET / HTTP/1.1 ",
                                        "GET / http/1.1",
                                        "GET / HTTP/11",
                                        "GET / HTTP/1.x",
                                        " GET / HTTP/1.1",
                                        "G(T / HTTP/1.1",
                                        "GET no-slash HTTP/1.1",
                                        "GET /a b HTTP/1.1",
                                        "GET /a#b HTTP/1.1",
                                        "GET /\x01 HTTP/1.1",
                                        "GET /\x7F HTTP/1.1",
                                        "GET /\xC3\xA9 HTTP/1.1",
                                        "GET ftp://x/ HTTP/1.1",
                                        "GET http://x HTTP/1.1",
                                        "GET * HTTP/1.1",
                                        "\x16\x03\x01",
                                        "GET /\tHTTP/1.1"}) {
        EXPECT_EQ(status_of(std::string(line) + "\r\nHost: x\r\n\r\n"), 400) << line;
    }
    EXPECT_EQ(status_of("PRI * HTTP/2.0\r\n\r\n"), 505);
    EXPECT_EQ(status_of("BREW / HTTP/1.1\r\nHost: x\r\n\r\n"), 501);
    EXPECT_EQ(status_of("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n"), 501);
}

TEST(RequestReader, RefusesMalformedHeaderLines) {
    for (const std::string_view field :
         {"No colon", ": empty name", "Space : x", "A\tb: x", "A: x\r\n folded", "A: x\r\n\tfolded",
          "A: \x01", "A: x\x7Fy", "A: a\rb", "B\x80: x"}) {
        EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: x\r\n" + std::string(field) + "\r\n\r\n"), 400) << field;
    }
    EXPECT_EQ(status_of(std::string("GET / HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n", 33)), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\nHost: x\n\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: x\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\n\r\n"), 400);                        // no Host
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"), 400);  // two of them
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n"), 417);
}

TEST(RequestReader, RefusesShapesThatSmuggleRequests) {
    const auto with = [](std::string_view fields) {
        return status_of("POST / HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\n\r\n0\r\n\r\n");
    };
    EXPECT_EQ(with("Content-Length: 5\r\nTransfer-Encoding: chunked"), 400);
    EXPECT_EQ(with("Transfer-Encoding: chunked\r\nContent-Length: 5"), 400);
    EXPECT_EQ(with("Content-Length: 5\r\nContent-Length: 5"), 400);
    EXPECT_EQ(with("Content-Length: 5, 5"), 400);
    EXPECT_EQ(with("Content-Length: +5"), 400);
    EXPECT_EQ(with("Content-Length: -5"), 400);
    EXPECT_EQ(with("Content-Length: 0x5"), 400);
    EXPECT_EQ(with("Content-Length: 5 5"), 400);
    EXPECT_EQ(with("Content-Length:"), 400);
    EXPECT_EQ(with("Content-Length: 99999999999999999999"), 400);
    EXPECT_EQ(with("Content-Length : 5"), 400);
    EXPECT_EQ(with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 400);
    EXPECT_EQ(with("Transfer-Encoding: gzip, chunked"), 501);
    EXPECT_EQ(with("Transfer-Encoding: chunked, identity"), 501);
    EXPECT_EQ(with("Transfer-Encoding: xchunked"), 501);
    EXPECT_EQ(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
}

TEST(RequestReader, RefusesMalformedChunks) {
    for (const std::string_view body :
         {"5\nhello\r\n0\r\n\r\n", "5\r\nhelloX0\r\n\r\n", "5\r\nhello\n0\r\n\r\n", "g\r\n", "-1\r\n",
          "0x5\r\nhello\r\n", "\r\n", " 5\r\nhello\r\n", "5 \r\nhello\r\n", "123456789\r\n",
          "5;\x01\r\nhello\r\n", "5;a=\"b\"\r\nhello\r\n", "5; a=b\r\nhello\r\n", "0\r\nA: \x01\r\n\r\n",
          "0\r\nContent-Length: 5\r\n\r\n", "0\r\nA: b\r\n c\r\n\r\n", "0\r\nno colon\r\n\r\n", "0\r\n\n"}) {
        EXPECT_EQ(
            status_of("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(body)),
            400)
            << body;
    }
}

TEST(RequestReader, BoundsWhatARequestMayHold) {
    const HeadLimits limits{.head = 200, .target = 50, .fields = 3};
    const auto status = [&](const std::string& text) { return read_any_way(text, 10, limits).status; };
    EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(200, 'a')), 431);
    EXPECT_EQ(status("GET /" + std::string(50, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414);
    EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n"), 431);
    EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n"), 413);
    EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n"), 413);
    EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n"),
              413);
    const auto chunked =
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;" + std::string(300, 'a');
    EXPECT_EQ(status(chunked), 400);
    const auto trailers =
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: " + std::string(5000, 'a');
    EXPECT_EQ(status(trailers), 400);
}

}  // namespace
}  // namespace ecommerce::http
