// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/picture_files.h"

#include "framework/pictures/limits.h"

namespace ecommerce::product {

namespace {

std::string ending(int width) {
    return "_" + std::to_string(width) + ".webp";
}

}  // namespace

std::string uploaded_name(std::string_view digest, int width) {
    return "p" + std::string(digest) + ending(width);
}

std::vector<std::string> possible_names(std::string_view digest) {
    std::vector<std::string> names;
    for (const int width : pictures::kWidths) names.push_back(uploaded_name(digest, width));
    return names;
}

std::vector<std::string> files_of(const std::string& name) {
    std::vector<std::string> files;
    for (const int widest : pictures::kWidths) {
        if (!name.starts_with('p') || !name.ends_with(ending(widest))) continue;
        const auto stem = name.substr(0, name.size() - ending(widest).size());
        for (const int width : pictures::kWidths) {
            if (width <= widest) files.push_back(stem + ending(width));
        }
    }
    if (files.empty()) files.push_back(name);
    return files;
}

}  // namespace ecommerce::product
