// SPDX-License-Identifier: Apache-2.0
// Freight templates of sellers and of the platform, and the products that go by them.
#include <atomic>
#include <thread>

#include "application/product/product_fixture.h"
#include "framework/runtime/join.h"

#include "user/v1/events.pb.h"

namespace ecommerce::product {
namespace {

class FreightTemplateTest : public ProductFixture {
protected:
    static v1::FreightTerms terms(v1::FreightBasis basis = v1::FREIGHT_BASIS_PIECES,
                                  std::int64_t first_fee = 800) {
        v1::FreightTerms terms;
        terms.set_basis(basis);
        auto& fees = *terms.mutable_elsewhere();
        fees.set_first_units(1);
        fees.set_first_fee(first_fee);
        fees.set_further_units(1);
        auto& group = *terms.add_groups();
        group.add_provinces("33");
        group.add_provinces("65");
        *group.mutable_fees() = fees;
        terms.add_not_delivered("54");
        return terms;
    }
    Result<v1::FreightTemplate> create(const v1::FreightTerms& terms, std::int64_t shop_id = kShop) {
        auto seller = as_seller(shop_id);
        v1::CreateFreightTemplateRequest request;
        request.set_name("By post");
        *request.mutable_terms() = terms;
        auto made = run(shop_freight().CreateFreightTemplate(seller, request));
        if (!made) return fail(std::move(made.error()));
        return made->freight_template();
    }
    Result<v1::FreightTemplate> update(std::int64_t id, const v1::FreightTerms& terms,
                                       const std::string& etag = "", std::int64_t shop_id = kShop) {
        auto seller = as_seller(shop_id);
        v1::UpdateFreightTemplateRequest request;
        request.set_id(id);
        request.set_etag(etag);
        request.set_name("By train");
        *request.mutable_terms() = terms;
        auto made = run(shop_freight().UpdateFreightTemplate(seller, request));
        if (!made) return fail(std::move(made.error()));
        return made->freight_template();
    }
    std::string refusal_to_remove(std::int64_t id, std::int64_t shop_id = kShop) {
        auto seller = as_seller(shop_id);
        v1::DeleteFreightTemplateRequest request;
        request.set_id(id);
        auto done = run(shop_freight().DeleteFreightTemplate(seller, request));
        return done ? "" : done.error().reason();
    }
    v1::ListFreightTemplatesResponse list(std::int64_t shop_id = kShop) {
        auto seller = as_seller(shop_id);
        return run(shop_freight().ListFreightTemplates(seller, {})).value();
    }
    Result<v1::FreightTemplate> set_platform(const std::string& etag, std::int64_t fee) {
        v1::SetPlatformFreightRequest request;
        request.set_etag(etag);
        *request.mutable_terms() = terms(v1::FREIGHT_BASIS_PIECES, fee);
        auto set = run(freight_admin().SetPlatformFreight(context, request));
        if (!set) return fail(std::move(set.error()));
        return set->freight_template();
    }
    Result<v1::Product> choose(const v1::Product& product, std::int64_t template_id,
                               std::uint32_t grams = 0) {
        auto seller = as_seller();
        auto request = update_of(product);
        request.set_freight_template_id(template_id);
        if (grams > 0) {
            auto& sku = *request.add_skus();
            sku.set_id(product.skus(0).id());
            *sku.mutable_price() = product.skus(0).price();
            sku.set_weight_grams(grams);
            sku.set_volume_cm3(10 * grams);
        }
        auto done = run(shop().UpdateProduct(seller, request));
        if (!done) return fail(std::move(done.error()));
        return done->product();
    }
    v1::GetSkusResponse freight_of(const v1::Product& product, bool with_freight = true) {
        v1::GetSkusRequest request;
        request.add_ids(product.skus(0).id());
        request.set_with_freight(with_freight);
        return run(inventory().GetSkus(context, request)).value();
    }
};

TEST_F(FreightTemplateTest, IsWrittenReadAndDeletedByItsShopAlone) {
    const auto made = create(terms()).value();
    EXPECT_EQ(made.name(), "By post");
    EXPECT_EQ(made.terms().SerializeAsString(), terms().SerializeAsString());
    EXPECT_FALSE(made.in_use());
    EXPECT_EQ(update(made.id(), terms(), "", kShop + 1).error().reason(), "NOT_FOUND");
    EXPECT_EQ(refusal_to_remove(made.id(), kShop + 1), "NOT_FOUND");
    EXPECT_EQ(list(kShop + 1).freight_templates_size(), 0);
    ASSERT_EQ(list().freight_templates_size(), 1);
    EXPECT_EQ(list().most(), 3U);
    EXPECT_EQ(refusal_to_remove(made.id()), "");
    EXPECT_EQ(list().freight_templates_size(), 0);
}

TEST_F(FreightTemplateTest, AnOldVersionIsNotWrittenOver) {
    const auto made = create(terms()).value();
    const auto changed = update(made.id(), terms(v1::FREIGHT_BASIS_PIECES, 900), made.etag()).value();
    EXPECT_EQ(changed.terms().elsewhere().first_fee(), 900);
    EXPECT_EQ(changed.name(), "By train");
    EXPECT_EQ(update(made.id(), terms(), made.etag()).error().reason(), "ETAG_MISMATCH");
    EXPECT_TRUE(update(made.id(), terms()));
}

TEST_F(FreightTemplateTest, AProvinceIsNamedOnceAndIsOne) {
    auto twice = terms();
    twice.add_not_delivered("65");
    EXPECT_EQ(create(twice).error().reason(), "INVALID_FIELD");
    auto nowhere = terms();
    nowhere.add_not_delivered("99");
    EXPECT_EQ(create(nowhere).error().reason(), "INVALID_FIELD");
    EXPECT_EQ(set_platform("", 1)->id(), 0);
    const auto made = create(terms()).value();
    EXPECT_EQ(update(made.id(), nowhere).error().reason(), "INVALID_FIELD");
}

TEST_F(FreightTemplateTest, AShopHasSoManyAtMost) {
    for (int i = 0; i < kTemplates; ++i) ASSERT_TRUE(create(terms()));
    EXPECT_EQ(create(terms()).error().reason(), v1::reason::kFreightTemplateLimit);
    EXPECT_TRUE(create(terms(), kShop + 1));
}

TEST_F(FreightTemplateTest, ASellerWithoutAnOpenShopWritesNone) {
    auto seller = as_seller(0);
    v1::CreateFreightTemplateRequest request;
    EXPECT_EQ(run(shop_freight().CreateFreightTemplate(seller, request)).error().reason(),
              v1::reason::kShopNotOpen);
    ASSERT_TRUE(set_platform("", 5));
    EXPECT_EQ(list(0).freight_templates_size(), 0) << "the platform's is not a shop's";
    EXPECT_EQ(update(0, terms(), "", 0).error().reason(), "NOT_FOUND");
}

TEST_F(FreightTemplateTest, IsKeptWhileAProductGoesByIt) {
    const auto made = create(terms()).value();
    const auto product = on_sale(new_product("Mug"));
    EXPECT_EQ(choose(product, made.id())->state(), v1::PRODUCT_STATE_ON_SALE) << "needs no review";
    EXPECT_TRUE(list().freight_templates(0).in_use());
    EXPECT_EQ(refusal_to_remove(made.id()), v1::reason::kFreightTemplateInUse);
    ASSERT_TRUE(choose(product, 0));
    EXPECT_EQ(refusal_to_remove(made.id()), "");
    EXPECT_EQ(choose(product, made.id()).error().reason(), v1::reason::kFreightTemplateUnknown);
}

TEST_F(FreightTemplateTest, AProductGoesByATemplateOfItsShop) {
    const auto foreign = create(terms(), kShop + 1).value();
    const auto product = on_sale(new_product("Mug"));
    EXPECT_EQ(choose(product, foreign.id()).error().reason(), v1::reason::kFreightTemplateUnknown);
    auto request = new_product("Cup");
    request.set_freight_template_id(foreign.id());
    auto seller = as_seller();
    EXPECT_EQ(run(shop().CreateProduct(seller, request)).error().reason(),
              v1::reason::kFreightTemplateUnknown);
}

TEST_F(FreightTemplateTest, ByWeightOrVolumeItIsForWhatSaysThem) {
    const auto by_weight = create(terms(v1::FREIGHT_BASIS_WEIGHT)).value();
    const auto by_volume = create(terms(v1::FREIGHT_BASIS_VOLUME)).value();
    const auto product = on_sale(new_product("Mug"));
    const auto refused = choose(product, by_weight.id());
    EXPECT_EQ(refused.error().reason(), v1::reason::kFreightMeasureMissing);
    EXPECT_EQ(choose(product, by_volume.id()).error().reason(), v1::reason::kFreightMeasureMissing);
    EXPECT_TRUE(choose(product, by_weight.id(), 300));
    EXPECT_TRUE(choose(product, by_volume.id()));

    auto request = new_product("Cup");
    request.set_freight_template_id(by_weight.id());
    const auto draft = ProductFixture::create(request);
    EXPECT_EQ(submit(draft.id()).error().reason(), v1::reason::kFreightMeasureMissing);
    ASSERT_TRUE(choose(draft, by_weight.id(), 300));
    EXPECT_TRUE(submit(draft.id()));
}

TEST_F(FreightTemplateTest, WhatIsOffTheShelfReturnsOnlyWithWhatItsTemplateCounts) {
    const auto by_weight = create(terms(v1::FREIGHT_BASIS_WEIGHT)).value();
    const auto product = on_sale(new_product("Mug"));
    auto seller = as_seller();
    v1::TakeOffShelfRequest take_off;
    take_off.set_id(product.id());
    ASSERT_TRUE(run(shop().TakeOffShelf(seller, take_off)));
    ASSERT_TRUE(choose(product, by_weight.id()));
    v1::PutOnShelfRequest put_on;
    put_on.set_id(product.id());
    EXPECT_EQ(run(shop().PutOnShelf(seller, put_on)).error().reason(), v1::reason::kFreightMeasureMissing);
    ASSERT_TRUE(choose(product, by_weight.id(), 300));
    EXPECT_TRUE(run(shop().PutOnShelf(seller, put_on)));
}

TEST_F(FreightTemplateTest, GoesOnCountingWhatItCounted) {
    const auto made = create(terms()).value();
    EXPECT_EQ(update(made.id(), terms(v1::FREIGHT_BASIS_WEIGHT)).error().reason(),
              v1::reason::kFreightBasisFixed);
}

TEST_F(FreightTemplateTest, CheckoutsReadItWithTheArticles) {
    const auto made = create(terms(v1::FREIGHT_BASIS_WEIGHT, 1234)).value();
    const auto product = on_sale(new_product("Mug"));
    EXPECT_EQ(freight_of(product).freight_size(), 0) << "the configuration's";
    ASSERT_TRUE(set_platform("", 700));
    ASSERT_EQ(freight_of(product).freight_size(), 1);
    EXPECT_EQ(freight_of(product).freight(0).template_id(), 0);
    ASSERT_TRUE(choose(product, made.id(), 300));
    const auto read = freight_of(product);
    EXPECT_EQ(read.skus(0).freight_template_id(), made.id());
    EXPECT_EQ(read.skus(0).weight_grams(), 300U);
    EXPECT_EQ(read.skus(0).volume_cm3(), 3000U);
    ASSERT_EQ(read.freight_size(), 2);
    for (const auto& each : read.freight()) {
        EXPECT_EQ(each.terms().elsewhere().first_fee(), each.template_id() == 0 ? 700 : 1234);
    }
    EXPECT_EQ(freight_of(product, false).freight_size(), 0) << "carts do not ask";
}

TEST_F(FreightTemplateTest, ThePlatformsIsWrittenOnVersionsAndGivenBack) {
    const auto get = [&] { return run(freight_admin().GetPlatformFreight(context, {})).value(); };
    EXPECT_FALSE(get().has_freight_template());
    EXPECT_EQ(set_platform("v1", 1).error().reason(), "ETAG_MISMATCH") << "there is none";
    const auto first = set_platform("", 700).value();
    EXPECT_EQ(set_platform("", 1).error().reason(), "ETAG_MISMATCH") << "there is one";
    const auto second = set_platform(first.etag(), 900).value();
    EXPECT_EQ(set_platform(first.etag(), 1).error().reason(), "ETAG_MISMATCH");
    EXPECT_EQ(get().freight_template().etag(), second.etag());
    EXPECT_EQ(get().freight_template().terms().elsewhere().first_fee(), 900);
    ASSERT_TRUE(run(freight_admin().ResetPlatformFreight(context, {})));
    EXPECT_FALSE(get().has_freight_template());
}

TEST_F(FreightTemplateTest, ThePlatformsIsGivenBackAsItWasRead) {
    const auto reset = [&](const std::string& etag) {
        v1::ResetPlatformFreightRequest request;
        request.set_etag(etag);
        return run(freight_admin().ResetPlatformFreight(context, request));
    };
    const auto first = set_platform("", 700).value();
    clock.advance(std::chrono::seconds(1));
    const auto second = set_platform(first.etag(), 900).value();
    EXPECT_EQ(reset(first.etag()).error().reason(), "ETAG_MISMATCH");
    ASSERT_TRUE(reset(second.etag()));
    EXPECT_EQ(reset(second.etag()).error().reason(), "ETAG_MISMATCH") << "there is none";
    clock.advance(std::chrono::seconds(1));
    // What is made anew begins with the first version again, and is another thing.
    const auto third = set_platform("", 700).value();
    EXPECT_EQ(set_platform(first.etag(), 1).error().reason(), "ETAG_MISMATCH");
    EXPECT_EQ(reset(first.etag()).error().reason(), "ETAG_MISMATCH");
    EXPECT_TRUE(reset(third.etag()));
}

TEST_F(FreightTemplateTest, ManyFirstOnesAtOnceAreNoMoreThanAShopMayHave) {
    constexpr int kAtOnce = 12;
    std::atomic<int> made = 0;
    std::vector<std::thread> sellers;
    for (int i = 0; i < kAtOnce; ++i) sellers.emplace_back([&] { made += create(terms()) ? 1 : 0; });
    for (auto& seller : sellers) seller.join();
    EXPECT_EQ(made, kTemplates);
    EXPECT_EQ(list().freight_templates_size(), kTemplates);
}

TEST_F(FreightTemplateTest, NothingIsLeftOfThoseOfAShopThatClosesForGood) {
    const auto made = create(terms()).value();
    const auto foreign = create(terms(), kShop + 1).value();
    const auto product = on_sale(new_product("Mug"));
    ASSERT_TRUE(choose(product, made.id()));
    user::v1::ShopClosed closed;
    closed.set_shop_id(kShop);
    closed.set_version(1);
    closed.set_for_good(true);
    ASSERT_TRUE(take(closed));
    EXPECT_EQ(list().freight_templates_size(), 0);
    EXPECT_EQ(list(kShop + 1).freight_templates(0).id(), foreign.id());
    EXPECT_EQ(as_audited(product.id()).freight_template_id(), 0);
}

TEST_F(FreightTemplateTest, IsNeverDeletedFromUnderAProduct) {
    const auto product = on_sale(new_product("Mug"));
    for (int round = 0; round < 10; ++round) {
        const auto made = create(terms()).value();
        auto seller = as_seller();
        v1::DeleteFreightTemplateRequest remove;
        remove.set_id(made.id());
        auto chosen = update_of(product);
        chosen.set_freight_template_id(made.id());
        auto race = runtime::both(shop().UpdateProduct(seller, chosen),
                                  shop_freight().DeleteFreightTemplate(seller, remove));
        const auto [updated, removed] = run(std::move(race));
        EXPECT_NE(updated.has_value(), removed.has_value());
        if (updated) ASSERT_TRUE(choose(product, 0));
        if (updated) ASSERT_EQ(refusal_to_remove(made.id()), "");
    }
}

}  // namespace
}  // namespace ecommerce::product
