// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/relevance.h"

#include <algorithm>
#include <bit>

#include "application/search/domain/analyser.h"
#include "framework/text/clean.h"
#include "framework/text/code_points.h"

namespace ecommerce::search {

namespace {

// A unit counts by the best place in which it is found.
constexpr std::int64_t kInName = 100;
constexpr std::int64_t kNameBegins = 20;
constexpr std::int64_t kTokensInName = 70;
constexpr std::int64_t kIsBrand = 90;
constexpr std::int64_t kStrong = 40;
constexpr std::int64_t kWeak = 10;
constexpr std::int64_t kIsName = 150;
constexpr std::int64_t kInStock = 12;
constexpr std::int64_t kStarsAt = 400;  // four of them
constexpr std::int64_t kGoodStars = 4;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Words are found as words: "phone" is not in "headphones".
std::size_t find_in(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool begins = at == 0 || !is_letter(text[at - 1]) || !is_letter(word.front());
        const bool ends = end == text.size() || !is_letter(text[end]) || !is_letter(word.back());
        if (begins && ends) return at;
    }
    return std::string_view::npos;
}

bool has_all(std::string_view name, const std::vector<std::string>& tokens) {
    return std::ranges::all_of(tokens, [&](const std::string& token) { return name.contains(token); });
}

// `sounds` is the name's key where it may have been found by its sound, else nothing.
std::int64_t score_of(const Alternative& alternative, const Fitness& fitness, std::u32string_view sounds) {
    if (alternative.reading != Reading::words) {
        const auto is_in_name = [&](const std::string& token) {
            return sounds_like(sounds, token, fitness.reading == Reading::initials);
        };
        return std::ranges::all_of(alternative.tokens, is_in_name) ? kTokensInName : 0;
    }
    if (!alternative.text.empty()) {
        if (const auto at = find_in(fitness.name_key, alternative.text); at != std::string_view::npos)
            return kInName + (at == 0 ? kNameBegins : 0);
        if (fitness.brand_key == alternative.text) return kIsBrand;
    }
    if (has_all(fitness.name_key, alternative.tokens)) return kTokensInName;
    return fitness.strong ? kStrong : kWeak;
}

// About three points for each doubling.
std::int64_t sold_points(std::int64_t sold) {
    return 3 * std::int64_t(std::bit_width(std::uint64_t(std::max<std::int64_t>(sold, 0))));
}

}  // namespace

std::int64_t score(const Query& query, const Fitness& fitness) {
    std::u32string sounds;
    if (fitness.reading == Reading::pinyin || fitness.reading == Reading::initials)
        sounds = text::code_points(fitness.name_key);
    std::int64_t sum = 0;
    for (const auto& unit : query.units) {
        std::int64_t best = 0;
        for (const auto& alternative : unit.alternatives)
            best = std::max(best, score_of(alternative, fitness, sounds));
        sum += best;
    }
    const auto units = std::int64_t(std::max<std::size_t>(query.units.size(), 1));
    auto total = 2 * sum / units;
    if (fitness.name_key == query.key) total += kIsName;
    total += sold_points(fitness.sold_count);
    if (fitness.in_stock) total += kInStock;
    if (fitness.stars >= kStarsAt) total += kGoodStars;
    return total;
}

std::vector<Highlight> highlights(const Query& query, std::string_view name) {
    const auto points = text::code_points(name);
    if (text::code_points(text::fold(name)).size() != points.size()) return {};
    std::vector<bool> marked(points.size());
    const auto mark = [&](std::size_t start, std::size_t length) {
        for (std::size_t i = start; i < start + length; ++i) marked[i] = true;
    };
    for (const auto& run : runs_of(name)) {
        for (const auto& unit : query.units) {
            for (const auto& alternative : unit.alternatives) {
                if (alternative.reading != Reading::words) continue;
                for (const auto& token : alternative.tokens) {
                    if (run.kind == Run::Kind::word) {
                        if (stem(run.text) == token) mark(run.start, run.length);
                        continue;
                    }
                    const auto wanted = text::code_points(token);
                    for (auto at = run.points.find(wanted); at != std::u32string::npos;
                         at = run.points.find(wanted, at + 1))
                        mark(run.start + at, wanted.size());
                }
            }
        }
    }
    std::vector<Highlight> found;
    for (std::size_t i = 0; i < marked.size(); ++i) {
        if (!marked[i]) continue;
        if (found.empty() || found.back().start + found.back().length != i)
            found.push_back({.start = i, .length = 0});
        ++found.back().length;
    }
    return found;
}

}  // namespace ecommerce::search
