// SPDX-License-Identifier: Apache-2.0
#include "demo/stage.h"

#include "framework/call/proof.h"
#include "framework/service/running_service.h"

namespace ecommerce::demo_data {

using namespace std::chrono_literals;

Stage::Stage(service::Host& given_host, MovingClock& given_clock, const Data& given_data,
             const std::string& pictures_folder)
    : host(given_host),
      clock(given_clock),
      data(given_data),
      channels(host.channels("")),
      own_channels(host.channels("setup")),
      pictures(pictures_folder, host.blocking()),
      users(channels->client<user::v1::UserServiceClient>()),
      user_admin(channels->client<user::v1::UserAdminServiceClient>()),
      founding(own_channels->client<user::v1::UserAdminServiceClient>()),
      addresses(channels->client<user::v1::UserAddressServiceClient>()),
      shops(channels->client<user::v1::ShopServiceClient>()),
      categories(channels->client<category::v1::CategoryServiceClient>()),
      shop_products(channels->client<product::v1::ShopProductServiceClient>()),
      shop_freight(channels->client<product::v1::ShopFreightServiceClient>()),
      product_admin(channels->client<product::v1::ProductAdminServiceClient>()),
      products(channels->client<product::v1::ProductServiceClient>()),
      checkout(channels->client<checkout::v1::CheckoutServiceClient>()),
      orders(channels->client<order::v1::OrderServiceClient>()),
      shop_orders(channels->client<order::v1::ShopOrderServiceClient>()),
      payments(channels->client<payment::v1::PaymentServiceClient>()),
      cashier(channels->client<payment::v1::SandboxCashierServiceClient>()),
      reviews(channels->client<review::v1::ReviewServiceClient>()),
      shop_reviews(channels->client<review::v1::ShopReviewServiceClient>()),
      questions(channels->client<review::v1::QuestionServiceClient>()),
      review_admin(channels->client<review::v1::ReviewAdminServiceClient>()),
      search_admin(channels->client<search::v1::SearchAdminServiceClient>()) {}

CallContext Stage::as(const Person& person, std::string key) {
    CallContext context;
    context.deadline = deadline_in(60s);
    context.principal.user_id = person.user_id;
    context.principal.shop_id = person.shop_id;
    context.principal.roles = person.roles.with(kProven);
    context.idempotency_key = std::move(key);
    return context;
}

Task<Result<void>> Stage::keep(Picture picture) {
    CallContext context;
    const auto size = picture.svg.size();
    TextSource bytes(std::move(picture.svg));
    co_return co_await pictures.put(context, std::move(picture.name), size, bytes);
}

Timestamp Stage::days_ago(double days) const {
    return end - std::chrono::duration_cast<std::chrono::microseconds>(
                     std::chrono::duration<double, std::ratio<86400>>(days));
}

void Stage::move_to(Timestamp time) {
    clock.set(time);
    settle();
    clock.set(time);
}

// Events may cause events, so nothing may be left in two looks.
void Stage::settle() {
    const auto deadline = deadline_in(60s);
    auto patience = deadline_in(2s);
    auto count = [](Stage& stage, std::int64_t& pending) -> Task<void> {
        for (const auto& service : stage.host.services()) {
            if (!service->events()) continue;
            auto context = CallContext::background(service->name(), deadline_in(10s));
            pending += must(co_await service->events()->counts(context), "counting events").pending;
        }
    };
    auto rest = []() -> Task<void> { co_await runtime::sleep(2ms); };
    for (int quiet = 0; quiet < 2;) {
        for (const auto& service : host.services()) {
            if (service->events()) service->events()->wake();
        }
        std::int64_t pending = 0;
        host.loops().run_blocking(0, count(*this, pending));
        quiet = pending == 0 ? quiet + 1 : 0;
        if (pending == 0) continue;
        if (std::chrono::steady_clock::now() > deadline) {
            throw std::runtime_error("The demo data could not be made: events are not delivered.");
        }
        // An event that a killed run had claimed is free only when a lease of the clock's time has ended.
        if (std::chrono::steady_clock::now() > patience) {
            clock.set(clock.now() + 1min);
            patience = deadline_in(2s);
        }
        host.loops().run_blocking(0, rest());
    }
}

}  // namespace ecommerce::demo_data
