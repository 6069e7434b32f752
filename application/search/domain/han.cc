// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/han.h"

#include <algorithm>

#include "application/search/domain/han_table.h"

namespace ecommerce::search {

namespace {

constexpr std::size_t kLongestSyllable = 6;

std::string_view find_syllable(std::string_view letters) {
    const auto found = std::ranges::lower_bound(kSyllables, letters);
    return found != kSyllables.end() && *found == letters ? *found : std::string_view();
}

using Split = std::vector<std::string_view>;

// Gives up after so many syllables were tried: letters that are no pinyin fail soon, but not all of them.
struct Splitter {
    std::size_t most;
    std::size_t tries = 2'000;
    Split syllables = {};
    std::vector<Split> found = {};

    void go_on(std::string_view letters) {
        if (letters.empty()) {
            found.push_back(syllables);
            return;
        }
        for (std::size_t size = std::min(letters.size(), kLongestSyllable); size > 0; --size) {
            if (found.size() == most || tries == 0) return;
            --tries;
            const auto syllable = find_syllable(letters.substr(0, size));
            if (syllable.empty()) continue;
            syllables.push_back(syllable);
            go_on(letters.substr(size));
            syllables.pop_back();
        }
    }
};

}  // namespace

char32_t simplified(char32_t point) {
    if (point > 0xFFFF) return point;
    const auto found =
        std::ranges::lower_bound(kSimplified, char16_t(point), {}, &Simplification::traditional);
    return found != kSimplified.end() && found->traditional == point ? char32_t(found->simplified) : point;
}

std::array<std::string_view, 2> readings(char32_t point) {
    if (point < kFirstRead || point >= kFirstRead + kReadings.size()) return {};
    const auto& reading = kReadings[point - kFirstRead];
    return {kSyllables[reading.usual], kSyllables[reading.other]};
}

bool is_ideographic(char32_t point) {
    return (point >= 0x3040 && point <= 0x30FF) || (point >= 0x3400 && point <= 0x4DBF) ||
           (point >= 0x4E00 && point <= 0x9FFF) || (point >= 0xAC00 && point <= 0xD7A3) ||
           (point >= 0xF900 && point <= 0xFAFF) || (point >= 0x20000 && point <= 0x323AF);
}

std::vector<std::vector<std::string_view>> split_pinyin(std::string_view letters, std::size_t most) {
    Splitter splitter{.most = most};
    splitter.go_on(letters);
    return std::move(splitter.found);
}

std::string pinyin_of(std::u32string_view text) {
    std::string pinyin;
    for (const char32_t point : text) {
        const auto reading = readings(point)[0];
        if (reading.empty()) return {};
        pinyin += reading;
    }
    return pinyin;
}

std::string initials_of(std::u32string_view text) {
    std::string initials;
    for (const char32_t point : text) {
        const auto reading = readings(point)[0];
        if (reading.empty()) return {};
        initials += reading.front();
    }
    return initials;
}

}  // namespace ecommerce::search
