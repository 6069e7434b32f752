// SPDX-License-Identifier: Apache-2.0
// Character classes of RFC 9110 and 9112. Internal to framework/http.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ecommerce::http {

namespace detail {

constexpr std::array<bool, 256> make_token_table() {
    std::array<bool, 256> table{};
    for (int c = '0'; c <= '9'; ++c) table[std::size_t(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c) table[std::size_t(c)] = true;
    for (int c = 'A'; c <= 'Z'; ++c) table[std::size_t(c)] = true;
    for (const char c : std::string_view("!#$%&'*+-.^_`|~")) table[std::uint8_t(c)] = true;
    return table;
}
inline constexpr auto kTokenTable = make_token_table();

}  // namespace detail

constexpr bool is_token_char(char c) {
    return detail::kTokenTable[std::uint8_t(c)];
}
constexpr bool is_token(std::string_view text) {
    for (const char c : text) {
        if (!is_token_char(c)) return false;
    }
    return !text.empty();
}

// Visible characters, space, tab and bytes of other encodings; everything else in a field value is refused.
constexpr bool is_field_value_char(char c) {
    const auto byte = std::uint8_t(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
}
constexpr bool is_field_value(std::string_view text) {
    for (const char c : text) {
        if (!is_field_value_char(c)) return false;
    }
    return true;
}

constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The value of a hexadecimal digit, -1 for any other character.
constexpr int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace ecommerce::http
