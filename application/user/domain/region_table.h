// SPDX-License-Identifier: Apache-2.0
// The administrative divisions of China, three levels: provinces, cities, districts.
#pragma once

#include <map>
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

// Built once; read-only and any thread after.
class Regions {
public:
    // `table` outlives this.
    explicit Regions(std::string_view table);
    // In the table's order; empty for an unknown parent. An empty code gives the provinces.
    const std::vector<RegionEntry>& below(std::string_view parent_code) const;

private:
    std::map<std::string_view, std::vector<RegionEntry>> children_;
};

}  // namespace ecommerce::user
