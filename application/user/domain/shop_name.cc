// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/shop_name.h"

#include <algorithm>
#include <array>

namespace ecommerce::user {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Blanks of all widths, controls, and what steers or hides text.
constexpr auto kUnseen = std::to_array<Range>({
    {0x00, 0x20},     {0x7F, 0xA0},     {0xAD, 0xAD},     {0x34F, 0x34F},     {0x61C, 0x61C},
    {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F},   {0x2000, 0x200F},
    {0x2028, 0x202F}, {0x205F, 0x206F}, {0x3000, 0x3000}, {0x3164, 0x3164},   {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0xE0000, 0xE0FFF},
});

constexpr char32_t kFullWidthFirst = 0xFF01;  // as '!' to '~'
constexpr char32_t kFullWidthLast = 0xFF5E;

// The first code point of valid UTF-8, which is cut off. Contracts let no other text in.
char32_t take_point(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < std::min(size, text.size()); ++i) {
        point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    text.remove_prefix(std::min(size, text.size()));
    return point;
}

}  // namespace

std::string folded_name(std::string_view name) {
    std::string folded;
    while (!name.empty()) {
        const auto before = name;
        auto point = take_point(name);
        const bool unseen = std::ranges::any_of(
            kUnseen, [&](const Range& range) { return range.first <= point && point <= range.last; });
        if (unseen) continue;
        if (point >= kFullWidthFirst && point <= kFullWidthLast) point = point - kFullWidthFirst + '!';
        if (point >= 'A' && point <= 'Z') point = point - 'A' + 'a';
        if (point < 0x80) {
            folded += static_cast<char>(point);
        } else {
            folded += before.substr(0, before.size() - name.size());
        }
    }
    return folded;
}

}  // namespace ecommerce::user
