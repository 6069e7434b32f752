// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/find_products.h"

#include <algorithm>

#include "application/search/domain/analyser.h"
#include "framework/text/code_points.h"

namespace ecommerce::search {

namespace {

constexpr Reading kReadings[] = {Reading::words, Reading::pinyin, Reading::initials, Reading::description};
constexpr std::int64_t kAlikeMax = 50;

// How many letters may be wrong.
std::size_t tolerance(std::size_t letters) {
    if (letters < 4) return 0;
    return letters < 6 ? 1 : 2;
}

bool has_ideographs(const Query& query) {
    return std::ranges::any_of(query.units, &Unit::ideographs);
}

bool is_anything(const Filter& filter) {
    return !filter.category_ids && !filter.chosen_categories && !filter.brands && !filter.tags &&
           filter.attributes.empty() && !filter.min_price && !filter.max_price && !filter.in_stock &&
           filter.min_stars == 0 && !filter.shop_id;
}

}  // namespace

Task<Result<bool>> FindProducts::fits_anything(CallContext& context, const Query& query,
                                               Reading reading) const {
    const auto hits = co_await ok(
        engine_.search(context, {.query = query, .reading = reading, .sort = Sort::sales, .limit = 1}));
    co_return !hits.hits.empty();
}

Task<Result<FindProducts::Found>> FindProducts::begin(CallContext& context, const Wanted& wanted,
                                                      std::int64_t limit) const {
    const auto synonyms = co_await ok(synonyms_.get(context));
    Found found{.query = parse_query(wanted.text, *synonyms), .hits = {}, .total = {}, .meant = {}};
    if (found.query.units.empty() && !wanted.text.empty()) co_return found;
    for (const auto reading : kReadings) {
        if (reading != Reading::words && !found.query.has(reading)) continue;
        found.reading = reading;
        auto hits = co_await ok(engine_.search(context, {.query = found.query,
                                                         .reading = reading,
                                                         .filter = wanted.filter,
                                                         .sort = wanted.sort,
                                                         .limit = limit}));
        found.hits = std::move(hits.hits);
        found.total = hits.total;
        const bool done = !found.hits.empty() || (!is_anything(wanted.filter) &&
                                                  co_await ok(fits_anything(context, found.query, reading)));
        if (!done) continue;
        // What sounds alike has perhaps another name.
        if (reading == Reading::pinyin && has_ideographs(found.query))
            found.meant = co_await ok(corrected(context, found.query));
        co_return found;
    }
    found.reading = Reading::words;
    if (wanted.text.empty()) co_return found;
    found.meant = co_await ok(corrected(context, found.query));
    if (found.meant.empty() || wanted.exact) co_return found;
    auto other = parse_query(found.meant, *synonyms);
    auto hits = co_await ok(engine_.search(
        context, {.query = other, .filter = wanted.filter, .sort = wanted.sort, .limit = limit}));
    if (hits.hits.empty()) co_return found;
    found.query = std::move(other);
    found.hits = std::move(hits.hits);
    found.total = hits.total;
    found.corrected = true;
    co_return found;
}

Task<Result<FindProducts::Found>> FindProducts::go_on(CallContext& context, const Wanted& wanted,
                                                      Reading reading, bool was_corrected,
                                                      const PageKey& after, std::int64_t limit) const {
    const auto synonyms = co_await ok(synonyms_.get(context));
    Found found{.query = parse_query(wanted.text, *synonyms),
                .reading = reading,
                .hits = {},
                .total = {},
                .meant = {},
                .corrected = was_corrected};
    if (was_corrected) {
        found.meant = co_await ok(corrected(context, found.query));
        found.query = parse_query(found.meant, *synonyms);
    }
    if (found.query.units.empty() && !wanted.text.empty()) co_return found;
    auto hits = co_await ok(engine_.search(context, {.query = found.query,
                                                     .reading = reading,
                                                     .filter = wanted.filter,
                                                     .sort = wanted.sort,
                                                     .after = after,
                                                     .limit = limit}));
    found.hits = std::move(hits.hits);
    found.total = hits.total;
    co_return found;
}

Task<Result<Counts>> FindProducts::count(CallContext& context, const Found& found, const Wanted& wanted,
                                         bool facets) const {
    if (found.query.units.empty() && !wanted.text.empty()) co_return Counts();
    if (!facets && found.total) co_return Counts{.total = *found.total};
    co_return co_await engine_.count(
        context, {.query = found.query, .reading = found.reading, .filter = wanted.filter}, facets);
}

Task<Result<std::string>> FindProducts::corrected(CallContext& context, const Query& query) const {
    std::string text;
    bool changed = false;
    bool blank = false;
    for (const auto& unit : query.units) {
        auto other = co_await ok(corrected(context, unit));
        changed = changed || !other.empty();
        if (blank && !unit.ideographs) text += ' ';
        blank = !unit.ideographs;
        text += other.empty() ? unit.text : other;
    }
    if (!changed) text.clear();
    co_return text;
}

Task<Result<std::string>> FindProducts::corrected(CallContext& context, const Unit& unit) const {
    const auto points = text::code_points(unit.text);
    const auto most = unit.ideographs ? points.size() : tolerance(points.size());
    if (most == 0) co_return std::string();
    const auto words = co_await ok(engine_.alike(context, unit.text, kAlikeMax));
    const Completion* best = nullptr;
    std::size_t best_distance = most + 1;
    for (const auto& word : words) {
        const auto key = key_of(word.text);
        if (key == unit.text || key == stem(unit.text)) co_return std::string();  // products have it as it is
        const auto letters = text::code_points(key);
        if (unit.ideographs && letters.size() != points.size()) continue;
        const auto far = distance(letters, points, most);
        if (far > most ||
            (best && (far > best_distance || (far == best_distance && word.documents <= best->documents))))
            continue;
        best = &word;
        best_distance = far;
    }
    co_return best ? best->text : std::string();
}

}  // namespace ecommerce::search
