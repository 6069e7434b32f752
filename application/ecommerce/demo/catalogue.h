// SPDX-License-Identifier: Apache-2.0
// What the demo shops sell: the category tree and, for each category without children, how its products
// are named, described and priced.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "application/ecommerce/demo/drawing.h"

namespace ecommerce::demo_data {

// What a buyer chooses between.
enum class Choice {
    nothing,
    colour,
    colour_and_size,
    colour_and_shoe_size,
    colour_and_memory,
    taste,
    weight
};

// A category without children. Lists have '|' between their parts; attributes are "name=value,value".
struct Shelf {
    std::string_view middle;  // the category above
    std::string_view name;
    std::string_view name_en;
    Kind kind;
    Choice choice;
    int lowest_yuan;
    int highest_yuan;
    std::string_view nouns;
    std::string_view features;
    std::string_view attributes;
};

struct Branch {
    std::string_view top;
    std::string_view name;
    std::string_view name_en;
};

struct Top {
    std::string_view name;
    std::string_view name_en;
    Kind kind;                // what its icon shows
    std::string_view brands;  // of all products below it
    std::string_view claims;  // sentences for descriptions
};

std::span<const Top> tops();
std::span<const Branch> branches();
std::span<const Shelf> shelves();

const Top& top_of(const Shelf& shelf);
// Whether the category is the shelf or the one right above it.
bool lies_in(const Shelf& shelf, std::string_view category);
std::vector<std::string> split(std::string_view list, char separator = '|');

}  // namespace ecommerce::demo_data
