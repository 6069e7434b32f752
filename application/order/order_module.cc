// SPDX-License-Identifier: Apache-2.0
#include "application/order/order_module.h"

#include "application/order/app/order_doctor.h"
#include "application/order/app/order_subscriptions.h"
#include "application/order/order_migrations.h"
#include "application/order/order_parts.h"
#include "framework/config/configuration.h"
#include "framework/postgres/migrations.h"

namespace ecommerce::order {

namespace {

using namespace std::chrono_literals;
using service::Need;

OrderRules read(config::Section& section) {
    return {
        .complete_after = section.live_duration(
            "complete_after", 10 * 24h,
            {.help = "how long after shipping an order completes by itself", .min = 1ms, .max = 365 * 24h}),
        .ship_within =
            section.live_duration("ship_within", 48h,
                                  {.help = "by when after paying a shop promises to ship; an order that "
                                           "waits for twice as long is paid back by itself",
                                   .min = 1ms,
                                   .max = 365 * 24h}),
        .address_shown_for = section.live_duration(
            "address_shown_for", 30 * 24h,
            {.help = "how long after the receipt a shop still sees the address", .max = 3650 * 24h}),
        .utc_offset = std::chrono::minutes(section.integer(
            "utc_offset_minutes", 480,
            {.help =
                 "how far the clock that gives order numbers their day is ahead of UTC; 480 is Asia/Shanghai",
             .min = -720,
             .max = 840})),
        .unpaid_max = section.live_integer<int>(
            "unpaid_max", 20,
            {.help = "unpaid checkouts that one account may have", .min = 1, .max = 10'000})};
}

class OrderModule final : public service::Module {
public:
    OrderModule(service::Environment& environment, const OrderRules& rules)
        : addresses_(environment.client<user::v1::UserAddressServiceClient>()),
          parts_(environment.database, environment.events, addresses_, environment.clock, rules) {}

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&orders_, &shop_orders_, &admin_, &index_, &checkout_facts_};
    }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_order_events(subscriptions, parts_.move, parts_.erase);
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        return check_orders(parts_.checks, context, response);
    }

private:
    user::v1::UserAddressServiceClient addresses_;
    OrderParts parts_;
    v1::OrderServiceEndpoint orders_{parts_.orders};
    v1::ShopOrderServiceEndpoint shop_orders_{parts_.shop_orders};
    v1::OrderAdminServiceEndpoint admin_{parts_.admin};
    v1::OrderIndexServiceEndpoint index_{parts_.index};
    diagnostics::v1::CheckoutFactsServiceEndpoint checkout_facts_{parts_.checkout_facts};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<OrderModule>(environment, read(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "order",
    .needs = {Need::database, Need::events},
    .apis = {v1::OrderService::methods, v1::ShopOrderService::methods, v1::OrderAdminService::methods,
             v1::OrderIndexService::methods, diagnostics::v1::CheckoutFactsService::methods},
    .subscribes = {"ecommerce.order.v1.AccountErasureDue", "ecommerce.order.v1.OrderCallOffDue",
                   "ecommerce.order.v1.OrderPaymentDue", "ecommerce.order.v1.OrderReceiptDue",
                   "ecommerce.order.v1.OrderShipmentDue", "ecommerce.payment.v1.PaymentClosed",
                   "ecommerce.payment.v1.PaymentRefunded", "ecommerce.payment.v1.PaymentSucceeded",
                   "ecommerce.user.v1.ShopClosed", "ecommerce.user.v1.UserDeleted"},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::order
