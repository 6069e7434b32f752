// SPDX-License-Identifier: Apache-2.0
#include "application/product/product_fixture.h"
#include "framework/runtime/join.h"

#include "product/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::product {
namespace {

class ShopEventsTest : public ProductFixture {
protected:
    static user::v1::ShopClosed closed(std::int64_t version, bool for_good = false) {
        user::v1::ShopClosed event;
        event.set_shop_id(kShop);
        event.set_version(version);
        event.set_for_good(for_good);
        return event;
    }
    static user::v1::ShopReopened reopened(std::int64_t version) {
        user::v1::ShopReopened event;
        event.set_shop_id(kShop);
        event.set_version(version);
        return event;
    }

    // Whether it is for sale, wherever somebody could come across it; all places agree.
    bool is_for_sale(const v1::Product& product) {
        v1::GetProductRequest get;
        get.set_id(product.id());
        const bool shown = run(catalogue().GetProduct(context, get)).has_value();
        v1::ListProductsRequest by_shop;
        by_shop.set_shop_id(kShop);
        v1::ListProductsRequest in_stock;
        in_stock.set_in_stock(true);
        in_stock.set_query(product.name());
        for (const auto& list : {v1::ListProductsRequest(), by_shop, in_stock}) {
            EXPECT_EQ(run(catalogue().ListProducts(context, list)).value().products_size(), int(shown));
        }
        v1::BatchGetProductsRequest batch;
        batch.add_ids(product.id());
        EXPECT_EQ(run(catalogue().BatchGetProducts(context, batch)).value().products_size(), int(shown));
        EXPECT_EQ(run(catalogue().ListBrands(context, {})).value().brands_size(), int(shown));
        v1::GetSkusRequest skus;
        skus.add_ids(product.skus(0).id());
        EXPECT_EQ(run(inventory().GetSkus(context, skus)).value().skus(0).on_sale(), shown);
        const auto refusal =
            reason_of_reserve("c" + std::to_string(++checkouts_), {{product.skus(0).id(), 1}});
        EXPECT_EQ(refusal, shown ? "" : v1::reason::kSkuOffShelf);
        return shown;
    }

private:
    int checkouts_ = 0;
};

TEST_F(ShopEventsTest, NothingOfAClosedShopIsForSaleUntilItIsReopened) {
    const auto product = on_sale(new_product("Mug"));
    ASSERT_TRUE(is_for_sale(product));
    EXPECT_TRUE(take(closed(3)));
    EXPECT_FALSE(is_for_sale(product));
    auto seller = as_seller();
    v1::GetMyProductRequest mine;
    mine.set_id(product.id());
    EXPECT_EQ(run(shop().GetMyProduct(seller, mine)).value().product().state(), v1::PRODUCT_STATE_ON_SALE);
    EXPECT_TRUE(take(reopened(4)));
    EXPECT_TRUE(is_for_sale(product));
}

TEST_F(ShopEventsTest, NewsThatComesTwiceOrLateChangesNothing) {
    const auto product = on_sale(new_product("Mug"));
    EXPECT_TRUE(take(reopened(4)));
    EXPECT_TRUE(take(closed(3)));
    EXPECT_TRUE(is_for_sale(product));
    EXPECT_TRUE(take(closed(5)));
    EXPECT_TRUE(take(closed(5)));
    EXPECT_TRUE(take(reopened(4)));
    EXPECT_FALSE(is_for_sale(product));
    EXPECT_TRUE(take(reopened(6)));
    EXPECT_TRUE(is_for_sale(product));
}

TEST_F(ShopEventsTest, GoodsOfOtherShopsStayForSale) {
    const auto other = on_sale(new_product("Pot"), kShop + 1);
    EXPECT_TRUE(take(closed(3)));
    EXPECT_EQ(reason_of_reserve("c1", {{other.skus(0).id(), 1}}), "");
}

TEST_F(ShopEventsTest, OneLineOfAClosedShopRefusesTheWholeCheckout) {
    const auto mine = on_sale(new_product("Mug")).skus(0).id();
    const auto other = on_sale(new_product("Pot"), kShop + 1).skus(0).id();
    ASSERT_EQ(reason_of_reserve("before", {{mine, 1}}), "");
    EXPECT_TRUE(take(closed(3)));
    const auto refused = run(reserve(context, "c1", {{other, 1}, {mine, 1}}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().metadata().at("sku_id"), std::to_string(mine));
    EXPECT_EQ(stock_of(other), "10, 10, 0");
    EXPECT_EQ(reason_of_reserve("before", {{mine, 1}}), v1::reason::kSkuOffShelf) << "also when asked again";
    EXPECT_TRUE(release("before"));
    EXPECT_EQ(stock_of(mine), "10, 10, 0");
}

TEST_F(ShopEventsTest, WhatIsClosedForGoodLeavesTheShelf) {
    const auto product = on_sale(new_product("Mug"));
    events.clear();
    EXPECT_TRUE(take(closed(3, true)));
    EXPECT_FALSE(is_for_sale(product));
    ASSERT_EQ(events.of<v1::ProductTakenOffShelf>().size(), 1U);
    user::v1::UserDeleted deleted;
    deleted.set_shop_id(kShop);
    EXPECT_TRUE(take(deleted));
    EXPECT_EQ(events.of<v1::ProductTakenOffShelf>().size(), 1U);
}

TEST_F(ShopEventsTest, AClosingAtTheSameTimeAsReservationsLeavesTheStockRight) {
    const auto product = on_sale(new_product("Mug", 1000, 1000));
    auto other = testing::context_with();
    for (int round = 0; round < 30; ++round) {
        const auto id = "r" + std::to_string(round);
        auto race = [&]() -> Task<bool> {
            auto [reserved, heard] = co_await runtime::both(
                reserve(context, id, {{product.skus(0).id(), 1}}),
                testing::deliver(subscriptions, database(), other, closed(2 * round + 2)));
            EXPECT_TRUE(heard);
            co_return reserved.has_value();
        };
        if (run(race())) EXPECT_TRUE(release(id));
        EXPECT_FALSE(is_for_sale(product));
        EXPECT_TRUE(take(reopened(2 * round + 3)));
    }
    EXPECT_EQ(stock_of(product.skus(0).id()), "1000, 1000, 0");
}

}  // namespace
}  // namespace ecommerce::product
