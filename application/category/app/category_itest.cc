// SPDX-License-Identifier: Apache-2.0
#include "application/category/category_fixture.h"
#include "framework/runtime/join.h"

namespace ecommerce::category {

namespace {

using CategoryTest = CategoryFixture;

TEST_F(CategoryTest, TheTreeHasThreeLevels) {
    const auto first = id_of("Home");
    const auto second = id_of("Kitchen", first);
    const auto third = id_of("Mugs", second);
    EXPECT_EQ(create("Tiny", third).error().reason(), v1::reason::kCategoryTooDeep);
    const auto other = id_of("Garden");
    EXPECT_EQ(reason_of_move(first, other), v1::reason::kCategoryTooDeep);
    EXPECT_EQ(reason_of_move(second, other), "");
    EXPECT_EQ(create("X", 9999).error().reason(), v1::reason::kCategoryParent);

    v1::GetCategoryPathRequest path;
    path.set_id(third);
    auto found = run(service().GetCategoryPath(context, path));
    ASSERT_TRUE(found);
    ASSERT_EQ(found->categories_size(), 3);
    EXPECT_EQ(found->categories(0).id(), other);
    EXPECT_EQ(
        run(service().ListLeafCategories(context, v1::ListLeafCategoriesRequest())).value().categories_size(),
        2);
    EXPECT_EQ(events.of<v1::CategoryTreeChanged>().size(), 5U);
}

TEST_F(CategoryTest, NothingMovesBelowItself) {
    const auto first = id_of("Home");
    const auto second = id_of("Kitchen", first);
    EXPECT_EQ(reason_of_move(first, first), v1::reason::kCategoryCycle);
    EXPECT_EQ(reason_of_move(first, second), v1::reason::kCategoryCycle);
    EXPECT_EQ(reason_of_move(second, 0), "");
    EXPECT_EQ(reason_of_move(first, second), "");
}

TEST_F(CategoryTest, ANameIsTakenBelowOneParent) {
    const auto first = id_of("Home");
    EXPECT_EQ(create("Home").error().reason(), v1::reason::kCategoryNameTaken);
    for (const auto* alike : {"home", "\uff28ome ", "Ho\u200bme"}) {
        EXPECT_EQ(create(alike).error().reason(), v1::reason::kCategoryNameTaken) << alike;
    }
    id_of("Home", first);
    const auto second = id_of("Garden");
    v1::UpdateCategoryRequest rename;
    rename.set_id(second);
    rename.set_name("Home");
    EXPECT_EQ(run(service().UpdateCategory(context, rename)).error().reason(),
              v1::reason::kCategoryNameTaken);
    rename.set_name("GARDEN");
    EXPECT_TRUE(run(service().UpdateCategory(context, rename))) << "its own name in other letters";
}

TEST_F(CategoryTest, OnlyAnEmptyOneIsDeleted) {
    const auto first = id_of("Home");
    const auto second = id_of("Kitchen", first);
    EXPECT_EQ(run(service().DeleteCategory(context, deletion(first))).error().reason(),
              v1::reason::kCategoryNotEmpty);
    EXPECT_TRUE(run(service().DeleteCategory(context, deletion(second))));
    EXPECT_TRUE(run(service().DeleteCategory(context, deletion(first))));
    EXPECT_EQ(run(service().DeleteCategory(context, deletion(first))).error().code(), Code::not_found);
}

TEST_F(CategoryTest, WhereProductsAreNoCategoryIsPutAndNoneIsTaken) {
    const auto home = id_of("Home");
    const auto mugs = id_of("Mugs", home);
    const auto cups = id_of("Cups", home);
    counts[mugs] = 3;
    for (const auto& error :
         {create("Tiny", mugs).error(), run(service().DeleteCategory(context, deletion(mugs))).error()}) {
        EXPECT_EQ(error.reason(), v1::reason::kCategoryHasProducts);
        EXPECT_EQ(error.metadata().at("products"), "3");
    }
    EXPECT_EQ(reason_of_move(cups, mugs), v1::reason::kCategoryHasProducts);
    auto moving = deletion(mugs);
    for (const auto target : {mugs, home, std::int64_t(9999)}) {
        moving.set_move_products_to(target);
        EXPECT_EQ(run(service().DeleteCategory(context, moving)).error().reason(),
                  v1::reason::kCategoryTarget);
    }
    moving.set_move_products_to(cups);
    EXPECT_TRUE(run(service().DeleteCategory(context, moving)));
    EXPECT_EQ(counts[cups], 3);
}

TEST_F(CategoryTest, ItsPictureIsOneOfThePlatforms) {
    auto request = new_category("Home", 0);
    request.mutable_picture()->set_url("https://evil.example/x.png");
    EXPECT_FALSE(run(service().CreateCategory(context, request)));
    request.mutable_picture()->set_url("/pictures/own.png");
    const auto made = run(service().CreateCategory(context, request)).value().category();
    EXPECT_EQ(made.picture().width(), 64U);
    v1::UpdateCategoryRequest update;
    update.set_id(made.id());
    *update.mutable_picture() = made.picture();
    const auto asked = products.calls().size();
    EXPECT_TRUE(run(service().UpdateCategory(context, update)));
    EXPECT_EQ(products.calls().size(), asked) << "it is the same";
    update.mutable_picture()->set_url("//evil.example/x.png");
    EXPECT_FALSE(run(service().UpdateCategory(context, update)));
}

// Whoever comes second sees what the first did: no child is left without a parent.
TEST_F(CategoryTest, ACategoryIsNotDeletedWhileItGetsAChild) {
    id_of("Other");
    for (int round = 0; round < 40; ++round) {
        const auto parent = id_of("P" + std::to_string(round));
        const auto request = new_category("C", parent);
        const auto removal = deletion(parent);
        auto other = testing::context_with();
        auto race = [&]() -> Task<int> {
            auto [made, gone] = co_await runtime::both(service().CreateCategory(context, request),
                                                       service().DeleteCategory(other, removal));
            co_return int(made.has_value()) + int(gone.has_value());
        };
        ASSERT_EQ(run(race()), 1);
    }
}

}  // namespace
}  // namespace ecommerce::category
