// SPDX-License-Identifier: Apache-2.0
// What the demo shops sell: the category tree and, for each category without children, how its products
// are named, described and priced.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecommerce::demo_data {

struct Size {
    std::string name;
    int extra_percent = 0;  // of the price
};

// What a buyer chooses between besides colours.
struct Sizes {
    std::string option;
    std::vector<std::vector<Size>> one_of;
};

struct Attribute {
    std::string name;
    std::vector<std::string> values;
};

struct Top;
struct Branch;

// A category without children.
struct Shelf {
    const Top* top = nullptr;
    const Branch* branch = nullptr;
    std::string name;
    std::string name_en;
    std::string thing;
    bool in_colours = false;
    std::vector<std::string> colours;  // empty: of all
    const Sizes* sizes = nullptr;      // null: one size
    int lowest_yuan = 0;
    int highest_yuan = 0;
    std::vector<std::string> nouns;
    std::vector<std::string> features;
    std::vector<Attribute> attributes;

    // Whether the category is this one or the one right above it.
    bool lies_in(std::string_view category) const;
};

struct Branch {
    std::string name;
    std::string name_en;
    std::vector<Shelf> shelves;
};

struct Top {
    std::string name;
    std::string name_en;
    std::string thing;                // what its icon shows
    std::vector<std::string> brands;  // of all products below it
    std::vector<std::string> claims;  // sentences for descriptions
    std::vector<Branch> branches;
};

// Does not change once read; any thread.
class Catalogue {
public:
    // Throws std::runtime_error with one sentence that names the file.
    explicit Catalogue(const std::filesystem::path& file);
    Catalogue(const Catalogue&) = delete;
    Catalogue& operator=(const Catalogue&) = delete;

    const std::vector<Top>& tops() const { return tops_; }
    const std::vector<const Shelf*>& shelves() const { return shelves_; }
    // The first one that lies in the category.
    const Shelf& shelf_of(std::string_view category) const;

private:
    std::map<std::string, Sizes, std::less<>> sizes_;
    std::vector<Top> tops_;
    std::vector<const Shelf*> shelves_;
};

}  // namespace ecommerce::demo_data
