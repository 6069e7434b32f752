// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/opensearch_query.h"

#include <algorithm>

namespace ecommerce::search {

using json::Json;

namespace {

Json range(std::string_view field, const std::optional<std::int64_t>& least,
           const std::optional<std::int64_t>& most) {
    Json bounds;
    if (least) bounds["gte"] = *least;
    if (most) bounds["lte"] = *most;
    return Json::object({{"range", Json::object({{field, std::move(bounds)}})}});
}

// A token, in any of the places where it counts.
Json token_in(std::string_view sources, const std::string& token) {
    auto terms = Json::list();
    for (const char source : sources) terms.push(source + token);
    return Json::object({{"terms", Json::object({{"terms", std::move(terms)}})}});
}

Json fits(const Unit& unit, Reading reading, Place place) {
    std::vector<Json> ways;
    for (const auto& alternative : unit.alternatives) {
        if (alternative.reading > reading || alternative.tokens.empty()) continue;
        std::vector<Json> tokens;
        for (const auto& token : alternative.tokens)
            tokens.push_back(token_in(sources_of(alternative, place), token));
        ways.push_back(all_of(std::move(tokens)));
    }
    return any_of(std::move(ways));
}

template <typename Keep>
Json those(const std::vector<ChosenFilter>& chosen, Keep keep) {
    std::vector<Json> queries;
    for (const auto& each : chosen) {
        if (keep(each)) queries.push_back(each.query);
    }
    return all_of(std::move(queries));
}

}  // namespace

Json at_least(std::string_view field, std::int64_t value) {
    return range(field, value, std::nullopt);
}

Json all_of(std::vector<Json> queries) {
    Json query;
    query["bool"]["filter"] = Json::list(std::move(queries));
    return query;
}

// Of none nothing: a query of no clauses would fit everything.
Json any_of(std::vector<Json> queries) {
    if (queries.empty()) return Json::object({{"match_none", Json()}});
    Json query;
    auto& clauses = query["bool"];
    clauses["should"] = Json::list(std::move(queries));
    clauses["minimum_should_match"] = 1;
    return query;
}

std::vector<Json> matching(const SearchRequest& request, Place place, const ClosedShops& closed) {
    std::vector<Json> queries{has("on_sale", true)};
    for (const auto& unit : request.query.units) queries.push_back(fits(unit, request.reading, place));
    const auto& filter = request.filter;
    if (filter.category_ids) queries.push_back(has_any("category", *filter.category_ids));
    if (filter.shop_id) queries.push_back(has("shop", *filter.shop_id));
    if (!closed.empty()) {
        Json open;
        open["bool"]["must_not"] = has_any("shop", closed);
        queries.push_back(std::move(open));
    }
    return queries;
}

std::vector<ChosenFilter> chosen_in(const Filter& filter) {
    std::vector<ChosenFilter> chosen;
    const auto add = [&](FilterKind kind, Json query) {
        chosen.push_back({.kind = kind, .query = std::move(query)});
    };
    if (filter.chosen_categories) add(FilterKind::category, has_any("category", *filter.chosen_categories));
    if (filter.brands) add(FilterKind::brand, has_any("brand", *filter.brands));
    if (filter.tags) add(FilterKind::tag, has_any("tags", *filter.tags));
    if (filter.min_price || filter.max_price)
        add(FilterKind::price, range("price", filter.min_price, filter.max_price));
    if (filter.in_stock) add(FilterKind::stock, has("in_stock", true));
    if (filter.min_stars > 0) add(FilterKind::stars, at_least("stars", filter.min_stars));
    for (const auto& attribute : filter.attributes) {
        std::vector<std::string> pairs;
        for (const auto& value : attribute.values)
            pairs.push_back(to_text({.name = attribute.name, .value = value}));
        chosen.push_back({.kind = FilterKind::attribute,
                          .attribute = attribute.name,
                          .query = has_any("attributes", pairs)});
    }
    return chosen;
}

Json without(const std::vector<ChosenFilter>& chosen, FilterKind left_out, std::string_view attribute) {
    return those(chosen, [&](const ChosenFilter& each) {
        return each.kind != left_out || each.attribute != attribute;
    });
}

Json with_all(const std::vector<ChosenFilter>& chosen) {
    return those(chosen, [](const ChosenFilter&) { return true; });
}

}  // namespace ecommerce::search
