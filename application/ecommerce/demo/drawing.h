// SPDX-License-Identifier: Apache-2.0
// Drawings of goods as SVG, made by rule: the kind gives the shape and the background, the colour and the
// variant give the rest. The same look is the same file, byte for byte.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace ecommerce::demo_data {

// In the order of kKindNames.
enum class Kind {
    phone,
    headphones,
    earbuds,
    speaker,
    smartwatch,
    camera,
    laptop,
    tablet,
    keyboard,
    mouse,
    notebook,
    kettle,
    coffee_machine,
    fan,
    shirt,
    jacket,
    dress,
    skirt,
    sweater,
    shoe,
    heel,
    backpack,
    bag,
    suitcase,
    watch,
    glasses,
    cap,
    sofa,
    chair,
    lamp,
    floor_lamp,
    cushion,
    plant,
    pan,
    pot,
    cup,
    bottle,
    tea,
    fruit,
    orange,
    snack,
    lipstick,
    perfume,
    jar,
    dropper,
    blocks,
    teddy,
    ball,
    football,
    dumbbell,
    tent,
    book,
    guitar
};
inline constexpr std::array<std::string_view, 53> kKindNames{
    "phone",    "headphones", "earbuds",  "speaker", "smartwatch", "camera",   "laptop",    "tablet",
    "keyboard", "mouse",      "notebook", "kettle",  "coffee",     "fan",      "shirt",     "jacket",
    "dress",    "skirt",      "sweater",  "shoe",    "heel",       "backpack", "bag",       "suitcase",
    "watch",    "glasses",    "cap",      "sofa",    "chair",      "lamp",     "floorlamp", "cushion",
    "plant",    "pan",        "pot",      "cup",     "bottle",     "tea",      "fruit",     "orange",
    "snack",    "lipstick",   "perfume",  "jar",     "dropper",    "blocks",   "teddy",     "ball",
    "football", "dumbbell",   "tent",     "book",    "guitar"};
inline constexpr int kKindCount = int(kKindNames.size());

inline constexpr int kColourCount = 10;
inline constexpr int kVariantCount = 6;
inline constexpr int kSceneCount = 2;  // 0: the whole thing; 1: nearer, on another ground
inline constexpr int kPictureSide = 900;

std::string_view colour_name(int colour);

struct Look {
    Kind kind;
    int colour;   // below kColourCount
    int variant;  // below kVariantCount
    int scene;    // below kSceneCount
};

std::string picture_name(const Look& look);  // "d-shoe-132.svg"
std::string draw(const Look& look);

// A round mark with a category's or a shop's thing in it.
std::string icon_name(Kind kind);
std::string draw_icon(Kind kind);
std::string logo_name(int shop);
std::string draw_logo(int shop, Kind kind);

}  // namespace ecommerce::demo_data
