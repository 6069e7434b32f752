// SPDX-License-Identifier: Apache-2.0
// The index follows the catalogue, whatever order its news and looks come in.
#include <gmock/gmock.h>

#include "application/search/search_fixture.h"
#include "framework/call/reasons.h"

#include "category/v1/events.pb.h"
#include "product/v1/events.pb.h"
#include "review/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::search {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class FollowProductsTest : public SearchFixture {
protected:
    Change change(std::int64_t id, std::int64_t ticket, const std::string& name) {
        Product product{.id = id, .name = name};
        product::v1::ProductSummary card;
        card.set_id(id);
        card.set_name(name);
        product.card = card.SerializeAsString();
        return {.product_id = id, .ticket = ticket, .found = index_product(std::move(product))};
    }
    void apply(const std::vector<Change>& changes) {
        ASSERT_TRUE(run(parts().engine.apply(context, changes)));
    }
};

TEST_P(FollowProductsTest, FillsAnIndexByItself) {
    for (int id = 1; id <= 250; ++id) put(id, "Teapot " + std::to_string(id));
    walk();
    EXPECT_EQ(search(words("teapot")).total(), 250);
}

TEST_P(FollowProductsTest, FollowsWhatIsTold) {
    put(1, "Teapot");
    changed(1);
    look();
    EXPECT_THAT(find("teapot"), ElementsAre(1));
    put(1, "Kettle");
    changed(1);
    look();
    EXPECT_THAT(find("teapot"), IsEmpty());
    EXPECT_THAT(find("kettle"), ElementsAre(1));
    take_off(1);
    product::v1::ProductTakenOffShelf gone;
    gone.set_product_id(1);
    take(gone);
    look();
    EXPECT_THAT(find("kettle"), IsEmpty());
}

TEST_P(FollowProductsTest, OneThatCannotBeReadHoldsUpNoOther) {
    for (const auto id : {1, 2, 3}) put(id, "Teapot");
    damaged = 2;
    for (const auto id : {1, 2, 3}) changed(id);
    EXPECT_EQ(run(parts().follow.look(context)).value(), 2);
    EXPECT_THAT(find("teapot"), UnorderedElementsAre(1, 3));
    damaged = 0;
    clock.advance(std::chrono::seconds(15));
    look();
    EXPECT_THAT(find("teapot"), UnorderedElementsAre(1, 2, 3));
}

TEST_P(FollowProductsTest, NeverGoesBackToWhatAnEarlierLookFound) {
    apply({change(1, 7, "New name")});
    apply({change(1, 5, "Old name")});
    EXPECT_THAT(find("old"), IsEmpty());
    EXPECT_THAT(find("new"), ElementsAre(1));
    apply({{.product_id = 1, .ticket = 9, .found = {}}});
    apply({change(1, 8, "New name")});
    EXPECT_THAT(find("new"), IsEmpty());
    // Of two looks in one batch the later counts.
    apply({change(1, 11, "Last name"), change(1, 10, "New name"), change(1, 11, "Last name")});
    EXPECT_THAT(find("last"), ElementsAre(1));
    EXPECT_THAT(find("new"), IsEmpty());
}

TEST_P(FollowProductsTest, LooksAgainWhenMarkedDuringALook) {
    put(1, "Teapot");
    changed(1);
    const auto looks =
        run(parts().changes.claim(context, clock.now(), clock.now() + std::chrono::hours(1), 10));
    ASSERT_EQ(looks->size(), 1U);
    put(1, "Kettle");
    changed(1);
    ASSERT_TRUE(run(parts().changes.finish(context, *looks)));
    look();
    EXPECT_THAT(find("kettle"), ElementsAre(1));
}

TEST_P(FollowProductsTest, LosesNothingWhileTheCatalogueIsDown) {
    put(1, "Teapot");
    changed(1);
    products.before = [](const std::string&) -> Result<void> { return fail(reason::unavailable("down")); };
    EXPECT_FALSE(run(parts().follow.look(context)));
    products.before = [](const std::string&) { return Result<void>(); };
    look();
    EXPECT_THAT(find("teapot"), IsEmpty());  // somebody else may still be looking
    clock.advance(std::chrono::minutes(1));
    look();
    EXPECT_THAT(find("teapot"), ElementsAre(1));
}

TEST_P(FollowProductsTest, KeepsRatingsWhileTheReviewsAreDown) {
    put(1, "Teapot");
    rate(1, 4.5, 12);
    review::v1::ReviewPublished published;
    published.set_product_id(1);
    take(published);
    look();
    EXPECT_EQ(search(words("teapot")).hits(0).rating(), 4.5);
    reviews.before = [](const std::string&) -> Result<void> { return fail(reason::unavailable("down")); };
    put(1, "Red teapot");
    changed(1);
    look();
    const auto found = search(words("red"));
    ASSERT_EQ(found.hits_size(), 1);
    EXPECT_EQ(found.hits(0).rating(), 4.5);
    EXPECT_EQ(found.hits(0).review_count(), 12);
    // It is asked for again, and nothing else is read for that.
    const auto read = products.calls().size();
    clock.advance(std::chrono::minutes(1));
    look();
    EXPECT_EQ(products.calls().size(), read);
    reviews.before = [](const std::string&) { return Result<void>(); };
    rate(1, 2, 13);
    clock.advance(std::chrono::minutes(1));
    look();
    EXPECT_EQ(search(words("red")).hits(0).rating(), 2);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM changes"), "0");
}

TEST_P(FollowProductsTest, AWalkRemovesWhatNobodyToldOf) {
    put(1, "Teapot");
    put(2, "Teapot");
    put(3, "Teapot");
    walk();
    take_off(2);
    put(1, "Kettle");
    ASSERT_TRUE(run(parts().product_walks.begin(context)));
    EXPECT_THAT(find("teapot").size(), 3U);  // it serves meanwhile
    walk();
    EXPECT_THAT(find("teapot"), ElementsAre(3));
    EXPECT_THAT(find("kettle"), ElementsAre(1));
}

TEST_P(FollowProductsTest, TellsOfWhatDiffersFromTheCatalogue) {
    put(1, "Teapot");
    put(2, "Teapot");
    walk();
    put(3, "Kettle");
    take_off(2);
    diagnostics::v1::CheckInvariantsResponse response;
    ASSERT_TRUE(run(parts().compare(context, response)));
    ASSERT_EQ(response.violations_size(), 2);
    EXPECT_EQ(response.violations(0).detail(), "product 3 is on sale and cannot be found");
    EXPECT_EQ(response.violations(1).detail(), "product 2 is found and not on sale");
    changed(2);
    changed(3);
    response.Clear();
    ASSERT_TRUE(run(parts().compare(context, response)));
    EXPECT_EQ(response.violations_size(), 0);
    look();
}

TEST_P(FollowProductsTest, LeavesClosedShopsOut) {
    put(1, "Teapot");
    walk();
    user::v1::ShopClosed closed;
    closed.set_shop_id(11);
    closed.set_version(4);
    take(closed);
    EXPECT_THAT(find("teapot"), IsEmpty());
    user::v1::ShopReopened late;
    late.set_shop_id(11);
    late.set_version(3);
    take(late);
    EXPECT_THAT(find("teapot"), IsEmpty());
    late.set_version(5);
    take(late);
    EXPECT_THAT(find("teapot"), ElementsAre(1));
}

TEST_P(FollowProductsTest, CompletesNoWordsOfClosedShops) {
    put(1, "Teapot").mutable_summary()->set_brand("Clay");
    put(2, "Kettle").mutable_summary()->set_shop_id(12);
    walk();
    const auto completed = [&](const std::string& key) {
        return std::size(*run(parts().engine.complete(context, key, 10))) +
               std::size(*run(parts().engine.alike(context, key, 10)));
    };
    EXPECT_GT(completed("clay"), 0U);
    user::v1::ShopClosed closed;
    closed.set_shop_id(11);
    closed.set_version(4);
    take(closed);
    look();
    EXPECT_EQ(completed("clay"), 0U);
    EXPECT_EQ(completed("teapot"), 0U);
    EXPECT_GT(completed("kettle"), 0U);
    user::v1::ShopReopened reopened;
    reopened.set_shop_id(11);
    reopened.set_version(5);
    take(reopened);
    look();
    EXPECT_GT(completed("clay"), 0U);
}

TEST_P(FollowProductsTest, LooksAtACategorysProductsAgain) {
    put(1, "Teapot").mutable_summary()->set_category_id(2);
    put(2, "Teapot").mutable_summary()->set_category_id(4);
    walk();
    category::v1::CategoryTreeChanged tree;
    tree.set_category_id(1);  // above 2
    take(tree);
    EXPECT_FALSE(*run(parts().sweeper.step(context)));  // until everybody has read the tree anew
    clock.advance(std::chrono::minutes(1));
    ASSERT_TRUE(*run(parts().sweeper.step(context)));
    EXPECT_EQ(run(parts().changes.waiting(context))->changes, 1);
    look();
    EXPECT_EQ(run(parts().changes.waiting(context))->changes, 0);
}

TEST_P(FollowProductsTest, MarksALargeCategoryInPages) {
    temporary().execute(
        "INSERT INTO documents (product_id, ticket, on_sale, shop_id, category_id, price_minor, sold_count, "
        "review_count, published_at, stars, in_stock, brand, tags, name, name_key, brand_key, words, card, terms) "
        "SELECT n, 1, TRUE, 11, 2, 0, 0, 0, NOW(), 0, TRUE, '', '{}', '', '', '', '{}', '', "
        "ARRAY_TO_TSVECTOR(ARRAY['c' || n % 2 + 1]) FROM GENERATE_SERIES(1, 4500) AS n");
    category::v1::CategoryTreeChanged tree;
    tree.set_category_id(1);
    take(tree);
    clock.advance(std::chrono::minutes(1));
    const auto marked = [&] { return temporary().value("SELECT COUNT(*) FROM changes"); };
    for (const auto* after : {"1000", "2000", "2250", "2250"}) {
        ASSERT_TRUE(*run(parts().sweeper.step(context)));
        EXPECT_EQ(marked(), after);
    }
    EXPECT_FALSE(*run(parts().sweeper.step(context)));
    // What changes while one is under way begins it anew.
    take(tree);
    clock.advance(std::chrono::minutes(1));
    ASSERT_TRUE(*run(parts().sweeper.step(context)));
    take(tree);
    clock.advance(std::chrono::minutes(1));
    for (int page = 0; page < 4; ++page) ASSERT_TRUE(*run(parts().sweeper.step(context)));
    EXPECT_FALSE(*run(parts().sweeper.step(context)));
}

INSTANTIATE_TEST_SUITE_P(Engines, FollowProductsTest, kEngines, engine_of);

}  // namespace

}  // namespace ecommerce::search
