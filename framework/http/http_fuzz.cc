// SPDX-License-Identifier: Apache-2.0
// Feeds bytes to the request reader as a connection would, once whole and once in pieces: both must find
// the same requests.
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>

#include "framework/http/request_reader.h"

namespace {

using ecommerce::http::HeadLimits;
using ecommerce::http::RequestReader;

constexpr std::uint64_t kBodyLimit = 4096;

// Starts that lead into the depths at once; the fuzzer would need long to find them.
constexpr std::string_view kStarts[] = {
    "",
    "GET /a?b HTTP/1.1\r\nHost: x\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\nExpect: 100-continue\r\n\r\n",
};

void require(bool condition) {
    if (!condition) std::abort();
}

// Everything that a handler could see of the stream, as text.
std::string read_all(std::string_view input, std::size_t piece) {
    const HeadLimits limits{.head = 2048, .target = 512, .fields = 20};
    RequestReader reader(limits);
    std::string seen;
    while (!input.empty() || reader.state() == RequestReader::State::head_complete ||
           reader.state() == RequestReader::State::complete) {
        if (reader.state() == RequestReader::State::head_complete) {
            reader.begin_body(kBodyLimit);
        } else if (reader.state() == RequestReader::State::complete) {
            const auto& request = reader.request();
            require(request.body().size() <= kBodyLimit && request.field_count() <= limits.fields);
            seen += request.method();
            seen += ' ';
            seen += request.path();
            seen += '?';
            seen += request.query();
            for (std::size_t i = 0; i < request.field_count(); ++i) {
                require(request.field_value(i).find_first_of(std::string_view("\r\n\0", 3)) ==
                        std::string_view::npos);
                seen += '\n';
                seen += request.field_name(i);
                seen += ": ";
                seen += request.field_value(i);
            }
            seen += "\n\n" + request.body() + '\x1E';
            if (!reader.framing().keep_alive) break;
            reader.next();
        } else if (reader.state() == RequestReader::State::failed) {
            seen += "refused " + std::to_string(reader.failure().status);
            break;
        } else {
            const auto used = reader.consume(input.substr(0, piece));
            require(used <= piece && used <= input.size());
            require(used > 0 || reader.state() == RequestReader::State::failed);
            input.remove_prefix(used);
        }
    }
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::size_t piece = data[0] % 32 + 1;
    std::string input(kStarts[data[1] % std::size(kStarts)]);
    input.append(reinterpret_cast<const char*>(data) + 2, size - 2);
    require(read_all(input, SIZE_MAX) == read_all(input, piece));
    return 0;
}
