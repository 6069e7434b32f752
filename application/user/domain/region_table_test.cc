// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/region_table.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace ecommerce::user {
namespace {

TEST(Regions, AreReachedLevelByLevel) {
    const Regions regions("1\t\tA\tEast\n11\t1\tB\tCity\n111\t11\tC\tTown\n2\t\tD\tWest\n");
    ASSERT_EQ(regions.below("").size(), 2U);
    EXPECT_EQ(regions.below("")[0].name, "A");
    EXPECT_EQ(regions.below("")[0].name_en, "East");
    EXPECT_TRUE(regions.below("")[0].has_children);
    EXPECT_FALSE(regions.below("")[1].has_children);
    EXPECT_EQ(regions.below("11")[0].level, 3);
    EXPECT_TRUE(regions.below("9").empty());
}

const RegionEntry& named(const std::vector<RegionEntry>& regions, std::string_view name) {
    return *std::ranges::find(regions, name, &RegionEntry::name);
}

TEST(Regions, HaveTheirUsualNamesInEnglish) {
    const Regions regions(kRegionTable);
    const auto& provinces = regions.below("");
    EXPECT_EQ(named(provinces, "陕西省").name_en, "Shaanxi");
    EXPECT_EQ(named(provinces, "西藏自治区").name_en, "Tibet");
    EXPECT_EQ(named(provinces, "内蒙古自治区").name_en, "Inner Mongolia");
    const auto& zhejiang = regions.below(named(provinces, "浙江省").code);
    EXPECT_EQ(named(zhejiang, "丽水市").name_en, "Lishui");
    const auto& hangzhou = named(zhejiang, "杭州市");
    EXPECT_EQ(hangzhou.name_en, "Hangzhou");
    EXPECT_EQ(named(regions.below(hangzhou.code), "西湖区").name_en, "Xihu District");
    EXPECT_EQ(named(regions.below(hangzhou.code), "桐庐县").name_en, "Tonglu County");
    const auto& yunnan = regions.below(named(provinces, "云南省").code);
    EXPECT_EQ(named(yunnan, "大理白族自治州").name_en, "Dali Prefecture");
}

// Latin letters from a capital on, as in "Xi'an", "Lüliang" and "Shijiazhuang High-Tech Zone".
bool reads_as_a_name(std::string_view name) {
    std::string plain(name);
    for (const std::string_view letter : {"ü", "Ü"}) {
        for (auto at = plain.find(letter); at != std::string::npos; at = plain.find(letter)) {
            plain.replace(at, letter.size(), "U");
        }
    }
    return !plain.empty() && plain[0] >= 'A' && plain[0] <= 'Z' && plain.back() != ' ' &&
           std::ranges::all_of(plain, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || c == '\'' || c == '-';
           });
}

TEST(Regions, AllHaveANameInEnglish) {
    const Regions regions(kRegionTable);
    std::vector<std::string_view> codes{""};
    for (std::size_t at = 0; at < codes.size(); ++at) {
        for (const auto& region : regions.below(codes[at])) {
            EXPECT_TRUE(reads_as_a_name(region.name_en)) << region.name << " is " << region.name_en;
            if (region.has_children) codes.push_back(region.code);
        }
    }
    EXPECT_GT(codes.size(), 300U);
}

TEST(Regions, HaveEveryProvinceOfTheMainlandAndItsDistricts) {
    const Regions regions(kRegionTable);
    EXPECT_EQ(regions.below("").size(), 31U);
    for (const auto& province : regions.below("")) {
        EXPECT_TRUE(province.has_children) << province.name;
        EXPECT_TRUE(regions.below(province.code)[0].has_children) << province.name;
    }
}

}  // namespace
}  // namespace ecommerce::user
