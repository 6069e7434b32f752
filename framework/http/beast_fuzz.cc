// SPDX-License-Identifier: Apache-2.0
// Two readers of one stream that disagree about where a request ends can be played off against each other.
// Whatever our reader accepts, Beast's parser must read alike: same method, target, fields and body.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "framework/http/request_reader.h"

namespace {

namespace beast_http = boost::beast::http;
using ecommerce::http::HeadLimits;
using ecommerce::http::RequestReader;

void require(bool condition) {
    if (!condition) std::abort();
}

// Where Beast is stricter without a difference in framing: it wants well-formed lists in Connection, and
// its own idea of chunk extensions.
bool is_harmless(const boost::system::error_code& error) {
    return error == beast_http::error::bad_value || error == beast_http::error::bad_chunk_extension ||
           error == beast_http::error::bad_field || error == beast_http::error::bad_obs_fold;
}

void compare(std::string_view bytes, const ecommerce::http::Request& request) {
    beast_http::request_parser<beast_http::string_body> parser;
    parser.header_limit(1U << 20);
    parser.eager(true);
    boost::system::error_code error;
    std::size_t used = 0;
    while (!parser.is_done() && !error) {
        const auto step = parser.put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), error);
        used += step;
        if (step == 0 && !error) break;
    }
    if (error && is_harmless(error)) return;
    require(!error && parser.is_done() && used == bytes.size());
    const auto& other = parser.get();
    require(std::string_view(other.method_string().data(), other.method_string().size()) == request.method());
    require(other.body() == request.body());
    // Beast sorts fields of one name together and takes trailers for fields; our reader drops those.
    std::multiset<std::string> theirs;
    std::multiset<std::string> ours;
    for (const auto& field : other)
        theirs.insert(std::string(field.name_string()) + ":" + std::string(field.value()));
    for (std::size_t i = 0; i < request.field_count(); ++i) {
        ours.insert(std::string(request.field_name(i)) + ":" + std::string(request.field_value(i)));
    }
    require(std::ranges::includes(theirs, ours));
    require(theirs.size() == ours.size() || !request.header("transfer-encoding").empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    std::string text;
    if (data[0] % 3 == 1) text = "POST / HTTP/1.1\r\nHost: x\r\n";
    if (data[0] % 3 == 2) text = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    text.append(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::string_view input = text;
    if (input.starts_with("\r\n")) return 0;  // only our reader forgives it

    RequestReader reader(HeadLimits{});
    std::size_t used = reader.consume(input);
    if (reader.state() != RequestReader::State::head_complete) return 0;
    reader.begin_body(1U << 16);
    while (reader.state() == RequestReader::State::body && used < input.size())
        used += reader.consume(input.substr(used));
    if (reader.state() == RequestReader::State::complete) compare(input.substr(0, used), reader.request());
    return 0;
}
