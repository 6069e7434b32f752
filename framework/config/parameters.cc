// SPDX-License-Identifier: Apache-2.0
#include "framework/config/parameters.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "framework/config/kinds.h"

namespace ecommerce::config {
namespace {

template <typename T>
Bounds<T> bounds_of(const Parameter& parameter, const Kind<T>& kind) {
    const Bounds<T> all;
    return {.min = kind.parse(parameter.min).value_or(all.min),
            .max = kind.parse(parameter.max).value_or(all.max)};
}

// The text as the parameter would be written, or what keeps it from being a value.
template <typename T>
std::expected<std::string, std::string> read(const Parameter& parameter, std::string_view text,
                                             const Kind<T>& kind) {
    const auto value = understand(text, kind, bounds_of(parameter, kind));
    if (!value) return std::unexpected(value.error());
    return kind.format(*value);
}

std::expected<std::string, std::string> read(const Parameter& parameter, std::string_view text) {
    using enum Parameter::Kind;
    switch (parameter.kind) {
    case boolean: return read(parameter, text, kBoolean);
    case integer: return read(parameter, text, kInteger);
    case number: return read(parameter, text, kNumber);
    case size: return read(parameter, text, kSize);
    case duration: return read(parameter, text, kDuration);
    case choice: break;
    }
    if (std::ranges::find(parameter.choices, text) != parameter.choices.end()) return std::string(text);
    return std::unexpected(
        fmt::format("is \"{}\", but should be one of {}", text, fmt::join(parameter.choices, ", ")));
}

}  // namespace

std::string objection(const Parameter& parameter, std::string_view text) {
    const auto value = read(parameter, text);
    return value ? "" : value.error();
}

std::string normalised(const Parameter& parameter, std::string_view text) {
    return read(parameter, text).value_or(std::string(text));
}

}  // namespace ecommerce::config
