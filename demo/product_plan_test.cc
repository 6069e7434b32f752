// SPDX-License-Identifier: Apache-2.0
#include "demo/product_plan.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace ecommerce::demo_data {
namespace {

const Data& data() {
    static const Data data(DEMO_DATA_FOLDER);
    return data;
}

TEST(Products, LieInDepartmentsOfTheirShop) {
    for (const auto& plan : plan_products(data())) {
        const auto& shop = data().people.shops()[plan.shop];
        EXPECT_TRUE(std::ranges::any_of(shop.sells,
                                        [&](const auto& category) { return plan.shelf->lies_in(category); }))
            << shop.name << " sells " << plan.request.name();
    }
}

TEST(Products, FillEachDepartmentOfEachShop) {
    const auto& shops = data().people.shops();
    std::vector<std::size_t> counts(shops.size());
    std::set<std::pair<std::size_t, std::string_view>> filled;
    for (const auto& plan : plan_products(data())) {
        ++counts[plan.shop];
        filled.emplace(plan.shop, plan.shelf->name);
        filled.emplace(plan.shop, plan.shelf->branch->name);
    }
    for (std::size_t shop = 0; shop < shops.size(); ++shop) {
        EXPECT_GE(counts[shop], 30U) << shops[shop].name;
        for (const auto& category : shops[shop].sells) {
            EXPECT_TRUE(filled.contains({shop, category})) << shops[shop].name << " lacks " << category;
        }
    }
    EXPECT_EQ(*std::ranges::max_element(counts), counts[0]) << "the shop that people try has the most";
}

TEST(Products, IsTheSameEveryTime) {
    const auto first = plan_products(data());
    const auto second = plan_products(data());
    ASSERT_EQ(first.size(), kProductCount);
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].request.SerializeAsString(), second[i].request.SerializeAsString());
    }
}

TEST(Products, FillsEveryShelfAndMixesStock) {
    std::set<std::string_view> shelves_used;
    std::size_t sold_out = 0;
    std::size_t with_choices = 0;
    for (const auto& plan : plan_products(data())) {
        shelves_used.insert(plan.shelf->name);
        std::int64_t stock = 0;
        for (const auto& sku : plan.request.skus()) {
            EXPECT_GT(sku.price().minor_units(), 0);
            stock += sku.initial_stock();
        }
        sold_out += stock == 0 ? 1 : 0;
        with_choices += plan.request.options_size() == 2 ? 1 : 0;
    }
    EXPECT_EQ(shelves_used.size(), data().catalogue.shelves().size());
    EXPECT_GT(sold_out, 5U);
    EXPECT_LT(sold_out, 100U);
    EXPECT_GT(with_choices, 100U);
}

TEST(Catalogue, HasSixtyCategoriesAndMore) {
    std::size_t count = data().catalogue.shelves().size();
    for (const auto& top : data().catalogue.tops()) count += 1 + top.branches.size();
    EXPECT_GE(count, 60U);
}

}  // namespace
}  // namespace ecommerce::demo_data
