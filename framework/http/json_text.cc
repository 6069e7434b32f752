// SPDX-License-Identifier: Apache-2.0
#include "framework/http/json_text.h"

#include <cstdint>

#include "framework/http/utf8.h"

namespace ecommerce::http {

namespace {

void append_escaped(std::string& out, char c) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default:
        out += "\\u00";
        out += kHex[std::uint8_t(c) >> 4];
        out += kHex[std::uint8_t(c) & 15];
    }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const auto length = utf8_length(text);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            text.remove_prefix(1);
            continue;
        }
        const char c = text.front();
        if (length == 1 && (std::uint8_t(c) < 0x20 || c == '"' || c == '\\')) {
            append_escaped(out, c);
        } else {
            out += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
    out += '"';
}

}  // namespace ecommerce::http
