// SPDX-License-Identifier: Apache-2.0
// What is for sale at which price, as stock comes and goes.
#include <atomic>

#include "application/product/product_fixture.h"
#include "framework/runtime/join.h"

#include "product/v1/events.pb.h"

namespace ecommerce::product {
namespace {

class SaleTest : public ProductFixture {
protected:
    // Red costs 500 and Blue 900, of each as many.
    v1::Product two_colours(std::int64_t red, std::int64_t blue) {
        auto request = new_product("Shirt", 500, red);
        auto& option = *request.add_options();
        option.set_name("Colour");
        option.add_values("Red");
        option.add_values("Blue");
        request.mutable_skus(0)->add_option_values("Red");
        auto& second = *request.add_skus();
        second.add_option_values("Blue");
        *second.mutable_price() = to_message(Money(900, "CNY"));
        second.set_initial_stock(blue);
        return on_sale(request);
    }
    // "lowest-highest, whether in stock" as the list shows it; empty when it does not.
    std::string listed(const v1::ListProductsRequest& request = {}) {
        const auto page = run(catalogue().ListProducts(context, request)).value();
        if (page.products().empty()) return "";
        const auto& product = page.products(0);
        const auto highest = product.has_max_price() ? product.max_price() : product.price();
        return std::to_string(product.price().minor_units()) + "-" + std::to_string(highest.minor_units()) +
               (product.in_stock() ? ", in stock" : ", sold out");
    }
    void adjust(std::int64_t sku_id, std::int64_t delta) {
        auto seller = as_seller();
        v1::AdjustStockRequest request;
        request.set_id(sku_id);
        request.set_delta(delta);
        request.set_reason("count");
        EXPECT_TRUE(run(inventory().AdjustStock(seller, request)));
    }
    v1::SkuInfo sku(std::int64_t id, std::int64_t shop_id = 0) {
        auto caller = shop_id == 0 ? testing::context_with() : as_seller(shop_id);
        v1::GetSkusRequest request;
        request.add_ids(id);
        return run(inventory().GetSkus(caller, request)).value().skus(0);
    }
};

TEST_F(SaleTest, APriceIsThatOfWhatCanBeBought) {
    const auto product = two_colours(2, 5);
    const auto red = product.skus(0).id();
    const auto blue = product.skus(1).id();
    EXPECT_EQ(listed(), "500-900, in stock");
    ASSERT_EQ(reason_of_reserve("c1", {{red, 2}}), "");
    EXPECT_EQ(listed(), "900-900, in stock");
    v1::ListProductsRequest cheap;
    cheap.set_max_price(500);
    EXPECT_EQ(listed(cheap), "");
    ASSERT_TRUE(release("c1"));
    EXPECT_EQ(listed(cheap), "500-900, in stock");
    adjust(red, -2);
    EXPECT_EQ(listed(), "900-900, in stock");
    ASSERT_EQ(reason_of_reserve("c2", {{blue, 5}}), "");
    ASSERT_TRUE(sell("c2"));
    EXPECT_EQ(listed(), "500-900, sold out");
    v1::ListProductsRequest in_stock;
    in_stock.set_in_stock(true);
    EXPECT_EQ(listed(in_stock), "");
    adjust(blue, 1);
    EXPECT_EQ(listed(in_stock), "900-900, in stock");

    // A SKU that is left out counts no more.
    auto seller = as_seller();
    v1::UpdateProductRequest update;
    update.set_id(product.id());
    auto& kept = *update.add_skus();
    kept.set_id(red);
    kept.add_option_values("Red");
    *kept.mutable_price() = to_message(Money(450, "CNY"));
    ASSERT_TRUE(run(shop().UpdateProduct(seller, update)));
    EXPECT_EQ(listed(), "450-450, sold out");
}

TEST_F(SaleTest, TellsWhenAnOfferTurns) {
    const auto product = two_colours(2, 5);
    const auto red = product.skus(0).id();
    const auto told = [&] {
        std::vector<std::int64_t> ids;
        for (const auto& each : events.of<v1::ProductOffersChanged>())
            ids.insert(ids.end(), each.product_ids().begin(), each.product_ids().end());
        events.take();
        return ids;
    };
    const std::vector<std::int64_t> once{product.id()};
    ASSERT_EQ(reason_of_reserve("c1", {{red, 1}}), "");
    EXPECT_TRUE(told().empty()) << "some are left";
    ASSERT_EQ(reason_of_reserve("c2", {{red, 1}}), "");
    EXPECT_EQ(told(), once);
    ASSERT_TRUE(release("c2"));
    EXPECT_EQ(told(), once);
    adjust(red, -1);
    EXPECT_EQ(told(), once);
    adjust(red, 3);
    EXPECT_EQ(told(), once);
    adjust(red, 3);
    EXPECT_TRUE(told().empty());
}

// Whoever changes a product second sees what the first did.
TEST_F(SaleTest, TwoColoursThatSellOutAtOnceLeaveTheProductSoldOut) {
    auto other = testing::context_with();
    for (int round = 0; round < 30; ++round) {
        const auto product = two_colours(1, 1);
        const auto name = "c" + std::to_string(round);
        auto race = [&]() -> Task<int> {
            auto [red, blue] =
                co_await runtime::both(reserve(context, name + "r", {{product.skus(0).id(), 1}}),
                                       reserve(other, name + "b", {{product.skus(1).id(), 1}}));
            co_return int(red.has_value()) + int(blue.has_value());
        };
        ASSERT_EQ(run(race()), 2);
        EXPECT_EQ(
            temporary().value("SELECT in_stock FROM products WHERE id = " + std::to_string(product.id())),
            "f");
    }
}

TEST_F(SaleTest, OutsidersLearnNothingOfWhatIsNotOnSale) {
    auto request = new_product("Secret gadget", 4242, 77);
    const auto id = create(request).skus(0).id();
    for (const auto shop_id : {std::int64_t(0), kShop + 1}) {
        const auto told = sku(id, shop_id);
        EXPECT_EQ(told.sku_id(), id);
        EXPECT_FALSE(told.on_sale());
        EXPECT_EQ(told.product_name(), "");
        EXPECT_FALSE(told.has_price());
        EXPECT_FALSE(told.has_picture());
        EXPECT_EQ(told.available(), 0);
    }
    EXPECT_EQ(sku(id, kShop).product_name(), "Secret gadget");
    EXPECT_EQ(sku(id, kShop).available(), 77);
    EXPECT_EQ(reason_of_reserve("c1", {{id, 1}}), v1::reason::kSkuOffShelf);
}

}  // namespace
}  // namespace ecommerce::product
