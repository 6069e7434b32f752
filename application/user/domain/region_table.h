// SPDX-License-Identifier: Apache-2.0
// The administrative divisions of China, three levels: provinces, cities, districts.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::user {

// "code<tab>parent's code<tab>name<tab>English name" a line, parents first; generated at build time from a package.
extern const char* const kRegionTable;

struct RegionEntry {
    std::string_view code;
    std::string_view name;
    std::string_view name_en;
    int level;  // 1 province, 2 city, 3 district
    bool has_children;
};

// A region as addresses name it, down to the level that is known. Names are the table's whole ones, but the city of a
// municipality is called as itself: the table's rows 市辖区 and 县 are no places.
struct RegionPlace {
    std::string code;  // six digits, of the most exact level
    std::string province;
    std::string city;
    std::string district;
};

// Whose name is none of the table, or none below the name before it.
enum class UnknownName : std::uint8_t { province, city, district };

// Built once; read-only and any thread after.
class Regions {
public:
    // `table` outlives this.
    explicit Regions(std::string_view table);
    Regions(const Regions&) = delete;
    Regions& operator=(const Regions&) = delete;
    // In the table's order; empty for an unknown parent. An empty code gives the provinces.
    const std::vector<RegionEntry>& below(std::string_view parent_code) const;

    // The place that the names mean: whole ones, short ones (新疆, 杭州, 大理州) and English ones, whatever their case
    // and width. City and district may be empty.
    std::expected<RegionPlace, UnknownName> find(std::string_view province, std::string_view city,
                                                 std::string_view district) const;
    // The code with six digits, when two, four or six of them are a region's.
    std::optional<std::string> find_code(std::string_view code) const;

private:
    // By folded names; null: several regions of one parent share it.
    using Names = std::map<std::string, const RegionEntry*, std::less<>>;

    void index();
    const RegionEntry* named(std::string_view parent_code, std::string_view name) const;
    // Those that the name means: the rows 市辖区 and 县 are one city.
    std::vector<const RegionEntry*> cities(const RegionEntry& province, std::string_view name) const;
    std::expected<RegionPlace, UnknownName> find_below(const RegionEntry& province, std::string_view city,
                                                       std::string_view district) const;

    std::map<std::string_view, std::vector<RegionEntry>> children_;
    std::map<std::string_view, Names> names_;
};

}  // namespace ecommerce::user
