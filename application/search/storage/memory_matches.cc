// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/memory_matches.h"

#include <algorithm>

namespace ecommerce::search {

namespace {

constexpr std::string_view kAttributeSource = "f";

// The documents of one term, or of several that stand for each other.
void add_token(Bits& found, const Segment& segment, std::string_view sources, const std::string& token) {
    for (const char source : sources) {
        if (const auto term = segment.terms.find(source + token)) segment.postings.add_to(found, *term);
    }
}

Bits matches(const Segment& segment, const Alternative& alternative, Place place) {
    Bits found(segment.size());
    bool first = true;
    for (const auto& token : alternative.tokens) {
        Bits having(segment.size());
        add_token(having, segment, sources_of(alternative, place), token);
        if (first) {
            found = std::move(having);
        } else {
            found.keep(having);
        }
        first = false;
    }
    return found;
}

template <typename Values>
std::vector<bool> numbers_of(const Values& chosen, std::size_t size, auto number_of) {
    std::vector<bool> numbers(size, false);
    for (const auto& value : chosen) {
        if (const std::optional<std::size_t> number = number_of(value)) numbers[*number] = true;
    }
    return numbers;
}

std::vector<bool> categories_of(const Segment& segment, const std::vector<std::int64_t>& ids) {
    const auto& values = segment.categories.values;
    return numbers_of(ids, values.size(), [&](std::int64_t id) -> std::optional<std::size_t> {
        const auto found = std::ranges::find(values, id);
        if (found == values.end()) return std::nullopt;
        return std::size_t(found - values.begin());
    });
}

std::vector<bool> texts_of(const Texts& texts, const std::vector<std::string>& chosen) {
    return numbers_of(chosen, texts.size(), [&](const std::string& text) -> std::optional<std::size_t> {
        return texts.find(text);
    });
}

}  // namespace

Bits matches(const View& view, const SearchRequest& request, Place place) {
    const auto& segment = *view.segment;
    Bits found = *view.visible;
    for (const auto& unit : request.query.units) {
        Bits fitting(segment.size());
        for (const auto& alternative : unit.alternatives) {
            if (alternative.reading <= request.reading && !alternative.tokens.empty())
                fitting.add(matches(segment, alternative, place));
        }
        found.keep(fitting);
    }
    const auto& filter = request.filter;
    if (!filter.category_ids && !filter.shop_id) return found;
    const auto categories =
        filter.category_ids ? categories_of(segment, *filter.category_ids) : std::vector<bool>();
    const auto& shops = segment.shops;
    const Bits all = found;
    all.each([&](std::uint32_t document) {
        if (filter.category_ids && !categories[segment.categories.of[document]]) found.remove(document);
        if (filter.shop_id && shops.values[shops.of[document]] != *filter.shop_id) found.remove(document);
        return true;
    });
    return found;
}

Choices::Choices(const Segment& segment, const Filter& filter) : segment_(segment), filter_(filter) {
    if (filter.brands) brands_ = texts_of(segment.brands.values, *filter.brands);
    if (filter.tags) tags_ = texts_of(segment.tag_texts, *filter.tags);
    if (filter.chosen_categories) categories_ = categories_of(segment, *filter.chosen_categories);
    for (const auto& attribute : filter.attributes) {
        auto& having = attributes_.emplace_back(segment.size());
        for (const auto& value : attribute.values) {
            const auto text = to_text(Attribute{.name = attribute.name, .value = value});
            add_token(having, segment, kAttributeSource, text);
        }
    }
    none_ = !filter.brands && !filter.tags && !filter.min_price && !filter.max_price && !filter.in_stock &&
            filter.min_stars <= 0 && !filter.chosen_categories && filter.attributes.empty();
}

std::uint64_t Choices::off(std::uint32_t document) const {
    if (none_) return 0;
    std::uint64_t off = 0;
    if (filter_.brands && !brands_[segment_.brands.of[document]]) off |= brand;
    if (filter_.tags && !std::ranges::any_of(segment_.tags.of(document),
                                             [this](std::uint32_t number) { return tags_[number]; }))
        off |= tag;
    const auto cost = segment_.prices[document];
    if ((filter_.min_price && cost < *filter_.min_price) || (filter_.max_price && cost > *filter_.max_price))
        off |= price;
    if (filter_.in_stock && !segment_.in_stock.has(document)) off |= stock;
    if (segment_.stars[document] < filter_.min_stars) off |= rating;
    if (filter_.chosen_categories && !categories_[segment_.categories.of[document]]) off |= category;
    for (std::size_t i = 0; i < attributes_.size(); ++i) {
        if (!attributes_[i].has(document)) off |= std::uint64_t(attribute) << i;
    }
    return off;
}

}  // namespace ecommerce::search
