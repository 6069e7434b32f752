// SPDX-License-Identifier: Apache-2.0
#include "demo/catalogue.h"

#include <algorithm>
#include <stdexcept>

#include "demo/yaml_file.h"

namespace ecommerce::demo_data {

namespace {

Sizes read_sizes(const YamlFile& file, const YAML::Node& node) {
    Sizes sizes{.option = file.text(node, "option"), .one_of = {}};
    for (const auto& list : node["one_of"]) {
        auto& some = sizes.one_of.emplace_back();
        for (const auto& size : list) some.push_back({size.first.Scalar(), size.second.as<int>()});
    }
    if (sizes.one_of.empty()) file.wrong(node, "lacks the list `one_of`");
    return sizes;
}

Shelf read_shelf(const YamlFile& file, const YAML::Node& node,
                 const std::map<std::string, Sizes, std::less<>>& sizes) {
    Shelf shelf{.name = file.text(node, "name"),
                .name_en = file.text(node, "name_en"),
                .thing = file.text(node, "thing"),
                .in_colours = bool(node["colours"]),
                .nouns = file.texts(node, "nouns"),
                .features = file.texts(node, "features")};
    if (shelf.in_colours && node["colours"].IsSequence()) shelf.colours = file.texts(node, "colours");
    if (const auto name = YamlFile::text_or_nothing(node, "sizes"); !name.empty()) {
        const auto found = sizes.find(name);
        if (found == sizes.end()) file.wrong(node, "has `sizes` that are nowhere");
        shelf.sizes = &found->second;
    }
    if (!node["yuan"] || node["yuan"].size() != 2)
        file.wrong(node, "lacks `yuan`, the lowest price and the highest");
    shelf.lowest_yuan = node["yuan"][0].as<int>();
    shelf.highest_yuan = node["yuan"][1].as<int>();
    for (const auto& attribute : node["attributes"]) {
        auto& one = shelf.attributes.emplace_back();
        one.name = attribute.first.Scalar();
        for (const auto& value : attribute.second) one.values.push_back(value.Scalar());
    }
    return shelf;
}

}  // namespace

bool Shelf::lies_in(std::string_view category) const {
    return name == category || branch->name == category;
}

Catalogue::Catalogue(const std::filesystem::path& path) {
    const YamlFile file(path);
    for (const auto& node : file.root()["sizes"]) {
        sizes_.emplace(node.first.Scalar(), read_sizes(file, node.second));
    }
    for (const auto& node : file.root()["categories"]) {
        auto& top =
            tops_.emplace_back(file.text(node, "name"), file.text(node, "name_en"), file.text(node, "thing"),
                               file.texts(node, "brands"), file.texts(node, "claims"));
        for (const auto& below : node["children"]) {
            auto& branch = top.branches.emplace_back(file.text(below, "name"), file.text(below, "name_en"));
            for (const auto& leaf : below["children"])
                branch.shelves.push_back(read_shelf(file, leaf, sizes_));
        }
    }
    // Now that nothing moves any more.
    for (auto& top : tops_) {
        for (auto& branch : top.branches) {
            for (auto& shelf : branch.shelves) {
                shelf.top = &top;
                shelf.branch = &branch;
                shelves_.push_back(&shelf);
            }
        }
    }
}

const Shelf& Catalogue::shelf_of(std::string_view category) const {
    const auto found =
        std::ranges::find_if(shelves_, [&](const auto* shelf) { return shelf->lies_in(category); });
    if (found == shelves_.end())
        throw std::runtime_error("There is no category " + std::string(category) + ".");
    return **found;
}

}  // namespace ecommerce::demo_data
