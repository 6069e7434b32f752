// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/stage.h"

#include "framework/service/running_service.h"

namespace ecommerce::demo_data {

using namespace std::chrono_literals;

Stage::Stage(service::Host& given_host, MovingClock& given_clock, const std::string& pictures_folder)
    : host(given_host),
      clock(given_clock),
      channels(host.channels("")),
      pictures(pictures_folder, host.blocking()),
      users(channels->to("user")),
      user_admin(channels->to("user")),
      addresses(channels->to("user")),
      shops(channels->to("user")),
      categories(channels->to("category")),
      shop_products(channels->to("product")),
      product_admin(channels->to("product")),
      products(channels->to("product")),
      checkout(channels->to("checkout")),
      orders(channels->to("order")),
      shop_orders(channels->to("order")),
      payments(channels->to("payment")),
      cashier(channels->to("payment")) {}

CallContext Stage::as(const Person& person, std::string key) {
    CallContext context;
    context.deadline = deadline_in(60s);
    context.principal.user_id = person.user_id;
    context.principal.shop_id = person.shop_id;
    context.principal.roles = person.roles;
    context.idempotency_key = std::move(key);
    return context;
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
            auto context = CallContext::background(service->name(), deadline_in(10s));
            pending += must(co_await service->events().counts(context), "counting events").pending;
        }
    };
    auto rest = []() -> Task<void> { co_await runtime::sleep(2ms); };
    for (int quiet = 0; quiet < 2;) {
        for (const auto& service : host.services()) service->events().wake();
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
