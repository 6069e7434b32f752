// SPDX-License-Identifier: Apache-2.0
#include "framework/http/uri.h"

#include <cstdint>

#include "framework/call/reasons.h"
#include "framework/http/characters.h"
#include "framework/http/utf8.h"

namespace ecommerce::http {

namespace {

constexpr std::size_t kParametersMax = 100;

std::unexpected<Error> malformed(std::string message) {
    return fail(reason::malformed_request(std::move(message)));
}

bool is_unreserved(char c) {
    const char lower = to_lower(c);
    return is_digit(c) || (lower >= 'a' && lower <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (text.size() - i < 3) return std::nullopt;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = char(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        if (c == '\0') return std::nullopt;
        out += c;
    }
    if (!is_utf8(out)) return std::nullopt;
    return out;
}

std::string percent_encode(std::string_view text) {
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
        } else {
            out += '%';
            out += kHex[std::uint8_t(c) >> 4];
            out += kHex[std::uint8_t(c) & 15];
        }
    }
    return out;
}

Result<std::vector<QueryParameter>> parse_query(std::string_view query) {
    std::vector<QueryParameter> parameters;
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto part = query.substr(0, end);
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
        if (part.empty()) continue;
        if (parameters.size() == kParametersMax) return malformed("The query has too many parameters.");
        const auto equals = part.find('=');
        auto name = percent_decode(part.substr(0, equals), true);
        auto value = percent_decode(equals == std::string_view::npos ? "" : part.substr(equals + 1), true);
        if (!name || !value) return malformed("The query is not encoded correctly.");
        parameters.push_back({std::move(*name), std::move(*value)});
    }
    return parameters;
}

}  // namespace ecommerce::http
