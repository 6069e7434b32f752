// SPDX-License-Identifier: Apache-2.0
// How each type of value is understood and written. Internal to framework/config.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "framework/config/parameters.h"
#include "framework/config/units.h"

namespace ecommerce::config {

template <typename T>
struct Kind {
    Parameter::Kind kind;
    std::string_view name;      // "duration"
    std::string_view expected;  // "a duration such as 250ms, 15m or 24h"
    std::optional<T> (*parse)(std::string_view);
    std::string (*format)(T);
};

// Inclusive; those of the type are none.
template <typename T>
struct Bounds {
    T min = std::numeric_limits<T>::lowest();
    T max = std::numeric_limits<T>::max();
};
template <>
struct Bounds<std::chrono::milliseconds> {
    std::chrono::milliseconds min{0};
    std::chrono::milliseconds max = std::chrono::milliseconds::max();
};

inline const Kind<bool> kBoolean{Parameter::Kind::boolean, "yes or no", "yes or no", parse_bool,
                                 [](bool value) { return std::string(value ? "yes" : "no"); }};
inline const Kind<std::int64_t> kInteger{Parameter::Kind::integer, "integer", "a whole number", parse_integer,
                                         [](std::int64_t value) { return fmt::to_string(value); }};
inline const Kind<double> kNumber{Parameter::Kind::number, "number", "a number", parse_number,
                                  [](double value) { return fmt::format("{:g}", value); }};
inline const Kind<std::int64_t> kSize{Parameter::Kind::size, "size", "a size such as 4096, 64KiB or 10MB",
                                      parse_size, format_size};
inline const Kind<std::chrono::milliseconds> kDuration{Parameter::Kind::duration, "duration",
                                                       "a duration such as 250ms, 15m or 24h", parse_duration,
                                                       format_duration};

// What keeps the text from being a value, or the value.
template <typename T>
std::expected<T, std::string> understand(std::string_view text, const Kind<T>& kind,
                                         const Bounds<T>& bounds) {
    const auto value = kind.parse(text);
    if (!value) return std::unexpected(fmt::format("is \"{}\", but should be {}", text, kind.expected));
    if (*value < bounds.min) {
        return std::unexpected(fmt::format("is {}, but must be at least {}", text, kind.format(bounds.min)));
    }
    if (*value > bounds.max) {
        return std::unexpected(fmt::format("is {}, but must be at most {}", text, kind.format(bounds.max)));
    }
    return *value;
}

template <typename T>
Parameter describe(std::string_view help, const Kind<T>& kind, const Bounds<T>& bounds, T fallback) {
    const bool low = bounds.min != Bounds<T>{}.min;
    const bool high = bounds.max != Bounds<T>{}.max;
    return {.kind = kind.kind,
            .help = std::string(help),
            .fallback = kind.format(fallback),
            .min = low ? kind.format(bounds.min) : "",
            .max = high ? kind.format(bounds.max) : ""};
}

}  // namespace ecommerce::config
