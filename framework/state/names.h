// SPDX-License-Identifier: Apache-2.0
// Names of an enum's values: what is stored, logged and drawn. An enum has them when a function beside it lists them:
//
//   enum class Phase : std::uint8_t { open, closed };
//   constexpr auto names_of(Phase) {
//       return std::to_array<Name<Phase>>({{Phase::open, "OPEN"}, {Phase::closed, "CLOSED"}});
//   }
//
//   name_of(Phase::open)      // "OPEN"
//   parse<Phase>("CLOSED")    // Phase::closed; nothing for a text that is no name
//
// Rows give such an enum for a column that holds its names, and parameters carry it as one (framework/postgres). A name
// that was stored once never changes.
#pragma once

#include <array>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <type_traits>

namespace ecommerce {

template <typename Enum>
struct Name {
    Enum value;
    std::string_view text;
};

template <typename T>
concept Named = std::is_enum_v<T> && requires(T value) { names_of(value); };

template <Named Enum>
inline constexpr auto kNamesOf = names_of(Enum{});

// Throws on a value that has no name.
template <Named Enum>
constexpr std::string_view name_of(Enum value) {
    for (const auto& name : kNamesOf<Enum>) {
        if (name.value == value) return name.text;
    }
    throw std::logic_error("an enum's value without a name");
}

template <Named Enum>
constexpr std::optional<Enum> parse(std::string_view text) {
    for (const auto& name : kNamesOf<Enum>) {
        if (name.text == text) return name.value;
    }
    return std::nullopt;
}

}  // namespace ecommerce
