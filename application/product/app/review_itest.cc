// SPDX-License-Identifier: Apache-2.0
#include "application/product/product_fixture.h"
#include "framework/call/reasons.h"
#include "framework/runtime/join.h"

#include "product/v1/events.pb.h"

namespace ecommerce::product {
namespace {

using ReviewTest = ProductFixture;

TEST_F(ReviewTest, AProductGoesOnSaleThroughReview) {
    const auto product = create(new_product("Mug"));
    EXPECT_EQ(product.state(), v1::PRODUCT_STATE_DRAFT);
    EXPECT_FALSE(audit(product.id()));
    EXPECT_TRUE(submit(product.id()));
    EXPECT_EQ(submit(product.id()).error().reason(), v1::reason::kProductState);
    EXPECT_FALSE(audit(product.id(), false));
    EXPECT_TRUE(audit(product.id(), false, "No."));
    EXPECT_EQ(state_of(product.id()), v1::PRODUCT_STATE_REJECTED);
    EXPECT_TRUE(submit(product.id()));
    EXPECT_TRUE(audit(product.id()));
    EXPECT_EQ(state_of(product.id()), v1::PRODUCT_STATE_ON_SALE);
    EXPECT_EQ(events.of<v1::ProductPublished>().size(), 1U);
    EXPECT_EQ(audit(product.id(), false, "Late.").error().reason(), v1::reason::kProductState);
    v1::GetProductRequest get;
    get.set_id(product.id());
    EXPECT_TRUE(run(catalogue().GetProduct(context, get)));

    v1::TakeDownProductRequest down;
    down.set_id(product.id());
    down.set_reason("Forbidden.");
    EXPECT_TRUE(run(admin().TakeDownProduct(context, down)));
    EXPECT_EQ(events.of<v1::ProductTakenOffShelf>().size(), 1U);
    EXPECT_EQ(run(catalogue().GetProduct(context, get)).error().code(), Code::not_found);
}

TEST_F(ReviewTest, AnEditInReviewWithdrawsTheRequest) {
    const auto product = create(new_product("Mug"));
    ASSERT_TRUE(submit(product.id()));
    const auto read = as_audited(product.id()).etag();
    auto seller = as_seller();
    auto updated = run(shop().UpdateProduct(seller, rename(product, "Forbidden")));
    ASSERT_TRUE(updated);
    EXPECT_EQ(updated->product().state(), v1::PRODUCT_STATE_DRAFT);
    EXPECT_EQ(audit(product.id()).error().reason(), v1::reason::kProductState);
    EXPECT_EQ(audit(product.id(), true, "", read).error().reason(), reason::kEtagMismatch);

    ASSERT_TRUE(submit(product.id()));
    EXPECT_EQ(audit(product.id()).error().reason(), reason::kEtagMismatch)
        << "which of the two was read is not known";
    EXPECT_EQ(audit(product.id(), false, "No.", read).error().reason(), reason::kEtagMismatch);
    EXPECT_TRUE(audit(product.id(), false, "No.", as_audited(product.id()).etag()));
    ASSERT_TRUE(submit(product.id()));
    EXPECT_TRUE(audit(product.id()));
}

TEST_F(ReviewTest, AnApprovalNeverPutsOnSaleWhatWasNotRead) {
    auto seller = as_seller();
    for (int round = 0; round < 40; ++round) {
        const auto product = create(new_product("Mug"));
        ASSERT_TRUE(submit(product.id()));
        v1::AuditProductRequest approval;
        approval.set_id(product.id());
        approval.set_approve(true);
        if (round % 2 == 0) approval.set_etag(as_audited(product.id()).etag());
        const auto edit = rename(product, "Forbidden");
        auto race = [&]() -> Task<int> {
            auto edited = shop().UpdateProduct(seller, edit);
            auto approved = admin().AuditProduct(context, approval);
            if (round % 4 < 2) {
                auto [first, second] = co_await runtime::both(std::move(edited), std::move(approved));
                co_return int(first.has_value());
            }
            auto [first, second] = co_await runtime::both(std::move(approved), std::move(edited));
            co_return int(second.has_value());
        };
        EXPECT_EQ(run(race()), 1) << "the edit";
        const auto after = as_audited(product.id());
        EXPECT_EQ(after.name(), "Forbidden");
        EXPECT_NE(after.state(), v1::PRODUCT_STATE_ON_SALE);
    }
}

TEST_F(ReviewTest, WhatIsOffTheShelfIsTakenDownToo) {
    const auto product = on_sale(new_product("Mug"));
    auto seller = as_seller();
    v1::TakeOffShelfRequest off;
    off.set_id(product.id());
    ASSERT_TRUE(run(shop().TakeOffShelf(seller, off)));
    v1::TakeDownProductRequest down;
    down.set_id(product.id());
    down.set_reason("Forbidden.");
    down.set_etag("v1");
    EXPECT_EQ(run(admin().TakeDownProduct(context, down)).error().reason(), reason::kEtagMismatch);
    down.set_etag(as_audited(product.id()).etag());
    ASSERT_TRUE(run(admin().TakeDownProduct(context, down)));
    EXPECT_EQ(state_of(product.id()), v1::PRODUCT_STATE_REJECTED);
    v1::PutOnShelfRequest on;
    on.set_id(product.id());
    EXPECT_EQ(run(shop().PutOnShelf(seller, on)).error().reason(), v1::reason::kProductState);
}

TEST_F(ReviewTest, ReviewNeedsPicturesAndADescription) {
    auto bare = new_product("Mug");
    bare.clear_pictures();
    EXPECT_EQ(submit(create(bare).id()).error().reason(), v1::reason::kProductIncomplete);
}

TEST_F(ReviewTest, ReviewNeedsTheAttributesOfTheCategory) {
    auto& material = attributes.emplace_back();
    material.set_name("Material");
    material.add_options("wood");
    material.set_required(true);
    auto& size = attributes.emplace_back();
    size.set_name("Size");
    size.set_required(true);
    const auto product = create(new_product("Mug"));
    const auto refused = submit(product.id()).error();
    EXPECT_EQ(refused.reason(), v1::reason::kProductIncomplete);
    EXPECT_EQ(refused.metadata().at("missing"), "Material, Size");

    auto seller = as_seller();
    auto edit = update_of(product);
    const auto add = [&edit](const std::string& name, const std::string& value) {
        auto& attribute = *edit.add_attributes();
        attribute.set_name(name);
        attribute.set_value(value);
    };
    add("Material", "paper");
    add("Size", "any");
    ASSERT_TRUE(run(shop().UpdateProduct(seller, edit)));
    EXPECT_EQ(submit(product.id()).error().metadata().at("unfit"), "Material");
    edit.mutable_attributes(0)->set_value("wood");
    ASSERT_TRUE(run(shop().UpdateProduct(seller, edit)));
    ASSERT_TRUE(submit(product.id()));
    ASSERT_TRUE(audit(product.id()));

    auto bare = update_of(product);
    bare.set_clear_attributes(true);
    EXPECT_EQ(run(shop().UpdateProduct(seller, bare)).error().reason(), v1::reason::kProductIncomplete);
    EXPECT_EQ(state_of(product.id()), v1::PRODUCT_STATE_ON_SALE);
}

TEST_F(ReviewTest, EverythingBuyersSeeIsReviewed) {
    auto request = new_product("Shirt");
    auto& option = *request.add_options();
    option.set_name("Colour");
    for (const auto* value : {"Red", "Blue"}) {
        option.add_values(value);
        auto& sku = value == std::string("Red") ? *request.mutable_skus(0) : *request.add_skus();
        sku.add_option_values(value);
        *sku.mutable_price() = to_message(Money(1000, "CNY"));
    }
    auto seller = as_seller();
    const auto product = create(request);
    ASSERT_TRUE(submit(product.id()));
    ASSERT_TRUE(audit(product.id()));
    const auto unchanged = [&] {
        auto edit = update_of(product);
        edit.set_name(product.name());
        *edit.mutable_pictures() = product.pictures();
        *edit.mutable_options() = product.options();
        for (const auto& sku : product.skus()) {
            auto& input = *edit.add_skus();
            input.set_id(sku.id());
            *input.mutable_option_values() = sku.option_values();
            *input.mutable_price() = sku.price();
        }
        return edit;
    };
    using Edit = v1::UpdateProductRequest;
    const auto after = [&](auto change) {
        auto edit = unchanged();
        change(edit);
        auto updated = run(shop().UpdateProduct(seller, edit));
        EXPECT_TRUE(updated) << (updated ? "" : updated.error().message());
        const auto state = updated ? updated->product().state() : v1::PRODUCT_STATE_UNSPECIFIED;
        if (state == v1::PRODUCT_STATE_IN_REVIEW) {
            EXPECT_TRUE(run(shop().UpdateProduct(seller, unchanged())));
            if (state_of(product.id()) == v1::PRODUCT_STATE_DRAFT) EXPECT_TRUE(submit(product.id()));
            EXPECT_TRUE(audit(product.id(), true, "", as_audited(product.id()).etag()));
        }
        return state;
    };
    EXPECT_EQ(after([](Edit&) {}), v1::PRODUCT_STATE_ON_SALE);
    EXPECT_EQ(after([](Edit& edit) {
                  edit.mutable_skus(0)->mutable_price()->set_minor_units(900);
                  edit.mutable_skus(0)->set_code("A-1");
                  edit.mutable_skus(0)->set_weight_grams(50);
              }),
              v1::PRODUCT_STATE_ON_SALE);
    EXPECT_EQ(after([](Edit& edit) { edit.add_tags("anything goes"); }), v1::PRODUCT_STATE_IN_REVIEW);
    EXPECT_EQ(after([](Edit& edit) { edit.mutable_options(0)->set_name("BUY AT evil.example"); }),
              v1::PRODUCT_STATE_IN_REVIEW);
    EXPECT_EQ(after([](Edit& edit) {
                  edit.mutable_options(0)->set_values(0, "call 123");
                  edit.mutable_skus(0)->set_option_values(0, "call 123");
              }),
              v1::PRODUCT_STATE_IN_REVIEW);
    EXPECT_EQ(after([](Edit& edit) { edit.mutable_skus(0)->mutable_picture()->set_url("/pictures/1.svg"); }),
              v1::PRODUCT_STATE_IN_REVIEW);
    EXPECT_EQ(after([](Edit& edit) { edit.mutable_pictures(0)->set_alt("call 123"); }),
              v1::PRODUCT_STATE_IN_REVIEW);
    EXPECT_EQ(after([](Edit& edit) { edit.mutable_skus()->RemoveLast(); }), v1::PRODUCT_STATE_ON_SALE);
}

TEST_F(ReviewTest, AnEditOfTheTextGoesToReviewAgainAndOneOfThePriceDoesNot) {
    const auto product = on_sale(new_product("Mug"));
    auto seller = as_seller();
    auto prices = update_of(product);
    auto& sku = *prices.add_skus();
    sku.set_id(product.skus(0).id());
    *sku.mutable_price() = product.skus(0).price();
    sku.mutable_price()->set_minor_units(1200);
    auto updated = run(shop().UpdateProduct(seller, prices));
    ASSERT_TRUE(updated);
    EXPECT_EQ(updated->product().state(), v1::PRODUCT_STATE_ON_SALE);
    EXPECT_EQ(updated->product().skus(0).price().minor_units(), 1200);
    EXPECT_EQ(updated->product().skus(0).available(), 10);

    updated = run(shop().UpdateProduct(seller, rename(product, "Cup")));
    ASSERT_TRUE(updated);
    EXPECT_EQ(updated->product().state(), v1::PRODUCT_STATE_IN_REVIEW);
    EXPECT_EQ(updated->product().name(), "Cup");
}

}  // namespace
}  // namespace ecommerce::product
