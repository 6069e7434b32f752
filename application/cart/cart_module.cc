// SPDX-License-Identifier: Apache-2.0
#include "application/cart/cart_module.h"

#include <algorithm>

#include "application/cart/app/cart_gauge.h"
#include "application/cart/app/owner.h"
#include "application/cart/cart_migrations.h"
#include "application/cart/cart_parts.h"
#include "framework/auth/digest.h"
#include "framework/config/configuration.h"
#include "framework/events/subscriptions.h"
#include "framework/service/jobs.h"

#include "auth/v1/events.pb.h"
#include "diagnostics/v1/diagnostics_service.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::cart {

namespace {

using namespace std::chrono_literals;
using service::Need;

constexpr int kGuestsAtOnce = 500;
constexpr int kCheckoutsAtOnce = 100;

struct Settings {
    std::chrono::milliseconds guest_life;
    std::int64_t guests_max;
};

Settings read(config::Section& section) {
    return {.guest_life = section.duration(
                "guest_life", 30 * 24h,
                {.help = "how long an untouched guest's cart is kept", .min = 1h, .max = 365 * 24h}),
            .guests_max = section.integer<std::int64_t>(
                "guests_max", 500'000,
                {.help = "guests' carts that are kept; the longest untouched go first", .min = 1'000})};
}

class CartModule final : public service::Module {
public:
    CartModule(service::Environment& environment, const Settings& settings)
        : environment_(environment),
          settings_(settings),
          inventory_(environment.client<product::v1::InventoryServiceClient>()),
          shops_(environment.client<user::v1::ShopServiceClient>()),
          orders_(environment.client<order::v1::OrderServiceClient>()),
          parts_(environment.database, inventory_, shops_, orders_, environment.clock),
          gauge_(parts_.carts, environment.metrics) {
        environment.jobs.every("drop-old-guests", 1h,
                               [this](CallContext& context) { return drop_old_guests(context); },
                               {.one_replica = true});
        environment.jobs.every("settle-lost-checkouts", 1min,
                               [this](CallContext& context) -> Task<Result<service::Left>> {
                                   const auto settled =
                                       co_await ok(parts_.taken.settle_lost(context, kCheckoutsAtOnce));
                                   co_return service::left_after(settled, kCheckoutsAtOnce);
                               },
                               {.timeout = 20s, .one_replica = true});
        environment.jobs.every("count-cart-items", 1min,
                               [this](CallContext& context) { return gauge_.look(context); },
                               {.timeout = 20s, .at_start = true});
    }

    std::vector<rpc::Endpoint*> endpoints() override { return {&endpoint_}; }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscriptions.on<auth::v1::SignedIn>([this](CallContext&, postgres::Transaction& tx,
                                                    const auth::v1::SignedIn& event) -> Task<Result<void>> {
            // Earlier versions told the token.
            const auto guest =
                event.guest_id().empty() ? auth::guest_id(event.guest_token()) : event.guest_id();
            if (guest.empty()) co_return {};
            co_return co_await parts_.merge.quietly(tx, guest_owner(guest), event.user_id());
        });
        subscriptions.on<user::v1::UserDeleted>(
            [this](CallContext&, postgres::Transaction& tx,
                   const user::v1::UserDeleted& event) -> Task<Result<void>> {
                const auto owner = account_owner(event.user_id());
                auto id = co_await ok(parts_.carts.lock_existing(tx, owner));
                if (id) parts_.carts.drop(tx, *id);
                parts_.taken_store.forget_all(tx, owner);
                co_return {};
            });
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        auto orphans = co_await ok(parts_.carts.count_orphans(context));
        if (orphans > 0) {
            auto& violation = *response.add_violations();
            violation.set_invariant("every line has a cart");
            violation.set_detail(std::to_string(orphans) + " lines");
        }
        const auto long_ago = environment_.clock.now() - 1h;
        const auto stuck = co_await ok(parts_.taken_store.unsettled(context, long_ago, 1));
        for (const auto& checkout : stuck) {
            auto& violation = *response.add_violations();
            violation.set_invariant("what a checkout took is bought or back in the cart within an hour");
            violation.set_detail("checkout " + checkout.checkout_id);
        }
        co_return {};
    }

private:
    // Those that nobody touched for long, then the oldest of those that are too many.
    Task<Result<service::Left>> drop_old_guests(CallContext& context) const {
        const auto now = environment_.clock.now();
        const auto old =
            co_await ok(parts_.carts.drop_old_guests(context, now - settings_.guest_life, kGuestsAtOnce));
        if (old == kGuestsAtOnce) co_return service::Left::maybe_more;
        const auto excess = co_await ok(parts_.carts.count_guests(context)) - settings_.guests_max;
        if (excess <= 0) co_return service::Left::nothing;
        const auto batch = std::min<std::int64_t>(excess, kGuestsAtOnce);
        co_await ok(parts_.carts.drop_old_guests(context, now, int(batch)));
        co_return excess > batch ? service::Left::maybe_more : service::Left::nothing;
    }

    service::Environment& environment_;
    const Settings settings_;
    product::v1::InventoryServiceClient inventory_;
    user::v1::ShopServiceClient shops_;
    order::v1::OrderServiceClient orders_;
    CartParts parts_;
    CartGauge gauge_;
    v1::CartServiceEndpoint endpoint_{parts_.service};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<CartModule>(environment, read(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "cart",
    .needs = {Need::database, Need::events},
    .apis = {v1::CartService::methods},
    .subscribes = {"ecommerce.auth.v1.SignedIn", "ecommerce.user.v1.UserDeleted"},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::cart
