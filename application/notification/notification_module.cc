// SPDX-License-Identifier: Apache-2.0
#include "application/notification/notification_module.h"

#include "application/notification/notification_migrations.h"
#include "application/notification/notification_parts.h"
#include "framework/config/configuration.h"
#include "framework/service/jobs.h"

namespace ecommerce::notification {

namespace {

using namespace std::chrono_literals;
using service::Need;

constexpr int kDeletedAtOnce = 10'000;

struct Settings {
    std::chrono::milliseconds keep;
};

Settings read(config::Section& section) {
    return {.keep =
                section.duration("keep", 180 * 24h,
                                 {.help = "how long notifications are kept", .min = 24h, .max = 3650 * 24h})};
}

class NotificationModule final : public service::Module {
public:
    NotificationModule(service::Environment& environment, const Settings& settings)
        : clock_(environment.clock), settings_(settings), parts_(environment.database, environment.clock) {
        environment.jobs.every("delete-old-notifications", 1h,
                               [this](CallContext& context) { return delete_old(context); },
                               {.one_replica = true});
    }

    std::vector<rpc::Endpoint*> endpoints() override { return {&endpoint_}; }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_news(subscriptions, parts_.tell);
        subscribe_closings(subscriptions, parts_.boxes, clock_);
    }

private:
    Task<Result<service::Left>> delete_old(CallContext& context) const {
        const auto now = clock_.now();
        co_await ok(parts_.boxes.empty_closed(context, now - 24h));
        const auto deleted =
            co_await ok(parts_.boxes.delete_older(context, now - settings_.keep, kDeletedAtOnce));
        co_return service::left_after(deleted, kDeletedAtOnce);
    }

    const runtime::Clock& clock_;
    const Settings settings_;
    NotificationParts parts_;
    v1::NotificationServiceEndpoint endpoint_{parts_.service};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<NotificationModule>(environment, read(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "notification",
    .needs = {Need::database, Need::events},
    .apis = {v1::NotificationService::methods},
    .subscribes = {"ecommerce.order.v1.OrderCancelled", "ecommerce.order.v1.OrderCompleted",
                   "ecommerce.order.v1.OrderPaid", "ecommerce.order.v1.OrderRefunding",
                   "ecommerce.order.v1.OrderShipped", "ecommerce.payment.v1.PaymentDeclined",
                   "ecommerce.payment.v1.PaymentRefunded", "ecommerce.product.v1.ProductPublished",
                   "ecommerce.product.v1.ProductTakenOffShelf", "ecommerce.user.v1.PasswordChanged",
                   "ecommerce.user.v1.ShopApproved", "ecommerce.user.v1.ShopClosed",
                   "ecommerce.user.v1.ShopReopened", "ecommerce.user.v1.UserDeleted"},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::notification
