// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/region_table.h"

#include <algorithm>

#include "application/user/domain/region_names.h"
#include "framework/text/clean.h"

namespace ecommerce::user {

namespace {

// Cuts the text up to the separator off its front.
std::string_view take(std::string_view& text, char separator) {
    const auto at = std::min(text.find(separator), text.size());
    const auto part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

// Rows between a municipality and its districts.
bool is_municipal(const RegionEntry& region) {
    return region.name == "市辖区" || region.name == "县";
}

// Rows between a province and what it governs without a city: 省直辖县级行政区划.
bool is_direct(const RegionEntry& region) {
    return region.name.find("直辖") != std::string_view::npos;
}

std::string six_digits(std::string_view code) {
    std::string six(code);
    six.resize(6, '0');
    return six;
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
    index();
}

// The table's own names come first: what else a region is called must not hide a neighbour of that very name.
void Regions::index() {
    for (const auto& [parent, regions] : children_) {
        auto& names = names_[parent];
        for (const auto& region : regions) names.emplace(text::fold(region.name), &region);
        Names others;
        for (const auto& region : regions) {
            for (const auto& name : other_names(region.code, region.name, region.name_en)) {
                const auto [known, added] = others.emplace(text::fold(name), &region);
                if (!added && known->second != &region) known->second = nullptr;
            }
        }
        names.merge(others);
    }
}

const std::vector<RegionEntry>& Regions::below(std::string_view parent_code) const {
    static const std::vector<RegionEntry> none;
    const auto found = children_.find(parent_code);
    return found == children_.end() ? none : found->second;
}

const RegionEntry* Regions::named(std::string_view parent_code, std::string_view name) const {
    const auto parent = names_.find(parent_code);
    if (parent == names_.end()) return nullptr;
    const auto found = parent->second.find(text::fold(name));
    return found == parent->second.end() ? nullptr : found->second;
}

std::vector<const RegionEntry*> Regions::cities(const RegionEntry& province, std::string_view name) const {
    const auto* city = named(province.code, name);
    if (city && !is_municipal(*city)) return {city};
    std::vector<const RegionEntry*> municipal;
    if (!city && named("", name) != &province) return municipal;
    for (const auto& each : below(province.code)) {
        if (is_municipal(each)) municipal.push_back(&each);
    }
    return municipal;
}

std::expected<RegionPlace, UnknownName> Regions::find_below(const RegionEntry& province,
                                                            std::string_view city,
                                                            std::string_view district) const {
    for (const auto& each : below(province.code)) {
        if (!is_direct(each)) continue;
        const auto* found = named(each.code, city);
        if (!found) continue;
        if (!district.empty() && named(each.code, district) != found)
            return std::unexpected(UnknownName::district);
        return RegionPlace{.code = six_digits(found->code),
                           .province = std::string(province.name),
                           .city = std::string(each.name),
                           .district = std::string(found->name)};
    }
    return std::unexpected(UnknownName::city);
}

std::expected<RegionPlace, UnknownName> Regions::find(std::string_view province, std::string_view city,
                                                      std::string_view district) const {
    const auto* top = named("", province);
    if (!top) return std::unexpected(UnknownName::province);
    if (city.empty()) {
        if (!district.empty()) return std::unexpected(UnknownName::city);
        return RegionPlace{
            .code = six_digits(top->code), .province = std::string(top->name), .city = {}, .district = {}};
    }
    const auto candidates = cities(*top, city);
    if (candidates.empty()) return find_below(*top, city, district);
    const auto& first = *candidates.front();
    RegionPlace place{.code = six_digits(first.code),
                      .province = std::string(top->name),
                      .city = std::string(is_municipal(first) ? top->name : first.name),
                      .district = {}};
    const RegionEntry* found = nullptr;
    for (const auto* candidate : candidates) {
        const auto& districts = below(candidate->code);
        if (district.empty() && districts.size() == 1)
            found = &districts.front();  // 东莞市 is its own district
        if (!found && !district.empty()) found = named(candidate->code, district);
    }
    if (!found && (!district.empty() || is_direct(first))) return std::unexpected(UnknownName::district);
    if (found) {
        place.code = six_digits(found->code);
        place.district = found->name;
    }
    return place;
}

std::optional<std::string> Regions::find_code(std::string_view code) const {
    if (code.size() != 2 && code.size() != 4 && code.size() != 6) return std::nullopt;
    const auto six = six_digits(code);
    // 441900 is a city and its only district.
    for (const std::size_t parent : {4U, 2U, 0U}) {
        const auto& regions = below(std::string_view(six).substr(0, parent));
        const auto same = [&](const RegionEntry& region) { return six_digits(region.code) == six; };
        if (std::ranges::any_of(regions, same)) return six;
    }
    return std::nullopt;
}

}  // namespace ecommerce::user
