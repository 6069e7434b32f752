// SPDX-License-Identifier: Apache-2.0
#include "framework/http/compress.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include <brotli/encode.h>
#include <zlib.h>

#include "framework/http/characters.h"
#include "framework/http/etag.h"
#include "framework/http/headers.h"
#include "framework/http/media_type.h"
#include "framework/text/words.h"

namespace ecommerce::http {

namespace {

constexpr std::size_t kSmallest = 1024;
constexpr std::size_t kLargest = std::size_t(512) * 1024;
constexpr int kGzipLevel = 5;
constexpr int kBrotliQuality = 4;
constexpr int kBrotliWindow = 18;     // 256 KiB: memory for one reply
constexpr int kGzipWindow = 15 + 16;  // the largest window, with a gzip head

// In thousandths: "0.5" is 500; what is malformed counts as refused.
int parse_quality(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > 1) return 0;
    return int(std::lround(value * 1000));
}

std::string gzip(std::string_view text) {
    z_stream stream{};
    if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("zlib cannot start");
    }
    std::string out(deflateBound(&stream, uLong(text.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("zlib did not finish");
    return out;
}

std::string brotli(std::string_view text) {
    std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
    std::string out(size, '\0');
    const bool done = BrotliEncoderCompress(kBrotliQuality, kBrotliWindow, BROTLI_MODE_TEXT, text.size(),
                                            reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                            reinterpret_cast<std::uint8_t*>(out.data()));
    if (!done) throw std::runtime_error("brotli did not finish");
    out.resize(size);
    return out;
}

}  // namespace

std::string_view to_string(Coding coding) {
    switch (coding) {
    case Coding::gzip: return "gzip";
    case Coding::brotli: return "br";
    case Coding::identity: break;
    }
    return "identity";
}

Coding choose_coding(std::string_view accept_encoding, Codings there) {
    int brotli = -1;
    int gzip = -1;
    int identity = -1;
    int rest = 0;  // what "*" says about codings that are not named
    while (!accept_encoding.empty()) {
        const auto comma = accept_encoding.find(',');
        const auto item = accept_encoding.substr(0, comma);
        accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size() : comma + 1);
        const auto semicolon = item.find(';');
        const auto name = text::trim(item.substr(0, semicolon));
        int quality = 1000;
        if (semicolon != std::string_view::npos) {
            const auto parameter = text::trim(item.substr(semicolon + 1));
            const bool is_quality = parameter.starts_with("q=") || parameter.starts_with("Q=");
            quality = is_quality ? parse_quality(parameter.substr(2)) : 0;
        }
        if (equals_ignoring_case(name, "br")) brotli = quality;
        if (equals_ignoring_case(name, "gzip") || equals_ignoring_case(name, "x-gzip")) gzip = quality;
        if (equals_ignoring_case(name, "identity")) identity = quality;
        if (name == "*") rest = quality;
    }
    if (brotli < 0) brotli = rest;
    if (gzip < 0) gzip = rest;
    if (!there.brotli) brotli = 0;
    if (!there.gzip) gzip = 0;
    if (brotli > 0 && brotli >= gzip && brotli >= identity) return Coding::brotli;
    if (gzip > 0 && gzip >= identity) return Coding::gzip;
    return Coding::identity;
}

bool is_compressible(std::string_view content_type) {
    const auto type = media_type_of(content_type);
    if (equals_ignoring_case(type, "text/event-stream")) return false;
    if (equals_ignoring_case(type.substr(0, 5), "text/")) return true;
    static constexpr std::string_view kTypes[] = {"application/json",       "application/problem+json",
                                                  "application/javascript", "application/manifest+json",
                                                  "application/xml",        "image/svg+xml"};
    return std::ranges::any_of(kTypes,
                               [type](std::string_view other) { return equals_ignoring_case(type, other); });
}

std::string compress(Coding coding, std::string_view text) {
    switch (coding) {
    case Coding::gzip: return gzip(text);
    case Coding::brotli: return brotli(text);
    case Coding::identity: break;
    }
    return std::string(text);
}

void compress(const Request& request, Response& response) {
    const auto body = response.whole_body();
    if (response.producer || body.size() < kSmallest || body.size() > kLargest ||
        !is_compressible(response.content_type) || response.headers.has("Content-Encoding")) {
        return;
    }
    response.headers.add("Vary", "Accept-Encoding");
    const auto coding = choose_coding(request.header("accept-encoding"));
    if (coding == Coding::identity) return;
    auto smaller = compress(coding, body);
    if (smaller.size() >= body.size()) return;
    response.body = std::move(smaller);
    response.shared_body.reset();
    response.headers.set("Content-Encoding", std::string(to_string(coding)));
    const auto etag = response.headers.get("ETag");
    if (!etag.empty()) response.headers.set("ETag", weak_etag(etag));
}

}  // namespace ecommerce::http
