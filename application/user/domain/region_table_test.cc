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

// Province, city and district with their code, or which of them nobody knows.
std::string found(std::string_view province, std::string_view city = "", std::string_view district = "") {
    static const Regions regions(kRegionTable);
    const auto place = regions.find(province, city, district);
    if (place) return place->code + " " + place->province + " " + place->city + " " + place->district;
    switch (place.error()) {
    case UnknownName::province: return "province?";
    case UnknownName::city: return "city?";
    case UnknownName::district: return "district?";
    }
    return "";
}

TEST(Regions, AreFoundByWhateverPeopleCallThem) {
    for (const auto* name : {"新疆", "新疆维吾尔自治区", "新疆维吾尔自治区 ", "新疆自治区", "Xinjiang",
                             "XINJIANG", "ｘinjiang", "Xinjiang Autonomous Region"}) {
        EXPECT_EQ(found(name), "650000 新疆维吾尔自治区  ") << name;
    }
    for (const auto* name : {"西藏", "西藏自治区", "Xizang", "Tibet"})
        EXPECT_EQ(found(name).substr(0, 2), "54") << name;
    for (const auto* name : {"内蒙古", "内蒙", "Inner Mongolia"})
        EXPECT_EQ(found(name).substr(0, 2), "15") << name;
    for (const auto* name : {"浙江", "浙江省", "Zhejiang", "Zhejiang Province"}) {
        EXPECT_EQ(found(name, "杭州", "西湖"), "330106 浙江省 杭州市 西湖区") << name;
    }
    EXPECT_EQ(found("Zhejiang", "Hangzhou", "Xihu District"), "330106 浙江省 杭州市 西湖区");
    EXPECT_EQ(found("云南", "大理州", "大理市"), "532901 云南省 大理白族自治州 大理市");
    EXPECT_EQ(found("云南", "大理"), "532900 云南省 大理白族自治州 ");
    EXPECT_EQ(found("新疆", "伊犁"), "654000 新疆维吾尔自治区 伊犁哈萨克自治州 ");
    EXPECT_EQ(found("甘肃", "临夏州", "积石山").substr(0, 6), "622927");
}

TEST(Regions, BelongTogether) {
    EXPECT_EQ(found("浙江省", "乌鲁木齐市", "天山区"), "city?");
    EXPECT_EQ(found("浙江省", "杭州市", "城关区"), "district?");
    EXPECT_EQ(found("新新疆"), "province?");
    EXPECT_EQ(found("China", "杭州市"), "province?");
    EXPECT_EQ(found("西藏自治区拉萨市", "拉萨市"), "province?");
    EXPECT_EQ(found("浙江省", "", "西湖区"), "city?");
}

TEST(Regions, AreFoundWhereTheTableHasRowsThatAreNoPlaces) {
    for (const auto* city : {"北京市", "北京", "市辖区", "Beijing"}) {
        EXPECT_EQ(found("北京", city, "朝阳区"), "110105 北京市 北京市 朝阳区") << city;
    }
    EXPECT_EQ(found("重庆市", "重庆市", "云阳县"), "500235 重庆市 重庆市 云阳县");
    EXPECT_EQ(found("湖北省", "仙桃市"), "429004 湖北省 省直辖县级行政区划 仙桃市");
    EXPECT_EQ(found("湖北省", "省直辖县级行政区划", "仙桃市"), "429004 湖北省 省直辖县级行政区划 仙桃市");
    EXPECT_EQ(found("湖北省", "省直辖县级行政区划"), "district?");
    EXPECT_EQ(found("广东", "东莞"), "441900 广东省 东莞市 东莞市");
    EXPECT_EQ(found("香港", "九龙", "观塘区").substr(0, 4), "8102");
    EXPECT_EQ(found("Macau").substr(0, 2), "82");
    EXPECT_EQ(found("台湾", "台北市", "中正区").substr(0, 4), "7101");
}

TEST(Regions, AreFoundAgainByTheNamesThatAreKept) {
    const Regions regions(kRegionTable);
    for (const auto& province : regions.below("")) {
        for (const auto& city : regions.below(province.code)) {
            for (const auto& district : regions.below(city.code)) {
                const auto place = regions.find(province.name, city.name, district.name);
                ASSERT_TRUE(place) << province.name << city.name << district.name;
                EXPECT_EQ(place->code, district.code);
                const auto again = regions.find(place->province, place->city, place->district);
                ASSERT_TRUE(again) << place->city << place->district;
                EXPECT_EQ(again->code, place->code);
            }
        }
    }
}

TEST(Regions, HaveCodesOfTwoFourOrSixDigits) {
    const Regions regions(kRegionTable);
    EXPECT_EQ(regions.find_code("65"), "650000");
    EXPECT_EQ(regions.find_code("3301"), "330100");
    EXPECT_EQ(regions.find_code("330106"), "330106");
    EXPECT_EQ(regions.find_code("330100"), "330100");
    EXPECT_EQ(regions.find_code("441900"), "441900");
    for (const auto* code : {"", "6", "99", "999999", "330199", "33010", "650001"}) {
        EXPECT_EQ(regions.find_code(code), std::nullopt) << code;
    }
}

TEST(Regions, HaveEveryProvinceAndItsDistricts) {
    const Regions regions(kRegionTable);
    EXPECT_EQ(regions.below("").size(), 34U);
    for (const auto& province : regions.below("")) {
        EXPECT_TRUE(province.has_children) << province.name;
        EXPECT_TRUE(regions.below(province.code)[0].has_children) << province.name;
    }
}

}  // namespace
}  // namespace ecommerce::user
