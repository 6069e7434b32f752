// SPDX-License-Identifier: Apache-2.0
#include "application/review/domain/dictionary.h"

#include <algorithm>

#include "framework/text/bare.h"

namespace ecommerce::review {

Dictionary::Dictionary(std::vector<Word> words, std::vector<TagRule> rules)
    : words_(std::move(words)), rules_(std::move(rules)) {
    std::ranges::sort(rules_, {}, &TagRule::id);
    for (const auto& rule : rules_) {
        auto& phrases = phrases_.emplace_back();
        for (const auto& phrase : rule.phrases) {
            if (auto letters = text::bare(phrase); !letters.empty()) phrases.push_back(std::move(letters));
        }
    }
}

const TagRule* Dictionary::find_tag(std::int64_t id) const {
    const auto found = std::ranges::lower_bound(rules_, id, {}, &TagRule::id);
    return found == rules_.end() || found->id != id ? nullptr : &*found;
}

std::vector<std::string> Dictionary::words_in(std::string_view text) const {
    const auto letters = text::bare(text);
    std::vector<std::string> found;
    for (const auto& word : words_) {
        if (letters.contains(word.bare)) found.push_back(word.word);
    }
    return found;
}

std::vector<std::int64_t> Dictionary::tags_of(std::string_view text) const {
    const auto letters = text::bare(text);
    std::vector<std::int64_t> tags;
    for (std::size_t i = 0; i < rules_.size() && tags.size() < kTagsOfTextMax; ++i) {
        const bool has = std::ranges::any_of(
            phrases_[i], [&](const std::string& phrase) { return letters.contains(phrase); });
        if (has) tags.push_back(rules_[i].id);
    }
    return tags;
}

}  // namespace ecommerce::review
