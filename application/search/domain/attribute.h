// SPDX-License-Identifier: Apache-2.0
// Properties of products that a search can be narrowed by: colour, size, material.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::search {

struct Attribute {
    std::string name;  // without a colon
    std::string value;
    auto operator<=>(const Attribute&) const = default;
};

// "颜色:红", as it is asked for, indexed and counted.
std::string to_text(const Attribute& attribute);
// Nothing for a text without a name or a value.
std::optional<Attribute> read_attribute(std::string_view text);

// Those that somebody may choose by, ascending, each once: of short values, and at most kAttributesOfOne, earlier ones
// first.
inline constexpr std::size_t kAttributesOfOne = 40;
std::vector<Attribute> choosable(std::vector<Attribute> attributes);

// Some values of one attribute.
struct ChosenAttribute {
    std::string name;
    std::vector<std::string> values;
};

// By their names, ascending.
std::vector<ChosenAttribute> group_by_name(std::vector<Attribute> attributes);

}  // namespace ecommerce::search
