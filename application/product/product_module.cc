// SPDX-License-Identifier: Apache-2.0
#include "application/product/product_module.h"

#include <array>

#include "application/product/app/inventory_service.h"
#include "application/product/app/picture_service.h"
#include "application/product/app/product_admin_service.h"
#include "application/product/app/product_service.h"
#include "application/product/app/shop_product_service.h"
#include "application/product/app/stock_events.h"
#include "application/product/storage/stock_checks.h"
#include "framework/config/configuration.h"
#include "framework/rpc/channels.h"
#include "framework/service/jobs.h"

#include "user/v1/events.pb.h"

namespace ecommerce::product {

std::span<const postgres::Migration> migrations();

namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 2> kCalls{"category", "order"};
constexpr std::array<std::string_view, 3> kSubscribes{
    "ecommerce.order.v1.OrderPaid", "ecommerce.order.v1.OrderCancelled", "ecommerce.user.v1.UserDeleted"};

struct Settings {
    std::string pictures_folder;
    std::chrono::milliseconds sweep_pause;

    explicit Settings(config::Section& section)
        : pictures_folder(
              section.string("pictures_folder", "data/pictures", {.help = "where pictures are kept"})),
          sweep_pause(section.duration(
              "sweep_pause", 30s, {.help = "how often expired reservations are looked for", .min = 10ms})) {}
};

class ProductModule final : public service::Module {
public:
    ProductModule(service::Environment& environment, const Settings& settings)
        : categories_client_(environment.channels.to("category")),
          orders_(environment.channels.to("order")),
          files_(settings.pictures_folder, environment.blocking),
          products_(environment.loops, environment.database),
          stock_(environment.database),
          checks_(environment.database),
          categories_(environment.loops, categories_client_),
          writer_(products_, stock_, categories_, environment.events, environment.clock),
          reserve_(stock_, environment.clock),
          settle_(stock_, environment.clock),
          sweeper_(stock_, settle_, orders_, environment.clock, {}),
          product_service_(products_, categories_),
          shop_service_(products_, writer_),
          admin_service_(products_, writer_),
          inventory_service_(stock_, reserve_, settle_, environment.clock),
          picture_service_(files_) {
        environment.jobs.every("give-back-expired", settings.sweep_pause,
                               [this](CallContext& context) { return give_back_expired(context); },
                               {.at_start = true});
    }

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&product_endpoint_, &shop_endpoint_, &admin_endpoint_, &inventory_endpoint_,
                &picture_endpoint_};
    }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_stock_events(subscriptions, settle_);
        subscriptions.on<user::v1::UserDeleted>(
            [this](CallContext& context, postgres::Transaction& tx, const user::v1::UserDeleted& event) {
                return writer_.close_shop(tx, context, event.shop_id());
            });
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        return checks_.run(context, response);
    }
    Task<Result<void>> list_checkout_facts(CallContext& context, std::string_view after, int limit,
                                           diagnostics::v1::ListCheckoutFactsResponse& response) override {
        return checks_.list_facts(context, after, limit, response);
    }

private:
    // What one look leaves is found by the next, which goes on behind it.
    Task<Result<void>> give_back_expired(CallContext& context) {
        co_await ok(sweeper_.sweep(context));
        co_return {};
    }

    category::v1::CategoryServiceClient categories_client_;
    order::v1::OrderServiceClient orders_;
    storage::LocalFiles files_;
    ProductStore products_;
    StockStore stock_;
    StockChecks checks_;
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
    v1::ProductServiceEndpoint product_endpoint_{product_service_};
    v1::ShopProductServiceEndpoint shop_endpoint_{shop_service_};
    v1::ProductAdminServiceEndpoint admin_endpoint_{admin_service_};
    v1::InventoryServiceEndpoint inventory_endpoint_{inventory_service_};
    v1::PictureServiceEndpoint picture_endpoint_{picture_service_};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    const Settings settings(environment.config);
    return std::make_unique<ProductModule>(environment, settings);
}

}  // namespace

const service::Definition kDefinition{
    .name = "product", .calls = kCalls, .subscribes = kSubscribes, .migrations = migrations, .make = make};

}  // namespace ecommerce::product
