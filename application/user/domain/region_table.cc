// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/region_table.h"

namespace ecommerce::user {

namespace {

// Cuts the text up to the separator off its front.
std::string_view take(std::string_view& text, char separator) {
    const auto at = std::min(text.find(separator), text.size());
    const auto part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

}  // namespace

Regions::Regions(std::string_view table) {
    std::map<std::string_view, int> levels;
    while (!table.empty()) {
        auto line = take(table, '\n');
        const auto code = take(line, '\t');
        const auto parent = take(line, '\t');
        const int level = parent.empty() ? 1 : levels.at(parent) + 1;
        levels.emplace(code, level);
        const auto name = take(line, '\t');
        children_[parent].push_back(
            {.code = code, .name = name, .name_en = line, .level = level, .has_children = false});
    }
    for (auto& [parent, regions] : children_) {
        for (auto& region : regions) region.has_children = children_.contains(region.code);
    }
}

const std::vector<RegionEntry>& Regions::below(std::string_view parent_code) const {
    static const std::vector<RegionEntry> none;
    const auto found = children_.find(parent_code);
    return found == children_.end() ? none : found->second;
}

}  // namespace ecommerce::user
