// SPDX-License-Identifier: Apache-2.0
// Pictures of goods as SVG, from templates and palettes that are files: the thing gives the shape and the
// background, the colour and the variant give the rest. The same look is the same file, byte for byte.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::demo_data {

inline constexpr int kVariantCount = 6;
inline constexpr int kSceneCount = 2;  // 0: the whole thing; 1: nearer, on another ground
inline constexpr int kPictureSide = 900;

struct Look {
    std::string thing;
    int colour = 0;   // below colour_count()
    int variant = 0;  // below kVariantCount
    int scene = 0;    // below kSceneCount
};

struct Picture {
    std::string name;  // of the file: "d-shoe-132.svg"
    std::string svg;
};

// Does not change once read; any thread.
class Pictures {
public:
    // Reads `folder`/pictures.yaml and the template of each thing that it names. Throws
    // std::runtime_error with one sentence that names the file.
    explicit Pictures(const std::filesystem::path& folder);

    int colour_count() const { return int(colours_.size()); }
    const std::string& colour_name(int colour) const { return colours_[std::size_t(colour)].name; }
    std::vector<std::string> things() const;

    static std::string name_of(const Look& look);
    Picture draw(const Look& look) const;
    // A round mark with a category's or a shop's thing in it.
    Picture icon(const std::string& thing) const;
    Picture logo(std::size_t shop, const std::string& thing) const;

private:
    struct Colour {
        std::string name;
        std::string main;
        std::string accent;
    };
    struct Ground {
        std::string top;
        std::string bottom;
        std::string floor;
    };
    // A line of a template: an element, and in which variants it is there.
    struct Element {
        std::array<bool, kVariantCount> in{};
        std::string text;
    };
    struct Thing {
        std::size_t number = 0;  // in the order of the file
        std::array<Ground, kSceneCount> grounds;
        bool leans = false;
        std::vector<Element> elements;
    };
    using Paints = std::map<std::string, std::string, std::less<>>;  // "main" -> "#3a3d45"

    static Element read_element(std::string line);
    const Thing& at(const std::string& thing) const;
    Paints paints_of(int colour) const;
    static std::string shape_of(const Thing& thing, const Paints& paints, int variant);

    std::vector<Colour> colours_;
    std::map<std::string, Thing> things_;
};

}  // namespace ecommerce::demo_data
