// SPDX-License-Identifier: Apache-2.0
#include "application/order/order_module.h"

#include <array>

#include "application/order/app/order_admin_service.h"
#include "application/order/app/order_doctor.h"
#include "application/order/app/order_events.h"
#include "application/order/app/order_service.h"
#include "application/order/app/shop_order_service.h"
#include "framework/config/configuration.h"
#include "framework/postgres/migrations.h"
#include "framework/rpc/channels.h"

namespace ecommerce::order {

std::span<const postgres::Migration> migrations();  // made from the files of the folder

namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 1> kCalls{"user"};
constexpr std::array<std::string_view, 6> kSubscribes{
    "ecommerce.order.v1.OrderPaymentDue",    "ecommerce.order.v1.OrderReceiptDue",
    "ecommerce.payment.v1.PaymentClosed",    "ecommerce.payment.v1.PaymentRefunded",
    "ecommerce.payment.v1.PaymentSucceeded", "ecommerce.user.v1.UserDeleted"};

OrderRules read_rules(config::Section& section) {
    return {
        .complete_after = section.duration(
            "complete_after", 10 * 24h,
            {.help = "how long after shipping an order completes by itself", .min = 1ms, .max = 365 * 24h})};
}

class OrderModule final : public service::Module {
public:
    OrderModule(service::Environment& environment, OrderRules rules)
        : addresses_(environment.channels.to("user")),
          store_(environment.database),
          reader_(environment.database),
          checks_(environment.database),
          news_(environment.events),
          place_(store_, reader_, news_, environment.clock),
          move_(store_, news_, environment.clock, rules),
          read_(reader_),
          orders_(place_, move_, read_, addresses_),
          shop_orders_(move_, read_),
          admin_orders_(read_),
          orders_endpoint_(orders_),
          shop_orders_endpoint_(shop_orders_),
          admin_orders_endpoint_(admin_orders_) {}

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&orders_endpoint_, &shop_orders_endpoint_, &admin_orders_endpoint_};
    }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_order_events(subscriptions, move_);
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        return check_orders(checks_, context, response);
    }

    Task<Result<void>> list_checkout_facts(CallContext& context, std::string_view after, int limit,
                                           diagnostics::v1::ListCheckoutFactsResponse& response) override {
        return list_order_facts(checks_, context, after, limit, response);
    }

private:
    user::v1::UserAddressServiceClient addresses_;
    OrderStore store_;
    OrderReader reader_;
    OrderChecks checks_;
    OrderNews news_;
    PlaceOrders place_;
    MoveOrders move_;
    ReadOrders read_;
    OrderService orders_;
    ShopOrderService shop_orders_;
    OrderAdminService admin_orders_;
    v1::OrderServiceEndpoint orders_endpoint_;
    v1::ShopOrderServiceEndpoint shop_orders_endpoint_;
    v1::OrderAdminServiceEndpoint admin_orders_endpoint_;
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<OrderModule>(environment, read_rules(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "order", .calls = kCalls, .subscribes = kSubscribes, .migrations = migrations, .make = make};

}  // namespace ecommerce::order
