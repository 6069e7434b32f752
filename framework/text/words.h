// SPDX-License-Identifier: Apache-2.0
// Texts taken apart. Views point into the text that was given.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>
#include <vector>

namespace ecommerce::text {

// Without the characters `around` at both ends; also an empty view points into the text.
constexpr std::string_view trim(std::string_view text, std::string_view around = " \t") {
    const auto first = text.find_first_not_of(around);
    if (first == std::string_view::npos) return text.substr(text.size());
    return text.substr(first, text.find_last_not_of(around) + 1 - first);
}

// Every part between separators, also empty ones: one more than there are separators.
std::vector<std::string_view> split(std::string_view text, char separator);
// The parts that hold something, trimmed: "a, b,," has two.
std::vector<std::string_view> words(std::string_view text, char separator);

// The number that the whole text is, in decimal digits; nothing when it is none or does not fit.
template <std::integral T>
std::optional<T> to_number(std::string_view text) {
    T value{};
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace ecommerce::text
