// SPDX-License-Identifier: Apache-2.0
#include "application/product/product_module.h"

#include "application/product/app/checkout_facts.h"
#include "application/product/app/inventory_service.h"
#include "application/product/app/picture_service.h"
#include "application/product/app/picture_sweeper.h"
#include "application/product/app/product_admin_service.h"
#include "application/product/app/product_service.h"
#include "application/product/app/shop_events.h"
#include "application/product/app/shop_product_service.h"
#include "application/product/app/stock_events.h"
#include "application/product/product_migrations.h"
#include "application/product/storage/product_checks.h"
#include "application/product/storage/stock_checks.h"
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
    std::int64_t pictures_a_day;

    explicit Settings(config::Section& section)
        : pictures_folder(
              section.string("pictures_folder", "data/pictures", {.help = "where pictures are kept"})),
          sweep_pause(section.duration(
              "sweep_pause", 30s, {.help = "how often expired reservations are looked for", .min = 10ms})),
          pictures_a_day(section.integer("pictures_a_day", std::int64_t(500),
                                         {.help = "new pictures of each shop and day (UTC)", .min = 1})) {}
};

class ProductModule final : public service::Module {
public:
    ProductModule(service::Environment& environment, const Settings& settings)
        : categories_client_(environment.client<category::v1::CategoryServiceClient>()),
          orders_(environment.client<order::v1::OrderServiceClient>()),
          files_(settings.pictures_folder, environment.blocking),
          products_(environment.database),
          lists_(environment.loops, environment.database, {}),
          stock_(environment.database),
          checks_(environment.database),
          product_checks_(environment.database),
          pictures_(environment.database),
          own_pictures_(pictures_, files_, environment.clock),
          categories_(environment.loops, categories_client_),
          writer_(environment.database, products_, stock_, categories_, own_pictures_, environment.currencies,
                  environment.events, environment.clock),
          reserve_(environment.database, stock_, environment.clock),
          settle_(environment.database, stock_, environment.clock),
          sweeper_(stock_, settle_, orders_, environment.clock, {}),
          product_service_(products_, lists_, categories_),
          shop_service_(lists_, writer_),
          admin_service_(products_, lists_, writer_),
          inventory_service_(environment.database, stock_, reserve_, settle_, environment.currencies,
                             environment.clock),
          picture_service_(files_, pictures_, own_pictures_, environment.clock, settings.pictures_a_day),
          picture_sweeper_(environment.database, pictures_, files_, environment.clock) {
        environment.jobs.every("give-back-expired", settings.sweep_pause,
                               [this](CallContext& context) { return give_back_expired(context); },
                               {.at_start = true});
        environment.jobs.every("sweep-pictures", 1h,
                               [this](CallContext& context) { return sweep_pictures(context); });
    }

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&product_endpoint_,   &shop_endpoint_,    &admin_endpoint_,
                &inventory_endpoint_, &picture_endpoint_, &checkout_facts_endpoint_};
    }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_stock_events(subscriptions, settle_);
        subscribe_shop_events(subscriptions, closings_, writer_, stock_);
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        co_await ok(product_checks_.run(context, response));
        co_return co_await checks_.run(context, response);
    }

private:
    // What one look leaves is found by the next, which goes on behind it.
    Task<Result<void>> give_back_expired(CallContext& context) {
        co_await ok(sweeper_.sweep(context));
        co_return {};
    }

    Task<Result<service::Left>> sweep_pictures(CallContext& context) {
        const auto found = co_await ok(picture_sweeper_.sweep(context, kPicturesASweep));
        co_return service::left_after(found, kPicturesASweep);
    }

    category::v1::CategoryServiceClient categories_client_;
    order::v1::OrderServiceClient orders_;
    files::LocalFiles files_;
    ProductStore products_;
    ProductLists lists_;
    StockStore stock_;
    ShopClosings closings_;
    StockChecks checks_;
    ProductChecks product_checks_;
    PictureStore pictures_;
    OwnPictures own_pictures_;
    CategoryLookup categories_;
    ProductWriter writer_;
    ReserveStock reserve_;
    SettleStock settle_;
    ReservationSweeper sweeper_;
    ProductService product_service_;
    ShopProductService shop_service_;
    ProductAdminService admin_service_;
    InventoryService inventory_service_;
    PictureService picture_service_;
    PictureSweeper picture_sweeper_;
    v1::ProductServiceEndpoint product_endpoint_{product_service_};
    v1::ShopProductServiceEndpoint shop_endpoint_{shop_service_};
    v1::ProductAdminServiceEndpoint admin_endpoint_{admin_service_};
    v1::InventoryServiceEndpoint inventory_endpoint_{inventory_service_};
    v1::PictureServiceEndpoint picture_endpoint_{picture_service_};
    CheckoutFacts checkout_facts_{checks_};
    diagnostics::v1::CheckoutFactsServiceEndpoint checkout_facts_endpoint_{checkout_facts_};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    const Settings settings(environment.config);
    return std::make_unique<ProductModule>(environment, settings);
}

}  // namespace

const service::Definition kDefinition{
    .name = "product",
    .needs = {Need::database, Need::events, Need::files},
    .apis = {v1::ProductService::methods, v1::ShopProductService::methods, v1::ProductAdminService::methods,
             v1::InventoryService::methods, v1::PictureService::methods,
             diagnostics::v1::CheckoutFactsService::methods},
    .subscribes = {"ecommerce.order.v1.OrderPaid", "ecommerce.order.v1.OrderCancelled",
                   "ecommerce.order.v1.OrderRefunding", "ecommerce.user.v1.UserDeleted",
                   "ecommerce.user.v1.ShopClosed", "ecommerce.user.v1.ShopReopened"},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::product
