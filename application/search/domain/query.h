// SPDX-License-Identifier: Apache-2.0
// What somebody typed as what is looked for, the same for every engine.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ecommerce::search {

// How far an interpretation is from the words themselves. A search goes on to the next only when nothing was found.
enum class Reading : std::uint8_t {
    words,
    pinyin,       // "shouji" is 手机, and 收机 sounds like it
    initials,     // "sj" is 手机
    description,  // the words, in descriptions
};

// Terms (document.h) that a product has all of.
struct Alternative {
    Reading reading = Reading::words;
    std::vector<std::string> tokens;  // without their source
    std::string text;                 // folded, as a name would have it; empty for what is read otherwise
    bool strong_only = false;         // in the name, brand, tags and categories alone
};

// A part of the words; one of its alternatives is enough.
struct Unit {
    std::string text;  // folded
    bool ideographs = false;
    std::vector<Alternative> alternatives;
};

// A product fits when it fits all units. Without any unit everything fits.
struct Query {
    std::string key;  // key_of() what was typed
    std::vector<Unit> units;
    bool cut_off = false;  // there were more words than are looked for
    bool has(Reading reading) const;
};

// Words that stand for each other, by their keys.
class Synonyms {
public:
    Synonyms() = default;
    // Each group's words.
    explicit Synonyms(const std::vector<std::vector<std::string>>& groups);

    // The keys of a word's group, itself among them; null when it is in none.
    const std::vector<std::string>* find(const std::string& key) const;
    std::size_t longest() const { return longest_; }  // of all keys, in code points

private:
    std::unordered_map<std::string, std::shared_ptr<const std::vector<std::string>>> groups_;
    std::size_t longest_ = 0;
};

Query parse_query(std::string_view text, const Synonyms& synonyms);

// The tokens of a folded text, all of which a product has that it fits.
std::vector<std::string> tokens_of_key(std::string_view key);

}  // namespace ecommerce::search
