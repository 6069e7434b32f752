// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/checkout_module.h"

#include "application/checkout/app/checkout_service.h"
#include "framework/config/configuration.h"
#include "framework/money/currencies.h"

namespace ecommerce::checkout {

namespace {

using namespace std::chrono_literals;
using service::Need;

CheckoutRules read(config::Section& section, const Currencies& currencies) {
    auto& freight = section.section("freight");
    return {.freight = terms_of(
                {.base_minor = freight.integer<std::int64_t>(
                     "base", 800,
                     {.help = "fee for one shop's parcel, minor units", .min = 0, .max = 10'000'000}),
                 .free_from_minor = freight.integer<std::int64_t>(
                     "free_from", 9900,
                     {.help = "goods of one shop from which its fee is waived, minor units; 0 is never",
                      .min = 0}),
                 .remote_surcharge_minor = freight.integer<std::int64_t>(
                     "remote_surcharge", 1200,
                     {.help = "surcharge for far provinces, minor units", .min = 0, .max = 10'000'000}),
                 .remote_provinces = freight.list(
                     "remote_provinces", {"15", "54", "63", "65", "71", "81", "82"},
                     {.help = "provinces with the surcharge, by the first two digits of their codes"})}),
            .currency = currencies.main(),
            .countries = section.list("countries", {"CN"}, {.help = "delivered to, ISO 3166-1 alpha-2"}),
            .payment_window = section.live_duration(
                "payment_window", 15min,
                {.help = "how long an order waits for its payment", .min = 1ms, .max = 24h}),
            .reservation_grace = section.live_duration(
                "reservation_grace", 10min,
                {.help = "how much longer than that its stock stays reserved", .min = 0ms, .max = 24h})};
}

class CheckoutModule final : public service::Module {
public:
    CheckoutModule(service::Environment& environment, CheckoutRules rules)
        : rules_(std::move(rules)),
          carts_(environment.client<cart::v1::CartServiceClient>()),
          inventory_(environment.client<product::v1::InventoryServiceClient>()),
          shops_(environment.client<user::v1::ShopServiceClient>()),
          addresses_(environment.client<user::v1::UserAddressServiceClient>()),
          regions_(environment.client<user::v1::RegionServiceClient>()),
          orders_(environment.client<order::v1::OrderServiceClient>()),
          payments_(environment.client<payment::v1::PaymentServiceClient>()),
          baskets_({.carts = carts_, .inventory = inventory_, .shops = shops_, .addresses = addresses_},
                   rules_),
          place_order_({.baskets = baskets_,
                        .inventory = inventory_,
                        .orders = orders_,
                        .payments = payments_,
                        .carts = carts_,
                        .clock = environment.clock},
                       rules_),
          service_(baskets_, inventory_, regions_, place_order_, rules_),
          endpoint_(service_) {}

    std::vector<rpc::Endpoint*> endpoints() override { return {&endpoint_}; }

private:
    const CheckoutRules rules_;
    cart::v1::CartServiceClient carts_;
    product::v1::InventoryServiceClient inventory_;
    user::v1::ShopServiceClient shops_;
    user::v1::UserAddressServiceClient addresses_;
    user::v1::RegionServiceClient regions_;
    order::v1::OrderServiceClient orders_;
    payment::v1::PaymentServiceClient payments_;
    BasketLoader baskets_;
    PlaceOrder place_order_;
    CheckoutService service_;
    v1::CheckoutServiceEndpoint endpoint_;
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<CheckoutModule>(environment, read(environment.config, environment.currencies));
}

}  // namespace

const service::Definition kDefinition{
    .name = "checkout", .needs = {Need::database}, .apis = {v1::CheckoutService::methods}, .make = make};

}  // namespace ecommerce::checkout
