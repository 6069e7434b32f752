// SPDX-License-Identifier: Apache-2.0
#include "framework/config/units.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "framework/text/hex.h"

namespace ecommerce::config {
namespace {

using Unit = std::pair<std::string_view, std::int64_t>;

constexpr std::array<Unit, 5> kTimeUnits{
    {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1000}, {"ms", 1}}};
constexpr std::array<Unit, 9> kSizeUnits{{{"TiB", std::int64_t{1} << 40},
                                          {"GiB", std::int64_t{1} << 30},
                                          {"MiB", std::int64_t{1} << 20},
                                          {"KiB", std::int64_t{1} << 10},
                                          {"TB", 1'000'000'000'000},
                                          {"GB", 1'000'000'000},
                                          {"MB", 1'000'000},
                                          {"KB", 1000},
                                          {"B", 1}}};

// Cuts the digits at the front off `text`.
std::optional<std::int64_t> take_digits(std::string_view& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || value < 0) return std::nullopt;
    text.remove_prefix(std::size_t(end - text.data()));
    return value;
}

std::optional<std::int64_t> times(std::int64_t count, std::int64_t unit) {
    std::int64_t result = 0;
    if (__builtin_mul_overflow(count, unit, &result)) return std::nullopt;
    return result;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    if (text == "0") return std::chrono::milliseconds(0);
    if (text.empty()) return std::nullopt;
    std::int64_t total = 0;
    std::int64_t last_unit = std::numeric_limits<std::int64_t>::max();
    while (!text.empty()) {
        const auto count = take_digits(text);
        if (!count) return std::nullopt;
        const auto letters = text.substr(0, text.find_first_of("0123456789"));
        const auto* unit = kTimeUnits.begin();
        while (unit != kTimeUnits.end() && unit->first != letters) ++unit;
        if (unit == kTimeUnits.end() || unit->second >= last_unit) return std::nullopt;
        const auto part = times(*count, unit->second);
        if (!part || __builtin_add_overflow(total, *part, &total)) return std::nullopt;
        last_unit = unit->second;
        text.remove_prefix(letters.size());
    }
    return std::chrono::milliseconds(total);
}

std::string format_duration(std::chrono::milliseconds duration) {
    std::int64_t left = duration.count();
    if (left == 0) return "0s";
    std::string text;
    for (const auto& [name, size] : kTimeUnits) {
        if (left / size == 0) continue;
        fmt::format_to(std::back_inserter(text), "{}{}", left / size, name);
        left %= size;
    }
    return text;
}

std::optional<std::int64_t> parse_size(std::string_view text) {
    const auto count = take_digits(text);
    if (!count) return std::nullopt;
    if (text.empty()) return count;
    for (const auto& [name, size] : kSizeUnits) {
        if (text == name) return times(*count, size);
    }
    return std::nullopt;
}

std::string format_size(std::int64_t bytes) {
    if (bytes == 0) return "0";
    for (const auto& [name, size] : kSizeUnits) {
        if (bytes % size == 0) return fmt::format("{}{}", bytes / size, name);
    }
    return fmt::format("{}", bytes);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<double> parse_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<bool> parse_bool(std::string_view text) {
    if (text == "true" || text == "yes" || text == "on") return true;
    if (text == "false" || text == "no" || text == "off") return false;
    return std::nullopt;
}

std::optional<std::string> parse_key(std::string_view text) {
    if (text.size() != 64) return std::nullopt;
    return text::from_hex(text);
}

}  // namespace ecommerce::config
