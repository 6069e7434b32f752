// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/product_plan.h"

#include <algorithm>
#include <array>
#include <set>

#include <gtest/gtest.h>

#include "application/ecommerce/demo/people.h"

namespace ecommerce::demo_data {
namespace {

TEST(Products, LieInDepartmentsOfTheirShop) {
    for (const auto& plan : plan_products()) {
        const auto departments = split(shops()[plan.shop].departments);
        EXPECT_TRUE(std::ranges::any_of(
            departments, [&](const auto& department) { return lies_in(*plan.shelf, department); }))
            << shops()[plan.shop].name << " sells " << plan.request.name();
    }
}

TEST(Products, FillEachDepartmentOfEachShop) {
    std::array<std::size_t, kShopCount> counts{};
    std::set<std::pair<std::size_t, std::string_view>> filled;
    for (const auto& plan : plan_products()) {
        ++counts[plan.shop];
        filled.emplace(plan.shop, plan.shelf->name);
        filled.emplace(plan.shop, plan.shelf->middle);
    }
    for (std::size_t shop = 0; shop < kShopCount; ++shop) {
        EXPECT_GE(counts[shop], 30U) << shops()[shop].name;
        for (const auto& department : split(shops()[shop].departments)) {
            EXPECT_TRUE(filled.contains({shop, department})) << shops()[shop].name << " lacks " << department;
        }
    }
    EXPECT_EQ(*std::ranges::max_element(counts), counts[0]) << "the shop that people try has the most";
}

TEST(Catalogue, HasSixtyCategoriesAndMore) {
    EXPECT_GE(tops().size() + branches().size() + shelves().size(), 60U);
}

}  // namespace
}  // namespace ecommerce::demo_data
