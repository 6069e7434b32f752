// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/memory_words.h"

#include <algorithm>

#include "application/search/domain/han.h"
#include "framework/text/code_points.h"

namespace ecommerce::search {

namespace {

// So many words may be unsorted.
constexpr std::size_t kRecentMax = 500;
// What a word costs beside itself and its texts: its places in the orders, in the trigrams and in the numbers.
constexpr std::size_t kPlacesOfOne = 150;

struct Found {
    std::int64_t shared = 0;  // trigrams
    std::int64_t documents = 0;
    const DictionaryWord* word = nullptr;
};

std::vector<Completion> best_of(std::vector<Found> found, std::int64_t limit) {
    std::erase_if(found, [](const Found& each) { return each.documents <= 0; });
    const auto count = std::min<std::ptrdiff_t>(limit, std::ssize(found));
    std::ranges::partial_sort(found, found.begin() + count, [](const Found& one, const Found& other) {
        return std::tuple(-one.shared, -one.documents, std::string_view(one.word->word.text)) <
               std::tuple(-other.shared, -other.documents, std::string_view(other.word->word.text));
    });
    std::vector<Completion> out;
    for (const auto& each : std::span(found).first(std::size_t(count))) {
        const auto& word = each.word->word;
        out.push_back({.kind = word.kind,
                       .subject_id = word.subject_id,
                       .text = word.text,
                       .documents = each.documents});
    }
    return out;
}

Found found(const DictionaryWord* word, std::int64_t shared = 0) {
    return {.shared = shared, .documents = word->documents.load(std::memory_order_relaxed), .word = word};
}

// Those of `words`, which are in the order of `text_of`, that begin with this.
auto beginning(const Lexicon::Words& words, std::string DictionaryWord::* text, std::string_view key) {
    const auto start_of = [&](const DictionaryWord* word) {
        return std::string_view(word->*text).substr(0, key.size());
    };
    return std::ranges::equal_range(words, key, {}, start_of);
}

}  // namespace

Lexicon::Sorted::Sorted(const std::deque<DictionaryWord>& words) {
    for (const auto& word : words) {
        by_key.push_back(&word);
        if (!word.pinyin.empty()) by_pinyin.push_back(&word);
        if (!word.initials.empty()) by_initials.push_back(&word);
    }
    const auto sort_by = [](Words& order, std::string DictionaryWord::* text) {
        std::ranges::sort(order, {},
                          [text](const DictionaryWord* word) { return std::string_view(word->*text); });
    };
    sort_by(by_key, &DictionaryWord::key);
    sort_by(by_pinyin, &DictionaryWord::pinyin);
    sort_by(by_initials, &DictionaryWord::initials);
    std::unordered_map<std::string, std::vector<std::uint32_t>> found;
    for (std::uint32_t place = 0; place < by_key.size(); ++place) {
        for (auto& trigram : trigrams_of(by_key[place]->key)) found[std::move(trigram)].push_back(place);
    }
    for (auto& [text, places] : found) trigrams.push_back({.text = text, .words = std::move(places)});
    std::ranges::sort(trigrams, {}, &Trigram::text);
}

std::vector<Completion> Lexicon::complete(std::string_view key, std::int64_t limit) const {
    std::vector<Found> all;
    for (const auto* word : beginning(sorted_->by_key, &DictionaryWord::key, key)) all.push_back(found(word));
    for (const auto* word : beginning(sorted_->by_pinyin, &DictionaryWord::pinyin, key)) {
        if (!word->key.starts_with(key)) all.push_back(found(word));
    }
    for (const auto* word : beginning(sorted_->by_initials, &DictionaryWord::initials, key)) {
        if (!word->key.starts_with(key) && !word->pinyin.starts_with(key)) all.push_back(found(word));
    }
    for (const auto* word : recent_) {
        if (word->key.starts_with(key) || word->pinyin.starts_with(key) || word->initials.starts_with(key))
            all.push_back(found(word));
    }
    return best_of(std::move(all), limit);
}

std::vector<Completion> Lexicon::alike(std::string_view key, std::int64_t limit) const {
    std::vector<Found> all;
    if (const auto pinyin = pinyin_of(text::code_points(key)); !pinyin.empty()) {
        const auto pinyin_of_word = [](const DictionaryWord* word) { return std::string_view(word->pinyin); };
        for (const auto* word :
             std::ranges::equal_range(sorted_->by_pinyin, std::string_view(pinyin), {}, pinyin_of_word))
            all.push_back(found(word));
        for (const auto* word : recent_) {
            if (word->pinyin == pinyin) all.push_back(found(word));
        }
        return best_of(std::move(all), limit);
    }
    const auto wanted = trigrams_of(key);
    std::unordered_map<std::uint32_t, std::int64_t> shared;
    for (const auto& trigram : wanted) {
        const auto known = std::ranges::lower_bound(sorted_->trigrams, trigram, {}, &Trigram::text);
        if (known == sorted_->trigrams.end() || known->text != trigram) continue;
        for (const auto place : known->words) ++shared[place];
    }
    for (const auto& [place, count] : shared) all.push_back(found(sorted_->by_key[place], count));
    for (const auto* word : recent_) {
        std::vector<std::string> both;
        std::ranges::set_intersection(trigrams_of(word->key), wanted, std::back_inserter(both));
        if (!both.empty()) all.push_back(found(word, std::ssize(both)));
    }
    return best_of(std::move(all), limit);
}

Dictionary::Dictionary() : words_(std::make_shared<std::deque<DictionaryWord>>()) {
    sorted_ = std::make_shared<Lexicon::Sorted>(*words_);
}

std::uint32_t Dictionary::number_of(const std::string& stored) {
    const auto [known, is_new] = numbers_.try_emplace(stored, std::uint32_t(words_->size()));
    if (is_new) {
        auto& word = words_->emplace_back();
        word.word = read_word(stored).value_or(Word());
        word.key = key_of(word.word.text);
        const auto points = text::code_points(word.key);
        word.pinyin = pinyin_of(points);
        word.initials = initials_of(points);
        bytes_ += sizeof(DictionaryWord) + kPlacesOfOne +
                  2 * (stored.size() + word.key.size() + word.pinyin.size());
    }
    return known->second;
}

void Dictionary::count(std::span<const std::uint32_t> words, std::int64_t more) {
    for (const auto number : words) (*words_)[number].documents.fetch_add(more, std::memory_order_relaxed);
}

std::shared_ptr<const Lexicon> Dictionary::lexicon() {
    const auto count = words_->size();
    if (lexicon_ && lexicon_count_ == count) return lexicon_;
    if (count - sorted_count_ > kRecentMax) {
        sorted_ = std::make_shared<Lexicon::Sorted>(*words_);
        sorted_count_ = count;
    }
    auto lexicon = std::make_shared<Lexicon>();
    lexicon->words_ = words_;
    lexicon->sorted_ = sorted_;
    lexicon->bytes_ = bytes_;
    for (auto number = sorted_count_; number < count; ++number)
        lexicon->recent_.push_back(&(*words_)[number]);
    lexicon_count_ = count;
    return lexicon_ = std::move(lexicon);
}

}  // namespace ecommerce::search
