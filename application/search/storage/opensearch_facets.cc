// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/opensearch_facets.h"

#include <algorithm>
#include <set>

#include "framework/text/words.h"

namespace ecommerce::search {

using json::Json;

namespace {

constexpr std::int64_t kShown = 50;  // of one kind
// Of these some are left out, since all products have the same value.
constexpr std::size_t kNamesAsked = 2 * kAttributeNames;
constexpr std::int64_t kFourStars = 400;
constexpr std::int64_t kThreeStars = 300;

// The most frequent values first, equals by the value.
Json values_of(std::string_view field, std::int64_t most) {
    Json terms;
    auto& of = terms["terms"];
    of["field"] = field;
    of["size"] = most;
    of["order"] = Json::list({Json::object({{"_count", "desc"}}), Json::object({{"_key", "asc"}})});
    return terms;
}

template <typename Values>
Json values_among(std::string_view field, const Values& values) {
    auto terms = values_of(field, std::int64_t(values.size()));
    auto include = Json::list();
    for (const auto& value : values) include.push(value);
    terms["terms"]["include"] = std::move(include);
    return terms;
}

Json filtered(Json query, Json inner = {}) {
    Json aggregation;
    aggregation["filter"] = std::move(query);
    if (!inner.empty()) aggregation["aggs"] = std::move(inner);
    return aggregation;
}

// The values that most have, and the chosen ones even where few have them.
template <typename Values>
Json values_and_chosen(std::string_view field, const std::optional<Values>& chosen) {
    Json inner;
    inner["values"] = values_of(field, kShown);
    if (chosen && !chosen->empty()) inner["chosen"] = values_among(field, *chosen);
    return inner;
}

std::int64_t count_in(const Json& aggregation) {
    return aggregation.at("doc_count").integer().value_or(0);
}

std::string key_of_bucket(const Json& bucket) {
    const auto number = bucket.at("key").integer();
    return number ? std::to_string(*number) : std::string(bucket.at("key").string());
}

// Chosen ones first.
std::vector<Count> counts_in(const Json& aggregation, std::int64_t most) {
    std::vector<Count> counts;
    std::set<std::string> seen;
    for (const auto* part : {"chosen", "values"}) {
        for (const auto& bucket : aggregation.at(part).at("buckets").items()) {
            if (std::ssize(counts) >= most) return counts;
            auto key = key_of_bucket(bucket);
            if (count_in(bucket) > 0 && seen.insert(key).second)
                counts.push_back({.value = std::move(key), .count = count_in(bucket)});
        }
    }
    return counts;
}

// Rounded down to two digits.
std::int64_t rounded(std::int64_t price) {
    std::int64_t unit = 1;
    while (price / unit >= 100) unit *= 10;
    return price / unit * unit;
}

// A text that a regular expression of Lucene's takes for nothing but itself.
std::string quoted(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
        if (!plain) out += '\\';
        out += c;
    }
    return out;
}

std::string aggregation_of(std::size_t place) {
    return "attribute" + std::to_string(place);
}

Json bands_between(const std::vector<std::int64_t>& bounds) {
    auto ranges = Json::list();
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
        Json one;
        if (i > 0) one["from"] = bounds[i - 1];
        if (i < bounds.size()) one["to"] = bounds[i];
        ranges.push(std::move(one));
    }
    Json bands;
    bands["range"]["field"] = "price";
    bands["range"]["ranges"] = std::move(ranges);
    return bands;
}

std::vector<Band> bands_in(const std::vector<std::int64_t>& bounds, std::span<const Json> buckets) {
    std::vector<Band> bands;
    for (std::size_t i = 0; i <= bounds.size() && i < buckets.size(); ++i) {
        const auto count = count_in(buckets[i]);
        if (count == 0) continue;
        bands.push_back({.from = i == 0 ? 0 : bounds[i - 1],
                         .to = i == bounds.size() ? 0 : bounds[i] - 1,
                         .count = count});
    }
    if (bands.size() < 2) bands.clear();
    return bands;
}

}  // namespace

OpenSearchFacets::OpenSearchFacets(const SearchRequest& request, const ClosedShops& closed)
    : request_(request),
      matching_(all_of(matching(request, Place::any, closed))),
      chosen_(chosen_in(request.filter)) {}

Json OpenSearchFacets::body(Json aggregations) const {
    Json body;
    body["size"] = 0;
    body["track_total_hits"] = false;
    body["query"] = matching_;
    body["aggs"] = std::move(aggregations);
    return body;
}

Json OpenSearchFacets::within(FilterKind left_out, Json inner) const {
    return filtered(without(chosen_, left_out), std::move(inner));
}

Json OpenSearchFacets::first() const {
    const auto& filter = request_.filter;
    Json all;
    Json names;
    names["values"] = values_of("attribute_names", kShown);
    all["total"] = filtered(with_all(chosen_), std::move(names));
    all["category"] = within(FilterKind::category, values_and_chosen("category", filter.chosen_categories));
    all["brand"] = within(FilterKind::brand, values_and_chosen("brand", filter.brands));
    all["tag"] = within(FilterKind::tag, values_and_chosen("tags", filter.tags));
    all["stock"] = within(FilterKind::stock, Json::object({{"yes", filtered(has("in_stock", true))}}));
    all["stars"] = within(FilterKind::stars, Json::object({{"4", filtered(at_least("stars", kFourStars))},
                                                           {"3", filtered(at_least("stars", kThreeStars))}}));
    Json fifths;
    fifths["percentiles"] =
        Json::object({{"field", "price"}, {"percents", Json::list({20, 40, 60, 80})}, {"keyed", false}});
    all["price"] = within(FilterKind::price, Json::object({{"fifths", std::move(fifths)}}));
    return body(std::move(all));
}

void OpenSearchFacets::take_first(const Json& aggregations) {
    const auto& total = aggregations.at("total");
    counts_.total = count_in(total);
    counts_.categories = counts_in(aggregations.at("category"), kShown);
    counts_.brands = counts_in(aggregations.at("brand"), kShown);
    counts_.tags = counts_in(aggregations.at("tag"), kShown);
    counts_.in_stock = count_in(aggregations.at("stock").at("yes"));
    for (const auto* stars : {"4", "3"}) {
        const auto count = count_in(aggregations.at("stars").at(stars));
        if (count > 0) counts_.ratings.push_back({.value = stars, .count = count});
    }
    std::set<std::int64_t> bounds;
    for (const auto& fifth : aggregations.at("price").at("fifths").at("values").items()) {
        const auto price = fifth.at("value").integer().value_or(0);
        if (price > 0) bounds.insert(rounded(price));
    }
    bounds_.assign(bounds.begin(), bounds.end());
    for (const auto& attribute : request_.filter.attributes) names_.push_back(attribute.name);
    for (const auto& name : counts_in(total, kShown)) {
        if (names_.size() >= kNamesAsked + request_.filter.attributes.size()) break;
        if (!chosen_attribute(name.value) && name.count * kAttributeShare >= counts_.total)
            names_.push_back(name.value);
    }
}

const ChosenAttribute* OpenSearchFacets::chosen_attribute(std::string_view name) const {
    const auto& all = request_.filter.attributes;
    const auto found = std::ranges::find(all, name, &ChosenAttribute::name);
    return found == all.end() ? nullptr : &*found;
}

// The products that have the attribute, and the values they have.
Json OpenSearchFacets::attribute_counts(const std::string& name) const {
    Json inner;
    inner["values"] = values_of("attributes", kAttributeValues);
    inner["values"]["terms"]["include"] = quoted(to_text({.name = name, .value = {}})) + ".*";
    if (const auto* chosen = chosen_attribute(name)) {
        std::vector<std::string> pairs;
        for (const auto& value : chosen->values) pairs.push_back(to_text({.name = name, .value = value}));
        inner["chosen"] = values_among("attributes", pairs);
    }
    return filtered(all_of({has("attribute_names", name), without(chosen_, FilterKind::attribute, name)}),
                    std::move(inner));
}

Json OpenSearchFacets::second() const {
    Json all;
    if (!bounds_.empty())
        all["price"] = within(FilterKind::price, Json::object({{"bands", bands_between(bounds_)}}));
    for (std::size_t i = 0; i < names_.size(); ++i) all[aggregation_of(i)] = attribute_counts(names_[i]);
    return all.empty() ? Json() : body(std::move(all));
}

Counts OpenSearchFacets::finish(const Json& aggregations) {
    counts_.bands = bands_in(bounds_, aggregations.at("price").at("bands").at("buckets").items());
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const auto& found = aggregations.at(aggregation_of(i));
        AttributeCounts attribute{.name = names_[i], .count = count_in(found), .values = {}};
        for (auto& pair : counts_in(found, kAttributeValues)) {
            pair.value.erase(0, names_[i].size() + 1);
            attribute.values.push_back(std::move(pair));
        }
        const bool chosen = !found.at("chosen").at("buckets").items().empty();
        const bool shared = attribute.values.size() > 1 && attribute.count * kAttributeShare >= counts_.total;
        if (chosen || shared) counts_.attributes.push_back(std::move(attribute));
    }
    std::ranges::sort(counts_.attributes, {}, [&](const AttributeCounts& attribute) {
        return std::tuple(chosen_attribute(attribute.name) == nullptr, -attribute.count,
                          std::string_view(attribute.name));
    });
    if (counts_.attributes.size() > kAttributeNames) counts_.attributes.resize(kAttributeNames);
    return std::move(counts_);
}

}  // namespace ecommerce::search
