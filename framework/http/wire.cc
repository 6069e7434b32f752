// SPDX-License-Identifier: Apache-2.0
#include "framework/http/wire.h"

#include <charconv>

namespace ecommerce::http {

namespace {

void append_number(std::string& out, std::uint64_t number, int base = 10) {
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number, base);
    out.append(digits, end);
}

// These are the server's to write.
bool is_framing_field(std::string_view name) {
    return equals_ignoring_case(name, "content-length") || equals_ignoring_case(name, "transfer-encoding") ||
           equals_ignoring_case(name, "connection") || equals_ignoring_case(name, "date");
}

}  // namespace

void append_head(std::string& out, const Response& response, const ReplyFraming& framing,
                 std::string_view date_line) {
    if (response.status == 200) {
        out += "HTTP/1.1 200 OK\r\n";
    } else {
        out += "HTTP/1.1 ";
        append_number(out, std::uint64_t(response.status));
        out += ' ';
        out += reason_phrase(response.status);
        out += "\r\n";
    }
    out += date_line;
    if (!response.content_type.empty()) {
        out += "Content-Type: ";
        out += response.content_type;
        out += "\r\n";
    }
    for (const auto& [name, value] : response.headers) {
        if (is_framing_field(name)) continue;
        out += name;
        out += ": ";
        out += value;
        out += "\r\n";
    }
    if (response.shared_fields) out += *response.shared_fields;
    if (framing.length) {
        out += "Content-Length: ";
        append_number(out, *framing.length);
        out += "\r\n";
    } else if (framing.chunked) {
        out += "Transfer-Encoding: chunked\r\n";
    }
    if (!framing.keep_alive) {
        out += "Connection: close\r\n";
    } else if (framing.says_keep_alive) {
        out += "Connection: keep-alive\r\n";
    }
    out += "\r\n";
}

void append_chunk_size(std::string& out, std::size_t size) {
    append_number(out, size, 16);
    out += "\r\n";
}

}  // namespace ecommerce::http
