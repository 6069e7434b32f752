// SPDX-License-Identifier: Apache-2.0
// What can be chosen from what was found: aggregations, each without the filter of its own kind.
#pragma once

#include <string>
#include <vector>

#include "application/search/storage/opensearch_query.h"
#include "framework/json/tree.h"

namespace ecommerce::search {

// In two steps: where prices are parted and which attributes are counted follows from the first. Used once.
class OpenSearchFacets {
public:
    OpenSearchFacets(const SearchRequest& request, const ClosedShops& closed);

    // The bodies of two searches, and what came of them.
    json::Json first() const;
    void take_first(const json::Json& aggregations);
    json::Json second() const;  // an object without members: it is not needed
    Counts finish(const json::Json& aggregations);

private:
    json::Json body(json::Json aggregations) const;
    json::Json within(FilterKind left_out, json::Json inner) const;
    json::Json attribute_counts(const std::string& name) const;
    const ChosenAttribute* chosen_attribute(std::string_view name) const;

    const SearchRequest& request_;
    const json::Json matching_;
    const std::vector<ChosenFilter> chosen_;
    Counts counts_;
    std::vector<std::int64_t> bounds_;
    std::vector<std::string> names_;  // of attributes
};

}  // namespace ecommerce::search
