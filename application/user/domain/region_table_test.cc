// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/region_table.h"

#include <gtest/gtest.h>

namespace ecommerce::user {
namespace {

TEST(Regions, AreReachedLevelByLevel) {
    const Regions regions("1\t\tA\n11\t1\tB\n111\t11\tC\n2\t\tD\n");
    ASSERT_EQ(regions.below("").size(), 2U);
    EXPECT_EQ(regions.below("")[0].name, "A");
    EXPECT_TRUE(regions.below("")[0].has_children);
    EXPECT_FALSE(regions.below("")[1].has_children);
    EXPECT_EQ(regions.below("11")[0].level, 3);
    EXPECT_TRUE(regions.below("9").empty());
}

TEST(Regions, HaveEveryProvinceOfTheMainlandAndItsDistricts) {
    const Regions regions(kRegionTable);
    EXPECT_EQ(regions.below("").size(), 31U);
    for (const auto& province : regions.below("")) {
        EXPECT_TRUE(province.has_children) << province.name;
        EXPECT_TRUE(regions.below(province.code)[0].has_children) << province.name;
    }
}

}  // namespace
}  // namespace ecommerce::user
