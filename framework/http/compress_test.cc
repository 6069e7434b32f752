// SPDX-License-Identifier: Apache-2.0
#include "framework/http/compress.h"

#include <set>

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "framework/http/etag.h"
#include "framework/http/media_type.h"

namespace ecommerce::http {
namespace {

std::string gunzip(const std::string& bytes, std::size_t size) {
    std::string out(size, '\0');
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    inflateEnd(&stream);
    return out;
}

std::string unbrotli(const std::string& bytes, std::size_t size) {
    std::string out(size, '\0');
    EXPECT_EQ(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                      &size, reinterpret_cast<std::uint8_t*>(out.data())),
              BROTLI_DECODER_RESULT_SUCCESS);
    return out;
}

Request request_with(const std::string& fields) {
    return Request::from_text("GET / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n").value();
}

TEST(Compress, ChoosesTheCodingThatTheClientLikesBest) {
    const std::pair<const char*, Coding> cases[] = {
        {"", Coding::identity},
        {"gzip", Coding::gzip},
        {"gzip, deflate, br", Coding::brotli},
        {"gzip;q=1.0, br;q=0.9", Coding::gzip},
        {"br;q=0, gzip;q=0.5", Coding::gzip},
        {"*", Coding::brotli},
        {"*;q=0", Coding::identity},
        {"br;q=0, *", Coding::gzip},
        {"identity, gzip;q=0.5", Coding::identity},
        {"GZIP ; q=0.3", Coding::gzip},
        {"gzip;q=nonsense", Coding::identity},
        {"gzip;q=2", Coding::identity},
        {"deflate, zstd", Coding::identity},
        {",,;=,gzip", Coding::gzip},
    };
    for (const auto& [accept, coding] : cases) EXPECT_EQ(choose_coding(accept), coding) << accept;
}

TEST(Compress, ChoosesAmongTheCodingsThatAreThere) {
    EXPECT_EQ(choose_coding("gzip, br", {.brotli = false}), Coding::gzip);
    EXPECT_EQ(choose_coding("gzip, br", {.gzip = false}), Coding::brotli);
    EXPECT_EQ(choose_coding("br, gzip;q=0", {.brotli = false}), Coding::identity);
    EXPECT_EQ(choose_coding("*", {.gzip = false, .brotli = false}), Coding::identity);
}

TEST(Compress, MakesWhatDecompressesAgain) {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "{\"id\":\"" + std::to_string(i) + "\"},";
    const auto zipped = compress(Coding::gzip, text);
    const auto packed = compress(Coding::brotli, text);
    EXPECT_LT(zipped.size(), text.size() / 2);
    EXPECT_LT(packed.size(), text.size() / 2);
    EXPECT_EQ(gunzip(zipped, text.size()), text);
    EXPECT_EQ(unbrotli(packed, text.size()), text);
    EXPECT_EQ(gunzip(compress(Coding::gzip, ""), 0), "");
}

TEST(Compress, MarksACompressedReply) {
    auto response = Response::of(200, "application/json; charset=utf-8", std::string(5000, 'x'));
    response.headers.set("ETag", "\"abc\"");
    compress(request_with("Accept-Encoding: gzip\r\n"), response);
    EXPECT_EQ(response.headers.get("Content-Encoding"), "gzip");
    EXPECT_EQ(response.headers.get("Vary"), "Accept-Encoding");
    EXPECT_EQ(response.headers.get("ETag"), "W/\"abc\"");
    EXPECT_EQ(gunzip(response.body, 5000), std::string(5000, 'x'));
}

TEST(Compress, LeavesRepliesAloneThatItCannotImprove) {
    const auto request = request_with("Accept-Encoding: br\r\n");
    const auto untouched = [&](Response response) {
        const auto body = response.body;
        compress(request, response);
        return response.body == body && response.headers.get("Content-Encoding") != "br";
    };
    EXPECT_TRUE(untouched(Response::of(200, "application/json", std::string(1000, 'x'))));
    EXPECT_TRUE(untouched(Response::of(200, "image/png", std::string(5000, 'x'))));
    EXPECT_TRUE(untouched(Response::of(200, "text/event-stream", std::string(5000, 'x'))));
    EXPECT_TRUE(untouched(Response::of(200, "text/html", std::string(1'000'000, 'x'))));
    auto done = Response::of(200, "text/html", std::string(5000, 'x'));
    done.headers.set("Content-Encoding", "gzip");
    EXPECT_TRUE(untouched(std::move(done)));
}

TEST(Etag, DiffersWhenTheBodyDiffers) {
    std::set<std::string> tags;
    std::string body;
    for (int i = 0; i < 200; ++i) {
        tags.insert(strong_etag(body));
        body += '\0';
    }
    for (std::size_t i = 0; i < body.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            auto changed = body;
            changed[i] = char(1 << bit);
            tags.insert(strong_etag(changed));
        }
    }
    EXPECT_EQ(tags.size(), 200 + 200 * 8U);
    EXPECT_EQ(strong_etag("hello"), strong_etag("hello"));
    EXPECT_EQ(strong_etag("").size(), 34U);
}

TEST(Etag, MatchesLists) {
    EXPECT_TRUE(etag_matches("\"a\"", "\"a\""));
    EXPECT_TRUE(etag_matches("\"b\", W/\"a\"", "\"a\""));
    EXPECT_TRUE(etag_matches("\"a\"", "W/\"a\""));
    EXPECT_TRUE(etag_matches("\"x,y\"", "\"x,y\""));
    EXPECT_TRUE(etag_matches(" * ", "\"a\""));
    EXPECT_FALSE(etag_matches("\"b\"", "\"a\""));
    EXPECT_FALSE(etag_matches("a", "\"a\""));
    EXPECT_FALSE(etag_matches("\"a", "\"a\""));
}

TEST(Etag, HoldsToStrongTagsAlone) {
    EXPECT_TRUE(etag_is_current("\"b\", \"a\"", "\"a\""));
    EXPECT_TRUE(etag_is_current("*", "\"a\""));
    EXPECT_FALSE(etag_is_current("\"b\"", "\"a\""));
    EXPECT_FALSE(etag_is_current("W/\"a\"", "\"a\""));
    EXPECT_FALSE(etag_is_current("\"a\"", "W/\"a\""));
    EXPECT_FALSE(etag_is_current("", "\"a\""));
    auto response = Response::of(200, "application/json", "{}");
    EXPECT_FALSE(apply_etag(request_with("If-Match: \"stale\"\r\n"), response));
    const std::string etag(response.headers.get("ETag"));
    EXPECT_TRUE(apply_etag(request_with("If-Match: " + etag + "\r\n"), response));
}

TEST(Etag, AnswersAConditionalRequestWithoutTheBody) {
    auto response = Response::of(200, "application/json", "{}");
    apply_etag(request_with(""), response);
    EXPECT_EQ(response.status, 200);
    const std::string etag(response.headers.get("ETag"));
    auto again = Response::of(200, "application/json", "{}");
    apply_etag(request_with("If-None-Match: W/" + etag + "\r\n"), again);
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.headers.get("ETag"), etag);
    EXPECT_TRUE(again.body.empty());
}

TEST(MediaType, ComparesWithoutCaseAndParameters) {
    EXPECT_TRUE(is_media_type("application/json", "application/json"));
    EXPECT_TRUE(is_media_type("Application/JSON ; charset=\"UTF-8\"", "application/json"));
    EXPECT_TRUE(is_media_type("application/json; v=1", "application/json"));
    EXPECT_FALSE(is_media_type("application/json; charset=latin-1", "application/json"));
    EXPECT_FALSE(is_media_type("text/plain", "application/json"));
    EXPECT_FALSE(is_media_type("", "application/json"));
}

}  // namespace
}  // namespace ecommerce::http
