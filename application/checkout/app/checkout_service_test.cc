// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/app/checkout_service.h"

#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/money/money_message.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/run.h"

#include "checkout/v1/error_reason.rpc.h"

namespace ecommerce::checkout {
namespace {

// A shop's article for 50.00; its freight is 8.00, free from 99.00 on, and 12.00 more to Tibet.
class FreightTest : public ::testing::Test {
protected:
    void SetUp() override {
        using namespace product::v1;
        channel_.on<GetSkusRequest, GetSkusResponse>(
            "GetSkus", [this](const auto&) -> Result<GetSkusResponse> {
                GetSkusResponse response;
                auto& sku = *response.add_skus();
                sku.set_sku_id(1);
                sku.set_shop_id(11);
                sku.set_on_sale(on_sale_);
                sku.set_product_name("Kettle");
                sku.set_available(9);
                *sku.mutable_price() = to_message(Money(5000, "CNY"));
                sku.set_weight_grams(700);
                if (terms_.has_elsewhere()) {
                    sku.set_freight_template_id(4);
                    auto& own = *response.add_freight();
                    own.set_template_id(4);
                    *own.mutable_terms() = terms_;
                }
                return response;
            });
        using namespace user::v1;
        channel_.on<BatchGetShopsRequest, BatchGetShopsResponse>(
            "BatchGetShops", [this](const auto& request) -> Result<BatchGetShopsResponse> {
                BatchGetShopsResponse response;
                for (const auto id : request.ids()) {
                    if (is_open_) response.add_shops()->set_id(id);
                    if (is_own_) response.add_own_ids(id);
                }
                return response;
            });
        channel_.on<GetAddressForUserRequest, GetAddressForUserResponse>(
            "GetAddressForUser", [this](const auto&) -> Result<GetAddressForUserResponse> {
                if (region_code_.empty()) return fail(reason::not_found("There is no address."));
                GetAddressForUserResponse response;
                response.mutable_address()->set_country_code("CN");
                response.mutable_address()->set_region_code(region_code_ == "none" ? "" : region_code_);
                return response;
            });
        channel_.on<FindRegionRequest, FindRegionResponse>(
            "FindRegion", [](const auto& request) -> Result<FindRegionResponse> {
                FindRegionResponse response;
                if (request.province() == "Zhejiang") response.set_region_code("330000");
                if (request.province() == "Xizang") response.set_region_code("540000");
                if (response.region_code().empty())
                    return fail(reason::invalid_field("There is no such region."));
                return response;
            });
    }

    v1::EstimateFreightResponse estimate(std::uint32_t quantity, const std::string& province) {
        return estimated(quantity, province).value();
    }
    Result<v1::EstimateFreightResponse> estimated(std::uint32_t quantity, const std::string& province) {
        v1::EstimateFreightRequest request;
        request.set_sku_id(1);
        request.set_quantity(quantity);
        request.set_province(province);
        auto call = testing::context_with();
        return testing::run(loops_, service_.EstimateFreight(call, request));
    }
    // The part of the shop for an account whose default address is there; empty: without an address.
    v1::CheckoutShop preview(std::uint32_t quantity, const std::string& region_code) {
        return quote_for(quantity, region_code).shops(0);
    }
    v1::CheckoutQuote quote_for(std::uint32_t quantity, const std::string& region_code) {
        region_code_ = region_code;
        v1::PreviewCheckoutRequest request;
        request.add_items()->set_sku_id(1);
        request.mutable_items(0)->set_quantity(quantity);
        auto call = testing::context_with();
        call.principal = {.user_id = 7, .roles = RoleSet().with(Role::customer)};
        return testing::run(loops_, service_.PreviewCheckout(call, request)).value().quote();
    }
    bool is_open_ = true;
    bool is_own_ = false;

    CheckoutService& service() { return service_; }
    runtime::Loops& loops() { return loops_; }
    void deliver_to(std::vector<std::string> countries) { rules_.countries = std::move(countries); }
    bool on_sale_ = true;

    // By weight: a kilogram for 10.00, each further half for 2.50; from three pieces on free; to Xinjiang 5.00 more
    // than that for the first, and none to Tibet.
    static product::v1::FreightTerms by_weight() {
        product::v1::FreightTerms terms;
        terms.set_basis(product::v1::FREIGHT_BASIS_WEIGHT);
        auto& fees = *terms.mutable_elsewhere();
        fees.set_first_units(1000);
        fees.set_first_fee(1000);
        fees.set_further_units(500);
        fees.set_further_fee(250);
        fees.set_free_from_pieces(3);
        auto& far = *terms.add_groups();
        far.add_provinces("65");
        *far.mutable_fees() = fees;
        far.mutable_fees()->set_first_fee(1500);
        far.mutable_fees()->clear_free_from_pieces();
        terms.add_not_delivered("54");
        return terms;
    }
    Result<v1::TryFreightResponse> tried(const std::string& region_code, std::int64_t grams,
                                         std::int64_t pieces) {
        v1::TryFreightRequest request;
        *request.mutable_terms() = by_weight();
        request.set_region_code(region_code);
        request.set_weight_grams(grams);
        request.set_pieces(pieces);
        *request.mutable_goods() = to_message(Money(5000, "CNY"));
        auto call = testing::context_with();
        return testing::run(loops_, service_.TryFreight(call, request));
    }
    product::v1::FreightTerms terms_;  // of the article; none: the platform's

private:
    std::string region_code_;
    testing::FakeChannel channel_;
    runtime::Loops loops_{1};
    testing::FakeClock clock_;
    cart::v1::CartServiceClient carts_{channel_};
    product::v1::InventoryServiceClient inventory_{channel_};
    user::v1::ShopServiceClient shops_{channel_};
    user::v1::UserAddressServiceClient addresses_{channel_};
    user::v1::RegionServiceClient regions_{channel_};
    order::v1::OrderServiceClient orders_{channel_};
    payment::v1::PaymentServiceClient payments_{channel_};
    CheckoutRules rules_{.freight = terms_of({.base_minor = 800,
                                              .free_from_minor = 9900,
                                              .remote_surcharge_minor = 1200,
                                              .remote_provinces = {"54"}}),
                         .currency = "CNY",
                         .countries = {"CN"},
                         .payment_window = std::chrono::minutes(15),
                         .reservation_grace = std::chrono::minutes(10)};
    BasketLoader baskets_{
        {.carts = carts_, .inventory = inventory_, .shops = shops_, .addresses = addresses_}, rules_};
    checkout::PlaceOrder place_order_{{.baskets = baskets_,
                                       .inventory = inventory_,
                                       .orders = orders_,
                                       .payments = payments_,
                                       .carts = carts_,
                                       .clock = clock_},
                                      rules_};
    CheckoutService service_{baskets_, inventory_, regions_, place_order_, rules_};
};

TEST_F(FreightTest, AnEstimateSaysFromWhichAmountOnItIsFree) {
    const auto one = estimate(1, "Zhejiang");
    EXPECT_EQ(one.freight().minor_units(), 800);
    EXPECT_EQ(one.free_from().minor_units(), 9900);
    EXPECT_EQ(estimate(2, "Zhejiang").freight().minor_units(), 0);
    EXPECT_EQ(estimate(1, "").free_from().minor_units(), 9900);
}

TEST_F(FreightTest, AnEstimateNamesNoSuchAmountWhereASurchargeStays) {
    EXPECT_FALSE(estimate(1, "Xizang").has_free_from());
    const auto many = estimate(5, "Xizang");
    EXPECT_EQ(many.freight().minor_units(), 1200);
    EXPECT_FALSE(many.has_free_from());
}

TEST_F(FreightTest, NothingIsToldOfWhatIsNotOnSale) {
    on_sale_ = false;
    v1::EstimateFreightRequest request;
    request.set_sku_id(1);
    auto call = testing::context_with();
    EXPECT_EQ(testing::run(loops(), service().EstimateFreight(call, request)).error().reason(),
              v1::reason::kSkuOffShelf);
    const auto shop = preview(1, "330106");
    EXPECT_EQ(shop.shop_id(), 0);
    v1::CheckoutLine line;
    line.set_sku_id(1);
    line.set_quantity(1);
    line.set_problem(v1::CHECKOUT_PROBLEM_OFF_SHELF);
    EXPECT_EQ(shop.lines(0).SerializeAsString(), line.SerializeAsString());
}

TEST_F(FreightTest, AQuoteNamesTheAmountOnlyForAnAddressThatItHoldsFor) {
    EXPECT_EQ(preview(1, "330106").free_from().minor_units(), 9900);
    const auto far = preview(5, "540102");
    EXPECT_EQ(far.freight().minor_units(), 1200);
    EXPECT_FALSE(far.has_free_from());
    const auto nowhere = preview(1, "");
    EXPECT_EQ(nowhere.freight().minor_units(), 800);
    EXPECT_FALSE(nowhere.has_free_from()) << "the address may be far";
}

TEST_F(FreightTest, AQuoteCountsNothingOfAClosedShopOrOfTheBuyersOwn) {
    is_own_ = true;
    const auto own = quote_for(1, "330106");
    EXPECT_EQ(own.shops(0).lines(0).problem(), v1::CHECKOUT_PROBLEM_OWN_GOODS);
    is_open_ = false;
    const auto closed = quote_for(1, "330106");
    EXPECT_EQ(closed.shops(0).lines(0).problem(), v1::CHECKOUT_PROBLEM_SHOP_CLOSED);
    for (const auto& refused : {own, closed}) {
        EXPECT_FALSE(refused.can_place());
        EXPECT_EQ(refused.total().minor_units(), 0);
    }
}

TEST_F(FreightTest, AnEstimateIsOfARegionThatThereIs) {
    EXPECT_EQ(estimated(1, "Atlantis").error().reason(), "INVALID_FIELD");
}

TEST_F(FreightTest, AnEstimateSaysWhetherAnythingIsDeliveredThere) {
    EXPECT_TRUE(estimate(1, "Zhejiang").delivered());
    deliver_to({"HK"});
    EXPECT_FALSE(estimate(1, "Zhejiang").delivered());
}

TEST_F(FreightTest, AnArticleGoesByItsOwnTemplate) {
    terms_ = by_weight();
    const auto two = preview(2, "330106");
    EXPECT_EQ(two.freight().minor_units(), 1250) << "1,400 g";
    EXPECT_EQ(two.free_from_pieces(), 3);
    EXPECT_FALSE(two.has_free_from());
    EXPECT_EQ(preview(3, "330106").freight().minor_units(), 0);
    EXPECT_EQ(preview(3, "650102").freight().minor_units(), 1500 + 3 * 250) << "2,100 g";
    const auto estimated = estimate(2, "Zhejiang");
    EXPECT_EQ(estimated.freight().minor_units(), 1250);
    EXPECT_EQ(estimated.free_from_pieces(), 3);
}

TEST_F(FreightTest, WhatATemplateDoesNotDeliverIsAProblemOfItsLine) {
    terms_ = by_weight();
    const auto refused = quote_for(1, "540102");
    EXPECT_EQ(refused.shops(0).lines(0).problem(), v1::CHECKOUT_PROBLEM_NOT_DELIVERED);
    EXPECT_FALSE(refused.can_place());
    EXPECT_FALSE(estimate(1, "Xizang").delivered());
    EXPECT_TRUE(quote_for(1, "330106").can_place());
}

TEST_F(FreightTest, TermsCanBeTried) {
    EXPECT_EQ(tried("330000", 1400, 2)->freight().minor_units(), 1250);
    EXPECT_EQ(tried("", 1400, 3)->freight().minor_units(), 0);
    EXPECT_EQ(tried("650000", 1001, 9)->freight().minor_units(), 1750);
    const auto nowhere = tried("54", 1, 1).value();
    EXPECT_FALSE(nowhere.delivered());
    EXPECT_FALSE(nowhere.has_freight());
}

TEST_F(FreightTest, AnAddressOfNoKnownRegionIsAProblem) {
    EXPECT_TRUE(quote_for(1, "540102").can_place());
    const auto quote = quote_for(1, "none");
    EXPECT_FALSE(quote.can_place());
    EXPECT_EQ(quote.shops(0).lines(0).problem(), v1::CHECKOUT_PROBLEM_ADDRESS_UNVERIFIED);
}

}  // namespace
}  // namespace ecommerce::checkout
