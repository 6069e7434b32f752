// SPDX-License-Identifier: Apache-2.0
#include "framework/json/text.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <simdjson.h>

#include "framework/json/json.h"

namespace ecommerce::json {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";

// What follows the backslash; 0: written as it is; 'u': by number.
constexpr std::array<char, 256> make_escapes() {
    std::array<char, 256> escapes{};
    for (std::size_t i = 0; i < 0x20; ++i) escapes[i] = 'u';
    escapes[0x7F] = 'u';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    return escapes;
}
constexpr auto kEscapes = make_escapes();

// Whether none of eight bytes needs an escape.
bool is_plain(std::uint64_t word) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kHigh = 0x8080808080808080U;
    const auto has_zero = [](std::uint64_t v) { return (v - kOnes) & ~v & kHigh; };
    const std::uint64_t below_space = (word - kOnes * 0x20) & ~word & kHigh;
    return (below_space | has_zero(word ^ (kOnes * '"')) | has_zero(word ^ (kOnes * '\\')) |
            has_zero(word ^ (kOnes * 0x7F))) == 0;
}

void append_escaped(std::string& out, std::string_view text) {
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (i + 8 <= text.size()) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + i, 8);
            if (is_plain(word)) {
                i += 8;
                continue;
            }
        }
        const auto byte = static_cast<unsigned char>(text[i]);
        const char escape = kEscapes[byte];
        if (escape != 0) {
            out.append(text, written, i - written);
            out += '\\';
            out += escape;
            if (escape == 'u') {
                out += "00";
                out += kHex[byte >> 4];
                out += kHex[byte & 15];
            }
            written = i + 1;
        }
        ++i;
    }
    out.append(text, written);
}

// The length of the valid UTF-8 sequence at the start of `text`; 0 when there is none.
std::size_t sequence_length(std::string_view text) {
    for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
        if (simdjson::validate_utf8(text.substr(0, length))) return length;
    }
    return 0;
}

std::string repaired(std::string_view text) {
    std::string valid;
    while (!text.empty()) {
        const auto length = sequence_length(text);
        if (length == 0) {
            valid += "\xEF\xBF\xBD";
            text.remove_prefix(1);
        } else {
            valid.append(text, 0, length);
            text.remove_prefix(length);
        }
    }
    return valid;
}

template <typename Real>
void append_finite(std::string& out, Real value) {
    if (value == 0 && std::signbit(value)) {
        out += "-0.0";  // readers take "-0" for an integer
        return;
    }
    char buffer[64];
    // Without an exponent up to where readers still take all digits as an integer.
    const auto form = std::fabs(value) < Real(1e15) ? std::chars_format{} : std::chars_format::scientific;
    const auto end = form == std::chars_format{}
                         ? std::to_chars(buffer, buffer + sizeof(buffer), value)
                         : std::to_chars(buffer, buffer + sizeof(buffer), value, form);
    out.append(buffer, end.ptr);
}

template <typename Real>
void append_any_real(std::string& out, Real value) {
    if (std::isnan(value)) {
        out += "\"NaN\"";
    } else if (std::isinf(value)) {
        out += value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    } else {
        append_finite(out, value);
    }
}

bool is_ascii(std::string_view text) {
    std::uint64_t seen = 0;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        seen |= word;
    }
    for (; i < text.size(); ++i) seen |= std::uint64_t(static_cast<unsigned char>(text[i])) & 0x80U;
    return (seen & 0x8080808080808080U) == 0;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    if (is_ascii(text) || simdjson::validate_utf8(text)) {
        append_escaped(out, text);
    } else {
        append_escaped(out, repaired(text));
    }
    out += '"';
}

void append_real(std::string& out, double value) {
    append_any_real(out, value);
}

void append_real(std::string& out, float value) {
    append_any_real(out, value);
}

}  // namespace ecommerce::json
