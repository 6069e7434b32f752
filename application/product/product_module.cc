// SPDX-License-Identifier: Apache-2.0
#include "application/product/product_module.h"

#include "application/product/product_migrations.h"
#include "application/product/product_parts.h"
#include "framework/config/configuration.h"
#include "framework/files/local_files.h"
#include "framework/service/jobs.h"

namespace ecommerce::product {

namespace {

using namespace std::chrono_literals;
using service::Need;

constexpr int kPicturesASweep = 100;

struct Settings {
    std::string pictures_folder;
    std::chrono::milliseconds sweep_pause;
    PictureQuota quota;
    std::size_t pictures_at_once;
    std::int64_t freight_templates;
};

Settings read(config::Section& section) {
    return {
        .pictures_folder =
            section.string("pictures_folder", "data/pictures", {.help = "where pictures are kept"}),
        .sweep_pause = section.duration(
            "sweep_pause", 30s, {.help = "how often expired reservations are looked for", .min = 10ms}),
        .quota = {.of_shops = section.integer("pictures_a_day", std::int64_t(500),
                                              {.help = "new pictures of each shop and day (UTC)", .min = 1}),
                  .of_accounts =
                      section.integer("buyer_pictures_a_day", std::int64_t(60),
                                      {.help = "new pictures of each buyer and day (UTC)", .min = 1})},
        .pictures_at_once = section.integer<std::size_t>(
            "pictures_at_once", 2,
            {.help = "uploads that are encoded at the same time, with up to 300 MiB each", .min = 1}),
        .freight_templates =
            section.integer("freight_templates", std::int64_t(50),
                            {.help = "freight templates of each shop", .min = 1, .max = 200})};
}

class ProductModule final : public service::Module {
public:
    ProductModule(service::Environment& environment, const Settings& settings)
        : categories_(environment.client<category::v1::CategoryServiceClient>()),
          orders_(environment.client<order::v1::OrderServiceClient>()),
          regions_(environment.client<user::v1::RegionServiceClient>()),
          files_(settings.pictures_folder, environment.blocking),
          encoder_(settings.pictures_at_once),
          parts_(environment.loops, environment.database, files_, encoder_, categories_, orders_, regions_,
                 environment.currencies, environment.events, environment.clock, {}, settings.quota,
                 settings.freight_templates) {
        environment.jobs.every("give-back-expired", settings.sweep_pause,
                               [this](CallContext& context) { return give_back_expired(context); },
                               {.at_start = true});
        environment.jobs.every("sweep-pictures", 1h,
                               [this](CallContext& context) { return sweep_pictures(context); });
    }

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&catalogue_,     &index_,     &shop_,     &admin_,         &shop_freight_,
                &freight_admin_, &inventory_, &pictures_, &checkout_facts_};
    }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_stock_events(subscriptions, parts_.settle);
        subscribe_shop_events(subscriptions, parts_.closings, parts_.writer, parts_.stock);
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        co_await ok(parts_.product_checks.run(context, response));
        co_return co_await parts_.checks.run(context, response);
    }

private:
    // What one look leaves is found by the next, which goes on behind it.
    Task<Result<void>> give_back_expired(CallContext& context) {
        co_await ok(parts_.sweeper.sweep(context));
        co_return {};
    }

    Task<Result<service::Left>> sweep_pictures(CallContext& context) {
        const auto found = co_await ok(parts_.picture_sweeper.sweep(context, kPicturesASweep));
        co_return service::left_after(found, kPicturesASweep);
    }

    category::v1::CategoryServiceClient categories_;
    order::v1::OrderServiceClient orders_;
    user::v1::RegionServiceClient regions_;
    files::LocalFiles files_;
    pictures::PictureEncoder encoder_;
    ProductParts parts_;
    v1::ProductServiceEndpoint catalogue_{parts_.catalogue};
    v1::ProductIndexServiceEndpoint index_{parts_.index};
    v1::ShopProductServiceEndpoint shop_{parts_.shop};
    v1::ProductAdminServiceEndpoint admin_{parts_.admin};
    v1::ShopFreightServiceEndpoint shop_freight_{parts_.shop_freight};
    v1::FreightAdminServiceEndpoint freight_admin_{parts_.freight_admin};
    v1::InventoryServiceEndpoint inventory_{parts_.inventory};
    v1::PictureServiceEndpoint pictures_{parts_.pictures};
    diagnostics::v1::CheckoutFactsServiceEndpoint checkout_facts_{parts_.checkout_facts};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<ProductModule>(environment, read(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "product",
    .needs = {Need::database, Need::events, Need::files},
    .apis = {v1::ProductService::methods, v1::ProductIndexService::methods, v1::ShopProductService::methods,
             v1::ProductAdminService::methods, v1::ShopFreightService::methods,
             v1::FreightAdminService::methods, v1::InventoryService::methods, v1::PictureService::methods,
             diagnostics::v1::CheckoutFactsService::methods},
    .subscribes = {"ecommerce.order.v1.OrderPaid", "ecommerce.order.v1.OrderCancelled",
                   "ecommerce.order.v1.OrderRefunding", "ecommerce.user.v1.UserDeleted",
                   "ecommerce.user.v1.ShopClosed", "ecommerce.user.v1.ShopReopened"},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::product
