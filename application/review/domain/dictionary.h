// SPDX-License-Identifier: Apache-2.0
// What is found in texts: words that hold them, and tags. Texts are compared bare (framework/text/bare.h), so that
// letters set apart are still a word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::review {

inline constexpr std::size_t kWordsMax = 2000;
inline constexpr std::size_t kTagsMax = 200;
inline constexpr std::size_t kTagsOfTextMax = 8;

struct Word {
    std::int64_t id = 0;
    std::string word;
    std::string bare;
};
struct TagRule {
    std::int64_t id = 0;
    std::string name;
    std::vector<std::string> phrases;
};

// Immutable; any thread.
class Dictionary {
public:
    Dictionary(std::vector<Word> words, std::vector<TagRule> rules);

    const std::vector<Word>& words() const { return words_; }
    const std::vector<TagRule>& rules() const { return rules_; }
    // Null for a tag that is none any more.
    const TagRule* find_tag(std::int64_t id) const;

    // The words in a text, as administrators wrote them.
    std::vector<std::string> words_in(std::string_view text) const;
    // The tags of a text, in the order of the rules, kTagsOfTextMax at most.
    std::vector<std::int64_t> tags_of(std::string_view text) const;

private:
    std::vector<Word> words_;
    std::vector<TagRule> rules_;                     // by id
    std::vector<std::vector<std::string>> phrases_;  // of each rule, bare
};

}  // namespace ecommerce::review
