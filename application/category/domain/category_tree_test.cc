// SPDX-License-Identifier: Apache-2.0
#include "application/category/domain/category_tree.h"

#include <gtest/gtest.h>

namespace ecommerce::category {
namespace {

Node node(std::int64_t id, std::int64_t parent, int order = 0) {
    return {.id = id, .parent_id = parent, .name = std::to_string(id), .sort_order = order};
}

const CategoryTree& tree() {
    static const CategoryTree sample({node(3, 2), node(1, 0, 2), node(2, 1), node(4, 0, 1), node(9, 8)});
    return sample;
}

TEST(CategoryTree, ShowsSiblingsInTheirOrder) {
    ASSERT_EQ(tree().children(0).size(), 2U);
    EXPECT_EQ(tree().children(0)[0]->id, 4);
    EXPECT_EQ(tree().children(0)[1]->id, 1);
}

TEST(CategoryTree, KnowsLevelsHeightsAndPaths) {
    EXPECT_EQ(tree().level(1), 1);
    EXPECT_EQ(tree().level(3), 3);
    EXPECT_EQ(tree().height(1), 3);
    EXPECT_EQ(tree().height(4), 1);
    ASSERT_EQ(tree().path(3).size(), 3U);
    EXPECT_EQ(tree().path(3)[0]->id, 1);
    EXPECT_TRUE(tree().path(77).empty());
}

TEST(CategoryTree, KnowsWhatIsBelowWhat) {
    EXPECT_TRUE(tree().is_within(3, 1));
    EXPECT_TRUE(tree().is_within(1, 1));
    EXPECT_FALSE(tree().is_within(1, 3));
    EXPECT_FALSE(tree().is_within(4, 1));
}

TEST(CategoryTree, LeavesOutWhatHasNoWayUp) {
    EXPECT_EQ(tree().size(), 4U);
    EXPECT_EQ(tree().find(9), nullptr);
}

TEST(CategoryTree, GivesLeavesInDisplayOrder) {
    const auto leaves = tree().leaves();
    ASSERT_EQ(leaves.size(), 2U);
    EXPECT_EQ(leaves[0]->id, 4);
    EXPECT_EQ(leaves[1]->id, 3);
}

}  // namespace
}  // namespace ecommerce::category
