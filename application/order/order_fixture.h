// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: the service's parts on a real database, with a fake neighbour.
#pragma once

#include <map>

#include "application/order/app/order_doctor.h"
#include "application/order/app/order_subscriptions.h"
#include "application/order/order_migrations.h"
#include "application/order/order_parts.h"
#include "framework/call/reasons.h"
#include "framework/money/money_message.h"
#include "framework/postgres/migrations.h"
#include "framework/rpc/messages.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"

#include "order/v1/error_reason.rpc.h"
#include "order/v1/events.pb.h"
#include "payment/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::order {

// Knows one address of user 7 for each id.
class FakeAddresses final : public user::v1::UserAddressService {
public:
    std::map<std::int64_t, user::v1::UserAddress> addresses;

    Task<Result<user::v1::GetAddressForUserResponse>> GetAddressForUser(
        CallContext&, const user::v1::GetAddressForUserRequest& request) override {
        const auto found = addresses.find(request.id());
        if (request.user_id() != 7 || found == addresses.end()) {
            co_return reason::not_found("There is no such address.");
        }
        user::v1::GetAddressForUserResponse response;
        *response.mutable_address() = found->second;
        co_return response;
    }
    Task<Result<user::v1::ListAddressesResponse>> ListAddresses(
        CallContext&, const user::v1::ListAddressesRequest&) override {
        co_return unused();
    }
    Task<Result<user::v1::CreateAddressResponse>> CreateAddress(
        CallContext&, const user::v1::CreateAddressRequest&) override {
        co_return unused();
    }
    Task<Result<user::v1::GetAddressResponse>> GetAddress(CallContext&,
                                                          const user::v1::GetAddressRequest&) override {
        co_return unused();
    }
    Task<Result<user::v1::UpdateAddressResponse>> UpdateAddress(
        CallContext&, const user::v1::UpdateAddressRequest&) override {
        co_return unused();
    }
    Task<Result<user::v1::DeleteAddressResponse>> DeleteAddress(
        CallContext&, const user::v1::DeleteAddressRequest&) override {
        co_return unused();
    }

private:
    static Error unused() { return reason::no_such_method("Not in these tests."); }
};

class OrderFixture : public testing::PostgresFixture {
protected:
    static constexpr std::int64_t kBuyer = 7;
    static constexpr std::int64_t kShops[] = {11, 12};

    std::string template_name() const override { return "order"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        context = testing::context_with(std::chrono::minutes(5));  // hundreds of rounds take their time
        parts_ = std::make_unique<OrderParts>(database(), events, addresses, clock,
                                              OrderRules{.complete_after = std::chrono::days(10),
                                                         .ship_within = std::chrono::hours(48),
                                                         .address_shown_for = std::chrono::days(30),
                                                         .unpaid_max = 10'000});
        subscribe_order_events(subscriptions, parts_->move, parts_->erase);
    }
    // What every test that moves money ends with.
    void TearDown() override {
        EXPECT_EQ(violations(), "");
        parts_.reset();
        testing::PostgresFixture::TearDown();
    }

    CallContext as_buyer(std::int64_t user_id = kBuyer) const {
        auto context = testing::context_with();
        context.principal = {.user_id = user_id, .roles = RoleSet().with(Role::customer)};
        return context;
    }
    CallContext as_seller(std::int64_t shop_id) const {
        auto context = testing::context_with();
        context.principal = {
            .user_id = 900 + shop_id, .shop_id = shop_id, .roles = RoleSet().with(Role::seller)};
        return context;
    }

    CallContext as_admin() const {
        auto context = testing::context_with();
        context.principal = {.user_id = 1, .roles = RoleSet().with(Role::admin)};
        return context;
    }

    // Two units of one SKU and one of another from each shop: 2 * 1000 + 500 + 600 freight - 100 = 3000.
    v1::CreateOrdersRequest new_checkout(const std::string& id,
                                         std::vector<std::int64_t> shops = {11, 12}) const {
        v1::CreateOrdersRequest request;
        request.set_checkout_id(id);
        request.set_user_id(kBuyer);
        request.set_payment_id("p-" + id);
        request.set_payment_method("sandbox");
        rpc::set_time(*request.mutable_pay_before(), clock.now() + std::chrono::minutes(15));
        auto& address = *request.mutable_address();
        address.set_recipient("Li Lei");
        address.set_phone("13800000000");
        address.set_country_code("CN");
        address.set_province("Zhejiang");
        address.set_city("Hangzhou");
        address.set_street("West Lake Road 1");
        address.set_region_code("330106");
        for (const auto shop : shops) {
            auto& order = *request.add_orders();
            order.set_shop_id(shop);
            order.set_shop_name("Shop " + std::to_string(shop));
            add_item(order, shop * 10 + 1, 2, 1000);
            add_item(order, shop * 10 + 2, 1, 500);
            *order.mutable_goods_total() = to_message(Money(2500, "CNY"));
            *order.mutable_freight() = to_message(Money(600, "CNY"));
            *order.mutable_discount() = to_message(Money(100, "CNY"));
            *order.mutable_total() = to_message(Money(3000, "CNY"));
        }
        return request;
    }

    // The numbers of the orders, by shop.
    std::vector<std::string> place(const std::string& checkout_id,
                                   std::vector<std::int64_t> shops = {11, 12}) {
        auto placed = run(orders().CreateOrders(context, new_checkout(checkout_id, std::move(shops))));
        std::vector<std::string> numbers;
        if (!placed) ADD_FAILURE() << placed.error().message();
        if (placed) {
            for (const auto& order : placed->orders()) numbers.push_back(order.order_no());
        }
        return numbers;
    }
    payment::v1::PaymentSucceeded payment_of(const std::string& checkout_id,
                                             std::int64_t amount = 6000) const {
        payment::v1::PaymentSucceeded event;
        event.set_payment_id("p-" + checkout_id);
        event.set_checkout_id(checkout_id);
        event.set_user_id(kBuyer);
        *event.mutable_amount() = to_message(Money(amount, "CNY"));
        rpc::set_time(*event.mutable_paid_at(), clock.now());
        return event;
    }
    Task<Result<void>> deliver(CallContext& call, const google::protobuf::Message& event) {
        co_return co_await testing::deliver(subscriptions, database(), call, event);
    }
    void take(const google::protobuf::Message& event) {
        auto taken = run(deliver(context, event));
        EXPECT_TRUE(taken) << (taken ? "" : taken.error().message());
    }
    void cancel_at_deadline(const std::string& checkout_id) {
        v1::OrderPaymentDue due;
        due.set_checkout_id(checkout_id);
        take(due);
    }
    // Gives every order that is to be called off, as the service told itself.
    void take_call_offs() {
        for (const auto& event : events.of<v1::OrderCallOffDue>()) take(event);
    }
    void pay_back(const std::string& checkout_id, std::vector<std::string> order_nos) {
        payment::v1::PaymentRefunded event;
        event.set_checkout_id(checkout_id);
        for (auto& number : order_nos) event.add_order_nos(std::move(number));
        take(event);
    }
    v1::OrderStatus status_of(const std::string& order_no) {
        v1::GetAnyOrderRequest request;
        request.set_order_no(order_no);
        auto order = run(admin().GetAnyOrder(context, request));
        return order ? order->order().status() : v1::ORDER_STATUS_UNSPECIFIED;
    }
    // The names of broken invariants, one a line.
    std::string violations() {
        diagnostics::v1::CheckInvariantsResponse response;
        auto checked = run(check_orders(parts_->checks, context, response));
        std::string names = checked ? "" : checked.error().message();
        for (const auto& violation : response.violations()) names += violation.invariant() + "\n";
        return names;
    }

    OrderService& orders() { return parts_->orders; }
    ShopOrderService& shop_orders() { return parts_->shop_orders; }
    OrderAdminService& admin() { return parts_->admin; }
    CheckoutFacts& checkout_facts() { return parts_->checkout_facts; }

    testing::FakeClock clock;
    testing::RecordedEvents events;
    FakeAddresses addresses;
    events::Subscriptions subscriptions;

private:
    static void add_item(v1::NewOrder& order, std::int64_t sku_id, std::uint32_t quantity,
                         std::int64_t price) {
        auto& item = *order.add_items();
        item.set_sku_id(sku_id);
        item.set_product_id(sku_id / 10);
        item.set_product_name("Mug \"red\", {large}");
        item.add_option_values("Red");
        item.add_option_values("a, b");
        item.mutable_picture()->set_url("/pictures/1.webp");
        item.set_quantity(quantity);
        *item.mutable_price() = to_message(Money(price, "CNY"));
        *item.mutable_total() = to_message(Money(price * quantity, "CNY"));
    }

    std::unique_ptr<OrderParts> parts_;
};

}  // namespace ecommerce::order
