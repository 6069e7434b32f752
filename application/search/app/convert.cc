// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/convert.h"

#include <algorithm>

#include "application/search/domain/relevance.h"
#include "framework/text/words.h"

namespace ecommerce::search {

namespace {

using Values = google::protobuf::RepeatedPtrField<v1::FacetValue>;

template <typename IsSelected>
void fill(Values& out, std::vector<Count> counts, IsSelected is_selected) {
    std::ranges::sort(counts, [](const Count& one, const Count& other) {
        return std::pair(other.count, std::string_view(one.value)) <
               std::pair(one.count, std::string_view(other.value));
    });
    for (auto& count : counts) {
        auto& value = *out.Add();
        value.set_selected(is_selected(count.value));
        value.set_count(count.count);
        value.set_value(std::move(count.value));
    }
}

// Also those that are chosen and have nothing.
void fill_chosen(Values& out, std::vector<Count> counts,
                 const std::optional<std::vector<std::string>>& chosen) {
    for (const auto& value : chosen.value_or(std::vector<std::string>())) {
        if (std::ranges::find(counts, value, &Count::value) == counts.end())
            counts.push_back({.value = value, .count = 0});
    }
    fill(out, std::move(counts), [&](const std::string& value) {
        return chosen && std::ranges::find(*chosen, value) != chosen->end();
    });
}

void fill_attributes(v1::Facets& out, std::vector<AttributeCounts> counts,
                     const std::vector<ChosenAttribute>& chosen) {
    for (const auto& attribute : chosen) {
        if (std::ranges::find(counts, attribute.name, &AttributeCounts::name) == counts.end())
            counts.push_back({.name = attribute.name, .count = 0, .values = {}});
    }
    for (auto& attribute : counts) {
        auto& facet = *out.add_attributes();
        const auto values = std::ranges::find(chosen, attribute.name, &ChosenAttribute::name);
        fill_chosen(*facet.mutable_values(), std::move(attribute.values),
                    values == chosen.end() ? std::nullopt : std::optional(values->values));
        facet.set_name(std::move(attribute.name));
    }
}

}  // namespace

void fill(v1::ProductHit& out, const Hit& hit, const Query& query) {
    out.mutable_product()->ParseFromString(hit.card);
    out.set_rating(double(hit.stars) / 100);
    out.set_review_count(hit.review_count);
    for (const auto& range : highlights(query, out.product().name())) {
        auto& highlight = *out.add_name_highlights();
        highlight.set_start(std::uint32_t(range.start));
        highlight.set_length(std::uint32_t(range.length));
    }
}

void fill(v1::Facets& out, Counts counts, const Filter& filter, const v1::SearchProductsRequest& request) {
    // Without any chosen, all of them are below the category that was asked for, if one was.
    const auto is_chosen = [&](const std::string& id) {
        if (!filter.chosen_categories) return request.category_id() > 0;
        return std::ranges::find(*filter.chosen_categories, text::to_number<std::int64_t>(id).value_or(0)) !=
               filter.chosen_categories->end();
    };
    fill(*out.mutable_categories(), std::move(counts.categories), is_chosen);
    fill_chosen(*out.mutable_brands(), std::move(counts.brands), filter.brands);
    fill_chosen(*out.mutable_tags(), std::move(counts.tags), filter.tags);
    fill_attributes(out, std::move(counts.attributes), filter.attributes);
    for (auto& rating : counts.ratings) {
        auto& value = *out.add_ratings();
        value.set_selected(rating.value == std::to_string(request.min_rating()));
        value.set_count(rating.count);
        value.set_value(std::move(rating.value));
    }
    for (const auto& band : counts.bands) {
        auto& shown = *out.add_price_bands();
        shown.set_min_price(band.from);
        shown.set_max_price(band.to);
        shown.set_count(band.count);
        const bool chosen = request.min_price() > 0 || request.max_price() > 0;
        shown.set_selected(chosen && band.from == request.min_price() && band.to == request.max_price());
    }
    out.set_in_stock(counts.in_stock);
    out.set_approximate(counts.capped);
}

}  // namespace ecommerce::search
