// SPDX-License-Identifier: Apache-2.0
#include "demo/pictures.h"

#include <algorithm>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace ecommerce::demo_data {

namespace {

// Enough of XML: elements are closed in order, attributes are quoted, nothing loose stands between them.
bool is_well_formed(std::string_view text) {
    std::vector<std::string> open;
    while (!text.empty()) {
        if (text[0] != '<') {
            if (text != "\n") return false;
            break;
        }
        const auto end = text.find('>');
        if (end == std::string_view::npos) return false;
        auto tag = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
        if (tag.starts_with('/')) {
            if (open.empty() || open.back() != tag.substr(1)) return false;
            open.pop_back();
            continue;
        }
        if (tag.find('<') != std::string_view::npos || tag.find('&') != std::string_view::npos) return false;
        if (std::count(tag.begin(), tag.end(), '"') % 2 != 0) return false;
        if (!tag.ends_with('/')) open.emplace_back(tag.substr(0, tag.find(' ')));
    }
    return open.empty();
}

const Pictures& pictures() {
    static const Pictures pictures(DEMO_DATA_FOLDER);
    return pictures;
}

TEST(Pictures, AreWellFormedAndOfModestSize) {
    for (const auto& thing : pictures().things()) {
        for (int variant = 0; variant < kVariantCount; ++variant) {
            const auto svg = pictures().draw({thing, variant, variant, variant % kSceneCount}).svg;
            EXPECT_TRUE(is_well_formed(svg)) << thing << " " << variant;
            EXPECT_EQ(svg.find_first_of("{}[]|"), std::string::npos) << thing << " " << variant;
            EXPECT_LT(svg.size(), 12'000U) << thing;
        }
        EXPECT_TRUE(is_well_formed(pictures().icon(thing).svg));
    }
    EXPECT_TRUE(is_well_formed(pictures().logo(3, "tea").svg));
}

TEST(Pictures, AreTheSameForTheSameLook) {
    const Look look{"shoe", 4, 2, 1};
    EXPECT_EQ(pictures().draw(look).svg, pictures().draw(look).svg);
    EXPECT_NE(pictures().draw(look).svg, pictures().draw({"shoe", 5, 2, 1}).svg);
    EXPECT_NE(pictures().draw(look).svg, pictures().draw({"shoe", 4, 3, 1}).svg);
}

TEST(Pictures, NameEachLookDifferently) {
    std::set<std::string> names;
    for (int colour = 0; colour < pictures().colour_count(); ++colour) {
        for (int variant = 0; variant < kVariantCount; ++variant) {
            for (int scene = 0; scene < kSceneCount; ++scene) {
                names.insert(Pictures::name_of({"cup", colour, variant, scene}));
            }
        }
    }
    EXPECT_EQ(names.size(), std::size_t(pictures().colour_count() * kVariantCount * kSceneCount));
}

TEST(Pictures, NameTheFileThatIsNotThere) {
    try {
        const Pictures none("no-such-folder");
        FAIL() << "read nothing without a complaint";
    } catch (const std::runtime_error& problem) {
        EXPECT_NE(std::string(problem.what()).find("no-such-folder/pictures.yaml"), std::string::npos);
    }
}

}  // namespace

}  // namespace ecommerce::demo_data
