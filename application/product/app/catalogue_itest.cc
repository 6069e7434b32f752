// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "application/product/product_fixture.h"
#include "framework/call/reasons.h"

#include "product/v1/events.pb.h"

namespace ecommerce::product {
namespace {

class CatalogueTest : public ProductFixture {
protected:
    std::vector<std::int64_t> ids_of(const v1::ListProductsRequest& request) {
        auto listed = run(catalogue().ListProducts(context, request));
        EXPECT_TRUE(listed) << (listed ? "" : listed.error().message());
        std::vector<std::int64_t> ids;
        if (listed) {
            for (const auto& product : listed->products()) ids.push_back(product.id());
        }
        return ids;
    }
};

TEST_F(CatalogueTest, APageAfterPageGivesEachProductOnce) {
    constexpr int kProducts = 13;
    for (int i = 0; i < kProducts; ++i) {
        // Equal keys are what paging has to get right.
        on_sale(new_product("Mug " + std::to_string(i), 1000 + i % 3, 1));
        if (i % 2 == 0) clock.advance(std::chrono::microseconds(1));
    }
    for (const std::string order : {"", "default", "best_selling", "newest", "price_asc", "price_desc"}) {
        v1::ListProductsRequest request;
        request.set_order_by(order);
        request.set_page_size(4);
        std::vector<v1::ProductSummary> all;
        std::set<std::int64_t> ids;
        for (int page = 0; page < 10; ++page) {
            auto listed = run(catalogue().ListProducts(context, request));
            ASSERT_TRUE(listed) << order << ": " << listed.error().message();
            for (const auto& product : listed->products()) {
                ids.insert(product.id());
                all.push_back(product);
            }
            request.set_page_token(listed->next_page_token());
            if (listed->next_page_token().empty()) break;
        }
        EXPECT_EQ(all.size(), std::size_t(kProducts)) << order;
        EXPECT_EQ(ids.size(), std::size_t(kProducts)) << order;
        const auto price = [](const v1::ProductSummary& product) { return product.price().minor_units(); };
        if (order == "price_asc") EXPECT_TRUE(std::ranges::is_sorted(all, {}, price));
        if (order == "price_desc") EXPECT_TRUE(std::ranges::is_sorted(all, std::ranges::greater{}, price));
        if (order == "newest")
            EXPECT_TRUE(std::ranges::is_sorted(all, std::ranges::greater{}, &v1::ProductSummary::id));
    }
}

TEST_F(CatalogueTest, AFullLastPageIsTheLast) {
    on_sale(new_product("Mug"));
    on_sale(new_product("Cup"));
    v1::ListProductsRequest request;
    request.set_page_size(2);
    const auto everyone = run(catalogue().ListProducts(context, request)).value();
    EXPECT_EQ(everyone.products_size(), 2);
    EXPECT_EQ(everyone.next_page_token(), "");
    v1::ListMyProductsRequest mine;
    mine.set_page_size(2);
    auto seller = as_seller();
    const auto own = run(shop().ListMyProducts(seller, mine)).value();
    EXPECT_EQ(own.products_size(), 2);
    EXPECT_EQ(own.next_page_token(), "");
}

TEST_F(CatalogueTest, APageTokenFitsItsOwnSortAlone) {
    on_sale(new_product("Mug"));
    on_sale(new_product("Cup"));
    v1::ListProductsRequest request;
    request.set_page_size(1);
    request.set_order_by("price_asc");
    const auto token = run(catalogue().ListProducts(context, request)).value().next_page_token();
    ASSERT_FALSE(token.empty());
    for (const std::string order : {"price_desc", "newest", "best_selling"}) {
        request.set_order_by(order);
        for (const auto& wrong : {token, std::string("garbage")}) {
            request.set_page_token(wrong);
            auto listed = run(catalogue().ListProducts(context, request));
            ASSERT_FALSE(listed);
            EXPECT_EQ(listed.error().reason(), reason::kInvalidPageToken);
        }
    }
}

TEST_F(CatalogueTest, FiltersNarrowTheList) {
    auto first = new_product("Red 100% mug", 500, 0);
    first.add_tags("gift");
    const auto red = on_sale(first).id();
    auto second = new_product("Blue cup", 1500, 3);
    second.set_brand("Zed");
    second.set_category_id(3);
    const auto blue = on_sale(second).id();
    create(new_product("A draft"));

    using Ids = std::vector<std::int64_t>;
    const auto ids = [&](auto set) {
        v1::ListProductsRequest request;
        request.set_order_by("price_asc");
        set(request);
        return ids_of(request);
    };
    EXPECT_EQ(ids([](auto&) {}), (Ids{red, blue}));
    EXPECT_EQ(ids([](auto& r) { r.set_category_id(1); }), (Ids{red, blue}));
    EXPECT_EQ(ids([](auto& r) { r.set_category_id(3); }), Ids{blue});
    EXPECT_EQ(ids([](auto& r) { r.set_category_id(77); }), Ids{});
    EXPECT_EQ(ids([](auto& r) { r.set_brand("Zed"); }), Ids{blue});
    EXPECT_EQ(ids([](auto& r) { r.set_tag("gift"); }), Ids{red});
    EXPECT_EQ(ids([](auto& r) { r.set_min_price(501); }), Ids{blue});
    EXPECT_EQ(ids([](auto& r) { r.set_max_price(500); }), Ids{red});
    EXPECT_EQ(ids([](auto& r) { r.set_shop_id(99); }), Ids{});
    EXPECT_EQ(ids([](auto& r) { r.set_in_stock(true); }), Ids{blue});
    EXPECT_EQ(ids([](auto& r) { r.set_query("MUG"); }), Ids{red});
    EXPECT_EQ(ids([](auto& r) { r.set_query("0%"); }), Ids{red});
    EXPECT_EQ(ids([](auto& r) { r.set_query("_"); }), Ids{});
    EXPECT_EQ(ids([](auto& r) { r.set_query("'; --"); }), Ids{});

    v1::ListBrandsRequest brands;
    brands.set_category_id(3);
    auto listed = run(catalogue().ListBrands(context, brands));
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->brands_size(), 1);
    EXPECT_EQ(listed->brands(0).brand(), "Zed");

    v1::BatchGetProductsRequest batch;
    for (const auto id : {blue, std::int64_t(9999), red}) batch.add_ids(id);
    auto found = run(catalogue().BatchGetProducts(context, batch));
    ASSERT_TRUE(found);
    ASSERT_EQ(found->products_size(), 2);
    EXPECT_EQ(found->products(0).id(), blue);
}

TEST_F(CatalogueTest, ACategoryIsCheckedWhenAProductEntersItAlone) {
    const auto product = on_sale(new_product("Mug"));
    // The category has got children since.
    v1::MoveCategoryProductsRequest move;
    move.set_from_category_id(kLeaf);
    move.set_to_category_id(1);
    ASSERT_TRUE(run(admin().MoveCategoryProducts(context, move)));
    auto seller = as_seller();
    auto edit = rename(product, "Cup");
    edit.set_category_id(1);
    EXPECT_TRUE(run(shop().UpdateProduct(seller, edit)));
    edit.set_category_id(77);
    EXPECT_EQ(run(shop().UpdateProduct(seller, edit)).error().reason(), v1::reason::kCategoryNotLeaf);
}

TEST_F(CatalogueTest, OnlyThePlatformsOwnPicturesAreShown) {
    auto seller = as_seller();
    for (const std::string url : {"https://evil.example/x.png", "//evil.example/x.png", "/pictures/nope.png",
                                  "/pictures/../1.svg", "/elsewhere/1.svg"}) {
        auto request = new_product("Mug");
        request.mutable_pictures(0)->set_url(url);
        auto created = run(shop().CreateProduct(seller, request));
        ASSERT_FALSE(created) << url;
        EXPECT_EQ(created.error().reason(), v1::reason::kPictureUnknown);
        EXPECT_EQ(created.error().metadata().at("url"), url);
        request = new_product("Mug");
        request.mutable_skus(0)->mutable_picture()->set_url(url);
        EXPECT_EQ(run(shop().CreateProduct(seller, request)).error().reason(), v1::reason::kPictureUnknown);
    }
    v1::UploadPictureRequest upload;
    upload.set_data(png());
    const auto uploaded = run(pictures().UploadPicture(seller, upload)).value().picture();
    EXPECT_EQ(run(pictures().UploadPicture(seller, upload)).value().picture().url(), uploaded.url());
    auto request = new_product("Mug");
    *request.mutable_pictures(0) = uploaded;
    request.mutable_pictures(0)->set_width(4000);
    request.mutable_skus(0)->mutable_picture()->set_url("/pictures/1.svg");
    const auto product = create(request);
    EXPECT_EQ(product.pictures(0).width(), 8U) << "sized as stored";

    // What is shown already is not asked for again.
    temporary().execute("DELETE FROM pictures");
    std::filesystem::remove_all(folder);
    auto edit = update_of(product);
    *edit.mutable_pictures() = product.pictures();
    EXPECT_TRUE(run(shop().UpdateProduct(seller, edit)));
}

TEST_F(CatalogueTest, AnotherVersionIsRefused) {
    const auto product = create(new_product("Mug"));
    auto seller = as_seller();
    auto update = update_of(product);
    update.set_etag(run(shop().UpdateProduct(seller, update_of(product))).value().product().etag());
    update.set_name("Cup");
    EXPECT_TRUE(run(shop().UpdateProduct(seller, update)));
    EXPECT_EQ(run(shop().UpdateProduct(seller, update)).error().reason(), reason::kEtagMismatch);
}

TEST_F(CatalogueTest, SkusThatAreLeftOutCannotBeBought) {
    auto request = new_product("Mug");
    auto& option = *request.add_options();
    option.set_name("Colour");
    option.add_values("Red");
    option.add_values("Blue");
    request.mutable_skus(0)->add_option_values("Red");
    *request.add_skus() = request.skus(0);
    EXPECT_EQ(run(shop().CreateProduct(context, request)).error().reason(), v1::reason::kShopNotOpen);
    auto seller = as_seller();
    EXPECT_EQ(run(shop().CreateProduct(seller, request)).error().reason(), v1::reason::kSkuMatrix);
    request.mutable_skus(1)->set_option_values(0, "Blue");
    const auto product = on_sale(request);

    auto update = update_of(product);
    auto& kept = *update.add_skus();
    kept.set_id(product.skus(0).id());
    kept.add_option_values("Red");
    *kept.mutable_price() = product.skus(0).price();
    auto twice = update;
    *twice.add_skus() = kept;
    twice.mutable_skus(1)->set_option_values(0, "Blue");
    EXPECT_EQ(run(shop().UpdateProduct(seller, twice)).error().reason(), v1::reason::kSkuMatrix);
    ASSERT_TRUE(run(shop().UpdateProduct(seller, update)));

    v1::GetSkusRequest get;
    get.add_ids(product.skus(0).id());
    get.add_ids(product.skus(1).id());
    auto skus = run(inventory().GetSkus(context, get));
    ASSERT_TRUE(skus);
    ASSERT_EQ(skus->skus_size(), 2);
    EXPECT_TRUE(skus->skus(0).on_sale());
    EXPECT_FALSE(skus->skus(1).on_sale());
}

TEST_F(CatalogueTest, AProductBelongsToALeafOfTheTree) {
    auto seller = as_seller();
    for (const auto category : {1, 77}) {
        auto request = new_product("Mug");
        request.set_category_id(category);
        EXPECT_EQ(run(shop().CreateProduct(seller, request)).error().reason(), v1::reason::kCategoryNotLeaf);
    }
}

TEST_F(CatalogueTest, AClosedShopLeavesNothingForSaleThatNobodyApproved) {
    const auto sold = on_sale(new_product("Mug"));
    const auto waiting = create(new_product("Cup"));
    ASSERT_TRUE(submit(waiting.id()));
    const auto other = create(new_product("Pot"), kShop + 1);
    ASSERT_TRUE(submit(other.id(), kShop + 1));
    events.clear();
    ASSERT_TRUE(close_shop());
    EXPECT_EQ(state_of(sold.id()), v1::PRODUCT_STATE_OFF_SHELF);
    EXPECT_EQ(state_of(waiting.id()), v1::PRODUCT_STATE_DRAFT);
    EXPECT_EQ(state_of(other.id()), v1::PRODUCT_STATE_IN_REVIEW);
    const auto taken_off = events.of<v1::ProductTakenOffShelf>();
    ASSERT_EQ(taken_off.size(), 1U);
    EXPECT_EQ(taken_off.front().product_id(), sold.id());

    auto seller = as_seller();
    v1::PutOnShelfRequest request;
    request.set_id(waiting.id());
    EXPECT_EQ(run(shop().PutOnShelf(seller, request)).error().reason(), v1::reason::kProductState);
}

TEST_F(CatalogueTest, AnotherShopsSellerFindsNothing) {
    const auto product = create(new_product("Mug"));
    for (const auto shop_id : {12, 0}) {
        auto other = as_seller(shop_id);
        auto update = update_of(product);
        update.set_name("Mine");
        EXPECT_EQ(run(shop().UpdateProduct(other, update)).error().code(), Code::not_found);
        v1::GetMyProductRequest get;
        get.set_id(product.id());
        EXPECT_EQ(run(shop().GetMyProduct(other, get)).error().code(), Code::not_found);
        v1::DeleteProductRequest remove;
        remove.set_id(product.id());
        EXPECT_EQ(run(shop().DeleteProduct(other, remove)).error().code(), Code::not_found);
        EXPECT_EQ(submit(product.id(), shop_id).error().code(), Code::not_found);
        EXPECT_EQ(run(shop().ListMyProducts(other, v1::ListMyProductsRequest())).value().products_size(), 0);
    }
    auto seller = as_seller();
    EXPECT_EQ(run(shop().ListMyProducts(seller, v1::ListMyProductsRequest())).value().products_size(), 1);
}

TEST_F(CatalogueTest, WhatIsDeletedIsGoneEverywhere) {
    const auto product = on_sale(new_product("Mug"));
    auto seller = as_seller();
    v1::DeleteProductRequest remove;
    remove.set_id(product.id());
    EXPECT_TRUE(run(shop().DeleteProduct(seller, remove)));
    EXPECT_EQ(run(shop().DeleteProduct(seller, remove)).error().code(), Code::not_found);
    EXPECT_TRUE(ids_of(v1::ListProductsRequest()).empty());
    ASSERT_EQ(events.of<v1::ProductTakenOffShelf>().size(), 1U);
    EXPECT_TRUE(events.of<v1::ProductTakenOffShelf>().front().deleted());
}

}  // namespace
}  // namespace ecommerce::product
