// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/region_names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ecommerce::user {

namespace {

// Longer ones before those that end alike.
constexpr std::array<std::string_view, 11> kEndings = {
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "盟", "区", "县"};

// Nations in the names of regions that govern themselves; 族 may be left out where the table leaves it out.
constexpr std::array<std::string_view, 34> kNations = {
    "维吾尔",   "壮族",   "回族",     "蒙古族", "蒙古", "藏族", "羌族",   "彝族",   "白族",
    "傣族",     "景颇族", "傈僳族",   "哈尼族", "苗族", "侗族", "布依族", "土家族", "朝鲜族",
    "哈萨克族", "哈萨克", "柯尔克孜", "满族",   "瑶族", "黎族", "畲族",   "土族",   "撒拉族",
    "保安族",   "东乡族", "裕固族",   "塔吉克", "锡伯", "各族", "仡佬族"};

constexpr std::array<std::string_view, 8> kEnglishEndings = {
    " District", " County", " City", " Prefecture", " League", " Banner", " Province", " Town"};

// What provinces are called beside their own and English names.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kProvinces = {{
    {"15", "内蒙"},
    {"15", "Nei Mongol"},
    {"15", "Neimenggu"},
    {"54", "Xizang"},
    {"65", "Sinkiang"},
    {"71", "台灣"},
    {"71", "臺灣"},
    {"71", "臺灣省"},
    {"71", "Taiwan"},
    {"81", "Hong Kong"},
    {"81", "Hongkong"},
    {"81", "Xianggang"},
    {"82", "Macao"},
    {"82", "Macau"},
    {"82", "Aomen"},
    {"82", "澳門"},
}};

constexpr std::size_t kTwoCharacters = 6;

bool cut(std::string_view& text, std::string_view ending) {
    if (!text.ends_with(ending) || text.size() < ending.size() + kTwoCharacters) return false;
    text.remove_suffix(ending.size());
    return true;
}

}  // namespace

std::string_view short_name(std::string_view name) {
    auto rest = name;
    const auto ending = std::ranges::find_if(kEndings, [&](std::string_view one) { return cut(rest, one); });
    if (ending == kEndings.end() || !ending->starts_with("自治")) return rest;
    while (std::ranges::any_of(kNations, [&](std::string_view nation) { return cut(rest, nation); })) {}
    return rest;
}

std::vector<std::string> other_names(std::string_view code, std::string_view name, std::string_view name_en) {
    const std::string brief(short_name(name));
    std::vector<std::string> names = {brief, std::string(name_en)};
    // 大理州 and 阿坝州 are what their people say.
    for (const std::string_view last : {"州", "省", "市"}) {
        if (name.ends_with(last)) names.push_back(brief + std::string(last));
    }
    if (name.ends_with("自治区")) names.push_back(brief + "自治区");
    for (const auto ending : kEnglishEndings) {
        if (name_en.ends_with(ending)) names.emplace_back(name_en.substr(0, name_en.size() - ending.size()));
    }
    if (code.size() == 2) {
        names.push_back(std::string(name_en) + " Province");
        names.push_back(std::string(name_en) + " Autonomous Region");
    }
    if (code.size() <= 4) names.push_back(std::string(name_en) + " City");
    for (const auto& [province, also] : kProvinces) {
        if (province == code) names.emplace_back(also);
    }
    return names;
}

}  // namespace ecommerce::user
