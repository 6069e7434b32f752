// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/app/place_order.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/money/money_message.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/run.h"

#include "checkout/v1/error_reason.rpc.h"

namespace ecommerce::checkout {
namespace {

// The neighbours as far as a checkout sees them: they keep what it did, under its id.
struct Neighbours {
    Neighbours() {
        answer_for_goods();
        answer_for_people();
        answer_for_orders();
    }

    std::int64_t available = 5;
    std::int64_t price = 1000;
    std::map<std::string, std::int64_t> reserved;
    std::set<std::string> orders;
    std::set<std::string> payments;
    bool in_cart = true;
    std::set<std::string> taken;  // checkouts that have the cart's line
    bool is_open = true;          // the shop
    bool is_own = false;
    std::string region_code = "330106";
    testing::FakeChannel channel;

private:
    template <typename Request, typename Response>
    using Answer = std::function<Result<Response>(const Request&)>;

    void answer_for_goods() {
        using namespace product::v1;
        channel.on<GetSkusRequest, GetSkusResponse>(
            "GetSkus", [this](const auto& request) -> Result<GetSkusResponse> {
                GetSkusResponse response;
                for (const auto id : request.ids()) {
                    auto& sku = *response.add_skus();
                    sku.set_sku_id(id);
                    sku.set_shop_id(11);
                    sku.set_on_sale(true);
                    sku.set_available(available);
                    *sku.mutable_price() = to_message(Money(price, "CNY"));
                }
                return response;
            });
        channel.on<ReserveStockRequest, ReserveStockResponse>(
            "ReserveStock", [this](const auto& request) -> Result<ReserveStockResponse> {
                if (reserved.contains(request.reservation_id())) return ReserveStockResponse();
                const auto units = std::int64_t(request.lines(0).quantity());
                if (units > available) return fail(v1::reason::out_of_stock("Fewer are left."));
                available -= units;
                reserved[request.reservation_id()] = units;
                return ReserveStockResponse();
            });
        channel.on<ReleaseStockRequest, ReleaseStockResponse>(
            "ReleaseStock", [this](const auto& request) -> Result<ReleaseStockResponse> {
                available += reserved[request.reservation_id()];
                reserved.erase(request.reservation_id());
                return ReleaseStockResponse();
            });
    }
    void answer_for_people() {
        using namespace user::v1;
        channel.on<BatchGetShopsRequest, BatchGetShopsResponse>(
            "BatchGetShops", [this](const auto& request) -> Result<BatchGetShopsResponse> {
                BatchGetShopsResponse response;
                for (const auto id : request.ids()) {
                    if (is_open) response.add_shops()->set_id(id);
                    if (is_own) response.add_own_ids(id);
                }
                return response;
            });
        channel.on<GetAddressForUserRequest, GetAddressForUserResponse>(
            "GetAddressForUser", [this](const auto& request) -> Result<GetAddressForUserResponse> {
                if (request.id() != 3) return fail(reason::not_found("There is no such address."));
                GetAddressForUserResponse response;
                response.mutable_address()->set_country_code("CN");
                response.mutable_address()->set_region_code(region_code);
                return response;
            });
        using namespace cart::v1;
        channel.on<TakeLinesRequest, TakeLinesResponse>(
            "TakeLines", [this](const auto& request) -> Result<TakeLinesResponse> {
                TakeLinesResponse response;
                response.set_taken_before(taken.contains(request.checkout_id()));
                if (!response.taken_before() && !std::exchange(in_cart, false)) return response;
                taken.insert(request.checkout_id());
                response.add_lines()->set_sku_id(1);
                response.mutable_lines(0)->set_quantity(5);
                return response;
            });
        channel.on<ReturnLinesRequest, ReturnLinesResponse>(
            "ReturnLines", [this](const auto& request) -> Result<ReturnLinesResponse> {
                if (taken.erase(request.checkout_id()) > 0) in_cart = true;
                return ReturnLinesResponse();
            });
        channel.on<RemoveLinesRequest, RemoveLinesResponse>(
            "RemoveLines", [this](const auto& request) -> Result<RemoveLinesResponse> {
                taken.erase(request.checkout_id());
                return RemoveLinesResponse();
            });
    }
    void answer_for_orders() {
        using namespace order::v1;
        const auto fill = [](auto& response, std::int64_t minor) {
            auto& order = *response.add_orders();
            order.set_order_no("A1");
            order.set_status(ORDER_STATUS_PENDING_PAYMENT);
            *order.mutable_total() = to_message(Money(minor, "CNY"));
        };
        channel.on<CreateOrdersRequest, CreateOrdersResponse>(
            "CreateOrders", [this, fill](const auto& request) -> Result<CreateOrdersResponse> {
                orders.insert(request.checkout_id());
                CreateOrdersResponse response;
                fill(response, request.orders(0).total().minor_units());
                return response;
            });
        channel.on<GetOrdersOfCheckoutRequest, GetOrdersOfCheckoutResponse>(
            "GetOrdersOfCheckout", [this, fill](const auto& request) -> Result<GetOrdersOfCheckoutResponse> {
                GetOrdersOfCheckoutResponse response;
                if (orders.contains(request.checkout_id())) fill(response, 5600);
                return response;
            });
        using namespace payment::v1;
        channel.on<ListPaymentMethodsRequest, ListPaymentMethodsResponse>(
            "ListPaymentMethods", [](const auto&) -> Result<ListPaymentMethodsResponse> {
                ListPaymentMethodsResponse response;
                response.add_payment_methods()->set_code("sandbox");
                return response;
            });
        channel.on<CreatePaymentRequest, CreatePaymentResponse>(
            "CreatePayment", [this](const auto& request) -> Result<CreatePaymentResponse> {
                payments.insert(request.id());
                CreatePaymentResponse response;
                response.mutable_payment()->set_id(request.id());
                *response.mutable_payment()->mutable_amount() = request.amount();
                return response;
            });
    }
};

class PlaceOrderTest : public ::testing::Test {
protected:
    // Five units from the cart: 5 * 1000 and 600 freight.
    static v1::PlaceOrderRequest request() {
        v1::PlaceOrderRequest request;
        request.set_address_id(3);
        request.set_payment_method("sandbox");
        *request.mutable_expected_total() = to_message(Money(5600, "CNY"));
        return request;
    }
    Result<v1::PlaceOrderResponse> place(const v1::PlaceOrderRequest& request,
                                         const std::string& key = "key") {
        auto call = testing::context_with();
        call.principal = {.user_id = 7, .roles = RoleSet().with(Role::customer)};
        call.idempotency_key = key;
        return testing::run(loops_, place_order_(call, request));
    }
    int count(const std::string& method) {
        const auto calls = neighbours.channel.calls();
        return int(std::ranges::count(calls, method));
    }

    Neighbours neighbours;

private:
    runtime::Loops loops_{1};
    testing::FakeClock clock_;
    cart::v1::CartServiceClient carts_{neighbours.channel};
    product::v1::InventoryServiceClient inventory_{neighbours.channel};
    user::v1::ShopServiceClient shops_{neighbours.channel};
    user::v1::UserAddressServiceClient addresses_{neighbours.channel};
    order::v1::OrderServiceClient orders_{neighbours.channel};
    payment::v1::PaymentServiceClient payments_{neighbours.channel};
    CheckoutRules rules_{.freight = terms_of({.base_minor = 600}),
                         .currency = "CNY",
                         .countries = {"CN"},
                         .payment_window = std::chrono::minutes(15),
                         .reservation_grace = std::chrono::minutes(10)};
    BasketLoader baskets_{
        {.carts = carts_, .inventory = inventory_, .shops = shops_, .addresses = addresses_}, rules_};
    PlaceOrder place_order_{{.baskets = baskets_,
                             .inventory = inventory_,
                             .orders = orders_,
                             .payments = payments_,
                             .carts = carts_,
                             .clock = clock_},
                            rules_};
};

TEST_F(PlaceOrderTest, ReservesOrdersAndOpensAPayment) {
    auto placed = place(request());
    ASSERT_TRUE(placed) << placed.error().message();
    EXPECT_EQ(placed->checkout_id(), checkout_id(7, "key", request()));
    EXPECT_EQ(placed->payment().id(), payment_id(placed->checkout_id()));
    EXPECT_EQ(placed->payment().amount().minor_units(), 5600);
    EXPECT_EQ(neighbours.reserved.at(placed->checkout_id()), 5);
    EXPECT_FALSE(neighbours.in_cart);
    EXPECT_TRUE(neighbours.taken.empty());
    EXPECT_NE(checkout_id(7, "key", request()), checkout_id(7, "other", request()));
    EXPECT_NE(checkout_id(7, "key", request()), checkout_id(8, "key", request()));
}

TEST_F(PlaceOrderTest, TheSameKeyAgainGivesTheSameOrders) {
    auto first = place(request());
    auto second = place(request());
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
    EXPECT_EQ(neighbours.reserved.size(), 1U);
}

// The reservation holds the last units in this test, so a run that stopped in the middle finds none left.
TEST_F(PlaceOrderTest, TheSameKeyGoesOnAfterAnyCallFailed) {
    for (const bool all_after : {false, true}) {
        bool succeeded = false;
        for (int n = 1; n <= 20 && !succeeded; ++n) {
            Neighbours fresh;
            neighbours.available = fresh.available;
            neighbours.reserved.clear();
            neighbours.orders.clear();
            neighbours.payments.clear();
            neighbours.in_cart = true;
            neighbours.taken.clear();
            int calls = 0;
            neighbours.channel.before = [&](const std::string&) -> Result<void> {
                ++calls;
                if (all_after ? calls > n : calls == n) return fail(reason::unavailable("Away."));
                return {};
            };
            succeeded = place(request()).has_value() && calls < n;
            neighbours.channel.before = [](const std::string&) { return Result<void>(); };
            auto again = place(request());
            ASSERT_TRUE(again) << "after call " << n << ": " << again.error().message();
            EXPECT_EQ(again->payment().amount().minor_units(), 5600);
            EXPECT_EQ(neighbours.reserved.size(), 1U);
            EXPECT_EQ(neighbours.available, 0);
            EXPECT_EQ(neighbours.orders.size(), 1U);
            EXPECT_EQ(neighbours.payments.size(), 1U);
            EXPECT_FALSE(neighbours.in_cart);
        }
        EXPECT_TRUE(succeeded);
    }
    EXPECT_EQ(count("ReleaseStock"), 0);
}

TEST_F(PlaceOrderTest, ReleasesAfterARefusalAlone) {
    for (const auto& error : {reason::unavailable("Away."), reason::deadline_exceeded("Too slow."),
                              reason::internal("Something.")}) {
        neighbours.channel.before = [error](const std::string& method) -> Result<void> {
            if (method == "CreateOrders") return fail(error);
            return {};
        };
        EXPECT_FALSE(place(request()));
        EXPECT_EQ(count("ReleaseStock"), 0);
        EXPECT_EQ(neighbours.available, 0);
        EXPECT_FALSE(neighbours.in_cart) << "its orders may be there";
    }
    neighbours.channel.before = [](const std::string& method) -> Result<void> {
        if (method == "CreateOrders") return fail(v1::reason::sku_off_shelf("No."));
        return {};
    };
    EXPECT_FALSE(place(request()));
    EXPECT_EQ(count("ReleaseStock"), 1);
    EXPECT_EQ(neighbours.available, 5);
    EXPECT_TRUE(neighbours.in_cart);
}

TEST_F(PlaceOrderTest, AnotherRequestNeverGetsTheOrdersOfTheFirst) {
    neighbours.channel.before = [](const std::string& method) -> Result<void> {
        if (method == "CreatePayment") return fail(reason::unavailable("Away."));
        return {};
    };
    EXPECT_FALSE(place(request()));
    neighbours.channel.before = [](const std::string&) { return Result<void>(); };
    auto other = request();
    other.add_notes()->set_shop_id(11);
    other.mutable_notes(0)->set_note("Ring twice.");
    EXPECT_EQ(place(other).error().reason(), v1::reason::kEmptyCheckout);
    EXPECT_TRUE(place(request()));
    EXPECT_EQ(neighbours.orders.size(), 1U);
}

TEST_F(PlaceOrderTest, AnotherKeyFindsTheCartEmptyWhileOneIsOnItsWay) {
    neighbours.channel.before = [](const std::string& method) -> Result<void> {
        if (method == "CreateOrders") return fail(reason::deadline_exceeded("Too slow."));
        return {};
    };
    EXPECT_FALSE(place(request()));
    neighbours.channel.before = [](const std::string&) { return Result<void>(); };
    EXPECT_EQ(place(request(), "other").error().reason(), v1::reason::kEmptyCheckout);
    EXPECT_TRUE(place(request())) << "the first key goes on";
    EXPECT_EQ(neighbours.orders.size(), 1U);
}

TEST_F(PlaceOrderTest, LinesAreBackInTheCartWhenNoOrdersWereAskedFor) {
    neighbours.channel.before = [](const std::string& method) -> Result<void> {
        if (method == "GetSkus") return fail(reason::unavailable("Away."));
        return {};
    };
    EXPECT_FALSE(place(request()));
    EXPECT_TRUE(neighbours.in_cart);
}

TEST_F(PlaceOrderTest, AnotherTotalIsRefusedBeforeAnythingIsHeld) {
    neighbours.price = 1001;
    auto placed = place(request());
    ASSERT_FALSE(placed);
    EXPECT_EQ(placed.error().reason(), v1::reason::kPriceChanged);
    EXPECT_EQ(placed.error().metadata().at("total_minor_units"), "5605");
    EXPECT_EQ(count("ReserveStock"), 0);
}

TEST_F(PlaceOrderTest, OrdersThatStandSurviveAPriceThatChanged) {
    ASSERT_TRUE(place(request()));
    neighbours.in_cart = true;
    neighbours.price = 1001;
    EXPECT_TRUE(place(request()));
    EXPECT_TRUE(neighbours.in_cart) << "what lies in the cart now is not of those orders";
}

TEST_F(PlaceOrderTest, RefusesWhatCannotBeBought) {
    neighbours.available = 4;
    EXPECT_EQ(place(request()).error().reason(), v1::reason::kOutOfStock);
    EXPECT_EQ(count("CreateOrders"), 0);
    EXPECT_TRUE(neighbours.in_cart);
    neighbours.in_cart = false;
    EXPECT_EQ(place(request()).error().reason(), v1::reason::kEmptyCheckout);
    auto elsewhere = request();
    elsewhere.set_address_id(4);
    neighbours.in_cart = true;
    EXPECT_EQ(place(elsewhere).error().reason(), v1::reason::kAddressNotFound);
    auto method = request();
    method.set_payment_method("gold");
    EXPECT_EQ(place(method).error().reason(), v1::reason::kPaymentMethod);
}

TEST_F(PlaceOrderTest, ItemsOfOneSkuKeepTheLimitTogether) {
    auto many = request();
    for (int i = 0; i < 2; ++i) {
        auto& item = *many.add_items();
        item.set_sku_id(1);
        item.set_quantity(999);
    }
    const auto refused = place(many);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason(), reason::kInvalidField);
    ASSERT_EQ(refused.error().violations().size(), 1U);
    EXPECT_EQ(refused.error().violations()[0].field, "items[1].quantity");
    EXPECT_EQ(count("GetSkus"), 0);
}

TEST_F(PlaceOrderTest, AShopGetsOneNote) {
    auto twice = request();
    for (const auto* text : {"Ring twice.", "Do not ring."}) {
        auto& note = *twice.add_notes();
        note.set_shop_id(11);
        note.set_note(text);
    }
    const auto refused = place(twice);
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().violations().size(), 1U);
    EXPECT_EQ(refused.error().violations()[0].field, "notes[1].shopId");
    EXPECT_EQ(count("TakeLines"), 0);
}

// What the reply about shops lacks is not for sale.
TEST_F(PlaceOrderTest, RefusesGoodsOfAClosedShopAndOfTheBuyersOwn) {
    neighbours.is_own = true;
    EXPECT_EQ(place(request()).error().reason(), v1::reason::kOwnGoods);
    neighbours.is_open = false;
    const auto refused = place(request());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason(), v1::reason::kShopClosed);
    EXPECT_EQ(refused.error().metadata().at("shop_id"), "11");
    EXPECT_EQ(count("ReserveStock"), 0);
    EXPECT_EQ(count("CreateOrders"), 0);
}

TEST_F(PlaceOrderTest, OrdersThatStandSurviveTheClosingOfTheirShop) {
    const auto first = place(request());
    ASSERT_TRUE(first);
    neighbours.in_cart = true;
    neighbours.is_open = false;
    const auto again = place(request());
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->payment().id(), first->payment().id());
}

TEST_F(PlaceOrderTest, LinesOfOneSkuAreOneLine) {
    auto twice = request();
    for (const unsigned quantity : {2, 3}) {
        auto& item = *twice.add_items();
        item.set_sku_id(1);
        item.set_quantity(quantity);
    }
    ASSERT_TRUE(place(twice));
    EXPECT_EQ(neighbours.reserved.begin()->second, 5);
    EXPECT_TRUE(neighbours.in_cart);
}

}  // namespace
}  // namespace ecommerce::checkout
