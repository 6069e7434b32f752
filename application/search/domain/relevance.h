// SPDX-License-Identifier: Apache-2.0
// How well a product fits what was looked for; and what of its name is meant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "application/search/domain/query.h"

namespace ecommerce::search {

// What a score is made of.
struct Fitness {
    std::string_view name_key;
    std::string_view brand_key;
    Reading reading = Reading::words;  // by which it was found
    bool strong = false;               // all units fit the name, brand, tags and categories
    std::int64_t sold_count = 0;
    bool in_stock = false;
    std::int32_t stars = 0;
};

// Higher is better. The words come first: what sells decides between names that fit alike.
std::int64_t score(const Query& query, const Fitness& fitness);

struct Highlight {
    std::size_t start = 0;  // in code points of the name
    std::size_t length = 0;
};

// Rising and apart; none where the name's folded form is not as long as the name.
std::vector<Highlight> highlights(const Query& query, std::string_view name);

}  // namespace ecommerce::search
