// SPDX-License-Identifier: Apache-2.0
// Enums whose columns hold names, as states do. Such an enum says its names beside itself, in its own namespace:
//
//   enum class Status { open, sold };
//   constexpr auto column_names(Status) {
//       return std::to_array<std::pair<Status, std::string_view>>({{Status::open, "OPEN"}, {Status::sold, "SOLD"}});
//   }
//
// Any range of pairs will do whose texts live as long as the program. Rows then give the enum for such a text, and
// parameters carry it as one. An enum without names travels as its integer.
#pragma once

#include <optional>
#include <stdexcept>
#include <string_view>
#include <type_traits>

namespace ecommerce::postgres::detail {

template <typename T>
concept NamedEnum = std::is_enum_v<T> && requires(T value) { column_names(value); };

// Throws for a value without a name, which is a bug.
template <NamedEnum T>
std::string_view name_of(T wanted) {
    for (const auto& [value, name] : column_names(wanted)) {
        if (value == wanted) return name;
    }
    throw std::logic_error("a value of an enum has no name among its column_names()");
}

template <NamedEnum T>
std::optional<T> value_of(std::string_view wanted) {
    for (const auto& [value, name] : column_names(T())) {
        if (name == wanted) return value;
    }
    return std::nullopt;
}

}  // namespace ecommerce::postgres::detail
