// SPDX-License-Identifier: Apache-2.0
// The dictionary in memory: the words of the products on sale, for completions and for words that were typed wrong.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "application/search/storage/search_engine.h"

namespace ecommerce::search {

struct DictionaryWord {
    Word word;
    std::string key;
    std::string pinyin;
    std::string initials;
    std::atomic<std::int64_t> documents = 0;  // that have it; none: it is no word any more
};

// The words at one time; how many documents each has goes on. Any thread.
class Lexicon {
public:
    using Words = std::vector<const DictionaryWord*>;

    // As SearchEngine says.
    std::vector<Completion> complete(std::string_view key, std::int64_t limit) const;
    std::vector<Completion> alike(std::string_view key, std::int64_t limit) const;
    std::size_t bytes() const { return bytes_; }

private:
    friend class Dictionary;
    struct Trigram {
        std::string text;
        std::vector<std::uint32_t> words;  // places in `sorted_->by_key`
    };
    // Most words, in the orders in which they are looked for.
    struct Sorted {
        explicit Sorted(const std::deque<DictionaryWord>& words);
        Words by_key;
        Words by_pinyin;
        Words by_initials;
        std::vector<Trigram> trigrams;
    };

    std::shared_ptr<const std::deque<DictionaryWord>> words_;  // that those below are of
    std::shared_ptr<const Sorted> sorted_;
    Words recent_;  // those that came since; few
    std::size_t bytes_ = 0;
};

// One writer at a time.
class Dictionary {
public:
    Dictionary();

    // A word's number: the same for ever.
    std::uint32_t number_of(const std::string& stored);
    void count(std::span<const std::uint32_t> words, std::int64_t more);
    // What readers get, after words were added.
    std::shared_ptr<const Lexicon> lexicon();

private:
    std::shared_ptr<std::deque<DictionaryWord>>
        words_;  // in place for ever, since readers have their addresses
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::shared_ptr<const Lexicon::Sorted> sorted_;
    std::size_t sorted_count_ = 0;
    std::shared_ptr<const Lexicon> lexicon_;
    std::size_t lexicon_count_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace ecommerce::search
