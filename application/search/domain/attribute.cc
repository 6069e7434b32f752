// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/attribute.h"

#include <algorithm>

#include "framework/text/code_points.h"
#include "framework/text/words.h"

namespace ecommerce::search {

namespace {

constexpr char kColon = ':';
constexpr std::size_t kValueMax = 40;  // code points; what is longer is a sentence

void sort_out(std::vector<Attribute>& attributes) {
    std::ranges::sort(attributes);
    attributes.erase(std::ranges::unique(attributes).begin(), attributes.end());
}

}  // namespace

std::string to_text(const Attribute& attribute) {
    return attribute.name + kColon + attribute.value;
}

std::optional<Attribute> read_attribute(std::string_view text) {
    const auto colon = text.find(kColon);
    if (colon == std::string_view::npos) return std::nullopt;
    const auto name = text::trim(text.substr(0, colon));
    const auto value = text::trim(text.substr(colon + 1));
    if (name.empty() || value.empty()) return std::nullopt;
    return Attribute{.name = std::string(name), .value = std::string(value)};
}

std::vector<Attribute> choosable(std::vector<Attribute> attributes) {
    std::erase_if(attributes, [](const Attribute& attribute) {
        return attribute.name.empty() || attribute.name.contains(kColon) || attribute.value.empty() ||
               text::code_points(attribute.value).size() > kValueMax;
    });
    if (attributes.size() > kAttributesOfOne) attributes.resize(kAttributesOfOne);
    sort_out(attributes);
    return attributes;
}

std::vector<ChosenAttribute> group_by_name(std::vector<Attribute> attributes) {
    sort_out(attributes);
    std::vector<ChosenAttribute> groups;
    for (auto& attribute : attributes) {
        if (groups.empty() || groups.back().name != attribute.name)
            groups.push_back({.name = std::move(attribute.name), .values = {}});
        groups.back().values.push_back(std::move(attribute.value));
    }
    return groups;
}

}  // namespace ecommerce::search
