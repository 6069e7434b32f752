// SPDX-License-Identifier: Apache-2.0
// A product as an index keeps it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/search/domain/analyser.h"
#include "application/search/domain/attribute.h"
#include "framework/runtime/clock.h"
#include "framework/state/names.h"

namespace ecommerce::search {

// What a word of the dictionary is; stored.
enum class WordKind : std::uint8_t { brand, category, word };
constexpr auto names_of(WordKind) {
    return std::to_array<Name<WordKind>>(
        {{WordKind::brand, "BRAND"}, {WordKind::category, "CATEGORY"}, {WordKind::word, "WORD"}});
}

// A word that products have: for completions and for words that were typed wrong.
struct Word {
    WordKind kind = WordKind::word;
    std::int64_t subject_id = 0;  // of a category
    std::string text;
    auto operator<=>(const Word&) const = default;
};

// "BRAND 0 华为", as it is stored.
std::string to_text(const Word& word);
std::optional<Word> read_word(std::string_view text);

struct Product {
    std::int64_t id = 0;
    std::int64_t shop_id = 0;
    std::int64_t category_id = 0;
    std::string name;
    std::string brand;
    std::vector<std::string> tags;
    std::vector<std::string> category_names;  // its own, in all languages
    std::vector<std::string> parent_names;    // of those above it
    std::vector<std::int64_t> category_path;  // itself and those above it
    std::vector<std::string> details;         // the line below the name, attributes, options
    std::vector<Attribute> attributes;        // choosable() ones
    std::string description;
    std::int64_t price_minor = 0;
    std::int64_t sold_count = 0;
    bool in_stock = false;
    // The average of its ratings in hundredths; 0: none; below 0: not known, so what is kept counts.
    std::int32_t stars = 0;
    std::int64_t review_count = 0;
    Timestamp published_at;
    std::string card;  // the summary that lists show, serialized
};

// What it is found by. A term's first letter says where it comes from, and of these the first alone: `s` the name,
// brand, tags and categories, `a` the details, `d` the description. Then `p` and `i`, pinyin and initials of `s`, `c`, a
// category's number, and `f`, to_text() an attribute.
inline constexpr std::int32_t kAnalyserVersion = 2;  // rises with each change of the terms

struct Indexed {
    Product product;
    std::string name_key;  // key_of() these
    std::string brand_key;
    Tokens terms;
    std::vector<Word> words;  // ascending, each once
};

Indexed index_product(Product product);

// Each token with the letter of its source before it.
void add_terms(Tokens& terms, char source, const Tokens& tokens);

}  // namespace ecommerce::search
