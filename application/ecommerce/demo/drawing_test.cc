// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/drawing.h"

#include <algorithm>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "application/ecommerce/demo/product_plan.h"

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

TEST(Drawing, GivesWellFormedPicturesOfModestSize) {
    for (int kind = 0; kind < kKindCount; ++kind) {
        for (int variant = 0; variant < kVariantCount; ++variant) {
            const auto picture = draw({Kind(kind), variant, variant, variant % kSceneCount});
            EXPECT_TRUE(is_well_formed(picture)) << kKindNames[std::size_t(kind)] << " " << variant;
            EXPECT_LT(picture.size(), 12'000U) << kKindNames[std::size_t(kind)];
        }
        EXPECT_TRUE(is_well_formed(draw_icon(Kind(kind))));
    }
    EXPECT_TRUE(is_well_formed(draw_logo(3, Kind::tea)));
}

TEST(Drawing, IsTheSameForTheSameLook) {
    const Look look{Kind::shoe, 4, 2, 1};
    EXPECT_EQ(draw(look), draw(look));
    EXPECT_NE(draw(look), draw({Kind::shoe, 5, 2, 1}));
    EXPECT_NE(draw(look), draw({Kind::shoe, 4, 3, 1}));
}

TEST(Drawing, NamesEachLookDifferently) {
    std::set<std::string> names;
    for (int colour = 0; colour < kColourCount; ++colour) {
        for (int variant = 0; variant < kVariantCount; ++variant) {
            for (int scene = 0; scene < kSceneCount; ++scene)
                names.insert(picture_name({Kind::cup, colour, variant, scene}));
        }
    }
    EXPECT_EQ(names.size(), std::size_t(kColourCount * kVariantCount * kSceneCount));
}

TEST(ProductPlan, IsTheSameEveryTime) {
    const auto first = plan_products();
    const auto second = plan_products();
    ASSERT_EQ(first.size(), kProductCount);
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].request.SerializeAsString(), second[i].request.SerializeAsString());
    }
}

TEST(ProductPlan, FillsEveryShelfAndMixesStock) {
    std::set<std::string_view> shelves_used;
    std::size_t sold_out = 0;
    std::size_t with_choices = 0;
    for (const auto& plan : plan_products()) {
        shelves_used.insert(plan.shelf->name);
        std::int64_t stock = 0;
        for (const auto& sku : plan.request.skus()) {
            EXPECT_GT(sku.price().minor_units(), 0);
            stock += sku.initial_stock();
        }
        sold_out += stock == 0 ? 1 : 0;
        with_choices += plan.request.options_size() == 2 ? 1 : 0;
    }
    EXPECT_EQ(shelves_used.size(), shelves().size());
    EXPECT_GT(sold_out, 5U);
    EXPECT_LT(sold_out, 100U);
    EXPECT_GT(with_choices, 100U);
}

}  // namespace

}  // namespace ecommerce::demo_data
