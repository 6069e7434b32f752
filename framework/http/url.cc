// SPDX-License-Identifier: Apache-2.0
#include "framework/http/url.h"

#include <algorithm>
#include <charconv>

#include "framework/http/characters.h"
#include "framework/http/headers.h"

namespace ecommerce::http {

namespace {

std::unexpected<Error> bad(std::string_view text, std::string_view problem) {
    return fail(Code::invalid, "INVALID_FIELD",
                "\"" + std::string(text) + "\" " + std::string(problem) + ".");
}

bool is_host_char(char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') || c == '-' || c == '.' || c == '_';
}

}  // namespace

std::string Url::authority() const {
    const bool bracketed = host.find(':') != std::string::npos;
    auto text = bracketed ? "[" + host + "]" : host;
    if (port != 80) text += ":" + std::to_string(port);
    return text;
}

Result<Url> Url::parse(std::string_view text) {
    constexpr std::string_view kScheme = "http://";
    if (!equals_ignoring_case(text.substr(0, kScheme.size()), kScheme))
        return bad(text, "is not an http URL");
    auto rest = text.substr(kScheme.size());
    Url url;
    const auto path = std::min(rest.find_first_of("/?#"), rest.size());
    auto authority = rest.substr(0, path);
    rest.remove_prefix(path);
    url.target = rest.substr(0, rest.find('#'));
    if (!url.target.starts_with('/')) url.target.insert(0, "/");
    if (!std::ranges::all_of(url.target, [](char c) { return c > 0x20 && c < 0x7F; })) {
        return bad(text, "has characters that must be encoded");
    }
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        if (end == std::string_view::npos) return bad(text, "has no valid host");
        url.host = authority.substr(1, end - 1);
        authority.remove_prefix(end + 1);
        const auto fits = [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; };
        if (!std::ranges::all_of(url.host, fits)) return bad(text, "has no valid host");
    } else {
        const auto end = std::min(authority.find(':'), authority.size());
        url.host = authority.substr(0, end);
        authority.remove_prefix(end);
        if (!std::ranges::all_of(url.host, is_host_char)) return bad(text, "has no valid host");
    }
    if (url.host.empty()) return bad(text, "has no valid host");
    if (!authority.empty()) {
        const auto digits = authority.substr(1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), url.port);
        if (authority[0] != ':' || error != std::errc() || end != digits.data() + digits.size() ||
            url.port == 0) {
            return bad(text, "has no valid port");
        }
    }
    return url;
}

}  // namespace ecommerce::http
