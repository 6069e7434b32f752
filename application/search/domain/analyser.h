// SPDX-License-Identifier: Apache-2.0
// Texts as what they are found by, for every engine alike.
//
// A text is folded (width, case, composition, traditional characters) and parted into runs: of Chinese, Japanese and
// Korean characters, which have no blanks between words, and of other letters and digits, which are words. Of the former
// single characters and pairs of neighbours are indexed, of the latter the words without plural endings.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::search {

// A run of a text in its folded form.
struct Run {
    enum class Kind { ideographs, word };
    Kind kind = Kind::word;
    std::u32string points;
    std::string text;  // the same in UTF-8
    // Its place in the folded text, in code points.
    std::size_t start = 0;
    std::size_t length = 0;
};

std::vector<Run> runs_of(std::string_view text);

// The runs as one text, with a blank between two words.
std::string joined(std::span<const Run> runs);
// Of what two texts that people take for the same have in common: their runs, joined.
std::string key_of(std::string_view text);

// Without the ending of an English plural.
std::string stem(std::string_view word);

// A word apart where letters and digits meet: "iphone15" is "iphone", "15". Alone when they do not.
std::vector<std::string> parts_of(std::string_view word);

using Tokens = std::set<std::string>;

// What a text is found by: characters, pairs, words and their parts.
void add_tokens(Tokens& out, std::string_view text);
// What it is found by when pinyin is typed: syllables of single characters and, with ' between them, of pairs.
void add_pinyin(Tokens& out, std::string_view text);
// The first letters of pairs.
void add_initials(Tokens& out, std::string_view text);

// Whether add_pinyin() gives this token of a text's key, or `initials` are asked for and add_initials() does.
bool sounds_like(std::u32string_view key, std::string_view token, bool initials);

// For words that are spelt alike: its letters three by three, with a blank at both ends.
std::vector<std::string> trigrams_of(std::string_view word);

// How many letters have to be added, taken away, replaced or swapped with their neighbour to make one of the other;
// `most` + 1 when it is more than that.
std::size_t distance(std::u32string_view one, std::u32string_view other, std::size_t most);

}  // namespace ecommerce::search
