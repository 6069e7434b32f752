// SPDX-License-Identifier: Apache-2.0
// What is looked for, in the language of OpenSearch's queries: trees of JSON, in which what people typed is a value and
// never read as anything else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "application/search/storage/search_engine.h"
#include "application/search/storage/term_query.h"
#include "framework/json/tree.h"

namespace ecommerce::search {

// Shops that are closed for a while; rising.
using ClosedShops = std::vector<std::int64_t>;

template <typename Value>
json::Json has(std::string_view field, const Value& value) {
    using json::Json;
    return Json::object({{"term", Json::object({{field, value}})}});
}
template <typename Values>
json::Json has_any(std::string_view field, const Values& values) {
    using json::Json;
    auto list = Json::list();
    for (const auto& value : values) list.push(value);
    return Json::object({{"terms", Json::object({{field, std::move(list)}})}});
}
json::Json at_least(std::string_view field, std::int64_t value);

// What fits all of these; everything when there are none. None of them scores.
json::Json all_of(std::vector<json::Json> queries);
json::Json any_of(std::vector<json::Json> queries);

// What fits before anything is chosen: on sale, by its words in this place, within the categories and the shop.
std::vector<json::Json> matching(const SearchRequest& request, Place place, const ClosedShops& closed);

// A filter that was chosen; of attributes there may be several.
enum class FilterKind : std::uint8_t { category, brand, tag, price, stock, stars, attribute };
struct ChosenFilter {
    FilterKind kind;
    std::string attribute = {};  // its name
    json::Json query;
};
std::vector<ChosenFilter> chosen_in(const Filter& filter);
// What is left by all of them but those of one kind, or of one attribute.
json::Json without(const std::vector<ChosenFilter>& chosen, FilterKind left_out,
                   std::string_view attribute = {});
json::Json with_all(const std::vector<ChosenFilter>& chosen);

}  // namespace ecommerce::search
