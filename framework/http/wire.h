// SPDX-License-Identifier: Apache-2.0
// The bytes of a reply's head. Internal to framework/http.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "framework/http/response.h"

namespace ecommerce::http {

struct ReplyFraming {
    bool chunked = false;
    std::optional<std::uint64_t> length;  // neither chunked nor a length: the connection's end ends the body
    bool keep_alive = true;
    bool says_keep_alive = false;  // HTTP/1.0 clients must be told
};

// `date_line` is a whole line, "Date: …\r\n", or several.
void append_head(std::string& out, const Response& response, const ReplyFraming& framing,
                 std::string_view date_line);

// "1f\r\n"
void append_chunk_size(std::string& out, std::size_t size);

// These never have a body, whatever the handler gave.
inline bool is_bodiless(int status) {
    return status < 200 || status == 204 || status == 304;
}

}  // namespace ecommerce::http
