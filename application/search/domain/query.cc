// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/query.h"

#include <algorithm>
#include <span>

#include "application/search/domain/analyser.h"
#include "application/search/domain/han.h"
#include "framework/text/code_points.h"

namespace ecommerce::search {

namespace {

constexpr std::size_t kUnitsMax = 12;
constexpr std::size_t kInitialsMax = 6;
// From so many characters on a name may have something between them: 红色运动鞋 is also 红色男士运动鞋.
constexpr std::size_t kApartMin = 4;

std::string utf8(std::u32string_view points) {
    std::string text;
    for (const char32_t point : points) text::append(text, point);
    return text;
}

std::vector<std::string> pairs_of(std::u32string_view points) {
    if (points.size() == 1) return {utf8(points)};
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) pairs.push_back(utf8(points.substr(i, 2)));
    return pairs;
}

std::vector<std::string> characters_of(std::u32string_view points) {
    std::vector<std::string> characters;
    for (std::size_t i = 0; i < points.size(); ++i) characters.push_back(utf8(points.substr(i, 1)));
    return characters;
}

std::vector<std::string> syllable_pairs(const std::vector<std::string_view>& syllables) {
    if (syllables.size() == 1) return {std::string(syllables.front())};
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i + 1 < syllables.size(); ++i)
        pairs.push_back(std::string(syllables[i]) + '\'' + std::string(syllables[i + 1]));
    return pairs;
}

std::vector<std::string> letter_pairs(std::string_view letters) {
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i + 1 < letters.size(); ++i) pairs.emplace_back(letters.substr(i, 2));
    return pairs;
}

bool is_letters(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

void add_pinyin(Unit& unit) {
    if (!is_letters(unit.text)) return;
    for (const auto& syllables : split_pinyin(unit.text))
        unit.alternatives.push_back({.reading = Reading::pinyin, .tokens = syllable_pairs(syllables)});
    if (unit.text.size() < 2 || unit.text.size() > kInitialsMax) return;
    unit.alternatives.push_back({.reading = Reading::initials, .tokens = letter_pairs(unit.text)});
}

// Chinese is mostly mistyped as something that sounds alike.
void add_homophones(Unit& unit, std::u32string_view points) {
    if (points.size() < 2) return;
    std::vector<std::string_view> syllables;
    for (const char32_t point : points) syllables.push_back(readings(point)[0]);
    if (std::ranges::any_of(syllables, &std::string_view::empty)) return;
    unit.alternatives.push_back({.reading = Reading::pinyin, .tokens = syllable_pairs(syllables)});
}

void add_description(Unit& unit) {
    const auto words = unit.alternatives;
    for (const auto& alternative : words) {
        if (alternative.reading != Reading::words || alternative.strong_only) continue;
        auto described = alternative;
        described.reading = Reading::description;
        unit.alternatives.push_back(std::move(described));
    }
}

Unit word_unit(const std::string& text) {
    Unit unit{.text = text};
    unit.alternatives.push_back({.tokens = {stem(text)}, .text = text});
    if (auto parts = parts_of(text); parts.size() > 1)
        unit.alternatives.push_back({.tokens = std::move(parts), .text = {}});
    add_pinyin(unit);
    add_description(unit);
    return unit;
}

Unit ideograph_unit(std::u32string_view points) {
    Unit unit{.text = utf8(points), .ideographs = true};
    unit.alternatives.push_back({.tokens = pairs_of(points), .text = unit.text});
    if (points.size() >= kApartMin)
        unit.alternatives.push_back({.tokens = characters_of(points), .strong_only = true});
    add_homophones(unit, points);
    add_description(unit);
    return unit;
}

Unit synonym_unit(const std::string& key, bool ideographs, const std::vector<std::string>& group) {
    Unit unit{.text = key, .ideographs = ideographs};
    for (const auto& word : group) unit.alternatives.push_back({.tokens = tokens_of_key(word), .text = word});
    add_description(unit);
    return unit;
}

// Words that are known as synonyms are looked for as such; what is between them as it is.
class Reader {
public:
    Reader(const Synonyms& synonyms, std::vector<Unit>& units) : synonyms_(synonyms), units_(units) {}

    // Whether all of them were.
    bool read(const std::vector<Run>& runs) {
        std::size_t at = 0;
        while (at < runs.size() && units_.size() < kUnitsMax) {
            const auto taken = take_phrase(runs, at);
            if (taken == 0) read_run(runs[at]);
            at += std::max<std::size_t>(taken, 1);
        }
        return at == runs.size();
    }

private:
    // Several whole runs together, the longest first: "T恤", "notebook computer".
    std::size_t take_phrase(const std::vector<Run>& runs, std::size_t at) {
        constexpr std::size_t kRunsMax = 4;
        for (auto end = std::min(runs.size(), at + kRunsMax); end > at; --end) {
            const auto key = joined(std::span(runs).subspan(at, end - at));
            if (const auto* group = synonyms_.find(key)) {
                units_.push_back(synonym_unit(key, runs[at].kind == Run::Kind::ideographs, *group));
                return end - at;
            }
        }
        return 0;
    }

    void read_run(const Run& run) {
        if (run.kind == Run::Kind::word) {
            units_.push_back(word_unit(run.text));
            return;
        }
        const std::u32string_view points = run.points;
        std::size_t plain = 0;  // where what is no synonym began
        for (std::size_t at = 0; at < points.size();) {
            const auto size = synonym_at(points, at);
            if (size == 0) {
                ++at;
                continue;
            }
            add_plain(points.substr(plain, at - plain));
            const auto key = utf8(points.substr(at, size));
            units_.push_back(synonym_unit(key, true, *synonyms_.find(key)));
            at += size;
            plain = at;
        }
        add_plain(points.substr(plain));
    }

    std::size_t synonym_at(std::u32string_view points, std::size_t at) const {
        constexpr std::size_t kCharactersMin = 2;
        for (auto size = std::min(points.size() - at, synonyms_.longest()); size >= kCharactersMin; --size) {
            if (synonyms_.find(utf8(points.substr(at, size)))) return size;
        }
        return 0;
    }

    void add_plain(std::u32string_view points) {
        if (!points.empty()) units_.push_back(ideograph_unit(points));
    }

    const Synonyms& synonyms_;
    std::vector<Unit>& units_;
};

}  // namespace

bool Query::has(Reading reading) const {
    const auto is_so = [reading](const Alternative& alternative) { return alternative.reading == reading; };
    return std::ranges::any_of(
        units, [&](const Unit& unit) { return std::ranges::any_of(unit.alternatives, is_so); });
}

Synonyms::Synonyms(const std::vector<std::vector<std::string>>& groups) {
    for (const auto& group : groups) {
        auto keys = std::make_shared<std::vector<std::string>>();
        for (const auto& word : group) keys->push_back(key_of(word));
        for (const auto& key : *keys) {
            longest_ = std::max(longest_, text::code_points(key).size());
            groups_.emplace(key, keys);
        }
    }
}

const std::vector<std::string>* Synonyms::find(const std::string& key) const {
    const auto found = groups_.find(key);
    return found == groups_.end() ? nullptr : found->second.get();
}

std::vector<std::string> tokens_of_key(std::string_view key) {
    std::vector<std::string> tokens;
    for (const auto& run : runs_of(key)) {
        if (run.kind == Run::Kind::word) {
            tokens.push_back(stem(run.text));
        } else {
            std::ranges::move(pairs_of(run.points), std::back_inserter(tokens));
        }
    }
    return tokens;
}

Query parse_query(std::string_view text, const Synonyms& synonyms) {
    Query query{.key = key_of(text)};
    query.cut_off = !Reader(synonyms, query.units).read(runs_of(text));
    return query;
}

}  // namespace ecommerce::search
