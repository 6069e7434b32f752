// SPDX-License-Identifier: Apache-2.0
// Chinese characters: their simplified forms, and how they are read in pinyin without tones (ü is v).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::search {

// Itself where it has none.
char32_t simplified(char32_t point);

// At most two readings, the usual one first; empty where there is no other, and for what is no Chinese character.
std::array<std::string_view, 2> readings(char32_t point);

// A piece of a text without blanks between its parts: characters of Chinese, Japanese or Korean.
bool is_ideographic(char32_t point);

// The ways to read letters a-z as pinyin syllables, long syllables first; at most `most`, none when they are none.
std::vector<std::vector<std::string_view>> split_pinyin(std::string_view letters, std::size_t most = 4);

// The usual readings of all characters, one after the other; empty when one has none.
std::string pinyin_of(std::u32string_view text);
// The first letters of these.
std::string initials_of(std::u32string_view text);

}  // namespace ecommerce::search
