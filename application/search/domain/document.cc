// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/document.h"

#include <algorithm>

#include "framework/text/code_points.h"
#include "framework/text/words.h"

namespace ecommerce::search {

namespace {

constexpr std::size_t kDescriptionRead = 600;  // code points
constexpr std::size_t kWordLettersMin = 3;
constexpr std::size_t kWordLettersMax = 30;

std::string beginning(const std::string& text) {
    std::string out;
    std::string_view rest = text;
    for (std::size_t i = 0; i < kDescriptionRead && !rest.empty(); ++i)
        text::append(out, text::take_point(rest));
    return out;
}

// Words of letters alone: numbers of models are many, and nobody completes them.
void add_latin_words(std::vector<Word>& words, std::string_view text) {
    for (const auto& run : runs_of(text)) {
        if (run.kind != Run::Kind::word || run.points.size() < kWordLettersMin) continue;
        if (run.points.size() > kWordLettersMax) continue;
        if (!std::ranges::all_of(run.points, [](char32_t c) { return c >= 'a' && c <= 'z'; })) continue;
        words.push_back({.kind = WordKind::word, .text = stem(run.text)});
    }
}

std::vector<Word> words_of(const Product& product) {
    std::vector<Word> words;
    if (!product.brand.empty()) words.push_back({.kind = WordKind::brand, .text = product.brand});
    for (const auto& name : product.category_names) {
        words.push_back({.kind = WordKind::category, .subject_id = product.category_id, .text = name});
    }
    for (const auto& tag : product.tags) words.push_back({.kind = WordKind::word, .text = tag});
    add_latin_words(words, product.name);
    add_latin_words(words, product.brand);
    std::ranges::sort(words);
    words.erase(std::ranges::unique(words).begin(), words.end());
    std::erase_if(words, [](const Word& word) { return key_of(word.text).empty(); });
    return words;
}

}  // namespace

void add_terms(Tokens& terms, char source, const Tokens& tokens) {
    for (const auto& token : tokens) terms.insert(source + token);
}

std::string to_text(const Word& word) {
    return std::string(name_of(word.kind)) + ' ' + std::to_string(word.subject_id) + ' ' + word.text;
}

std::optional<Word> read_word(std::string_view text) {
    const auto first = text.find(' ');
    const auto second = first == std::string_view::npos ? first : text.find(' ', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const auto kind = parse<WordKind>(text.substr(0, first));
    const auto subject = text::to_number<std::int64_t>(text.substr(first + 1, second - first - 1));
    if (!kind || !subject) return std::nullopt;
    return Word{.kind = *kind, .subject_id = *subject, .text = std::string(text.substr(second + 1))};
}

Indexed index_product(Product product) {
    Indexed indexed{.product = std::move(product)};
    const auto& of = indexed.product;
    Tokens strong;
    Tokens pinyin;
    Tokens initials;
    const auto add_strong = [&](const std::string& text) {
        add_tokens(strong, text);
        add_pinyin(pinyin, text);
        add_initials(initials, text);
    };
    add_strong(of.name);
    add_strong(of.brand);
    for (const auto& tag : of.tags) add_strong(tag);
    for (const auto& name : of.category_names) add_strong(name);
    for (const auto& name : of.parent_names) add_strong(name);
    Tokens weak;
    for (const auto& detail : of.details) add_tokens(weak, detail);
    Tokens described;
    add_tokens(described, beginning(of.description));
    std::erase_if(weak, [&](const std::string& token) { return strong.contains(token); });
    std::erase_if(described,
                  [&](const std::string& token) { return strong.contains(token) || weak.contains(token); });

    add_terms(indexed.terms, 's', strong);
    add_terms(indexed.terms, 'a', weak);
    add_terms(indexed.terms, 'd', described);
    add_terms(indexed.terms, 'p', pinyin);
    add_terms(indexed.terms, 'i', initials);
    for (const auto& attribute : of.attributes) indexed.terms.insert('f' + to_text(attribute));
    for (const auto id : of.category_path) indexed.terms.insert('c' + std::to_string(id));
    indexed.name_key = key_of(of.name);
    indexed.brand_key = key_of(of.brand);
    indexed.words = words_of(of);
    return indexed;
}

}  // namespace ecommerce::search
