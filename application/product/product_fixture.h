// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: the service's parts on a real database, with fake neighbours.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "application/product/app/inventory_service.h"
#include "application/product/app/product_admin_service.h"
#include "application/product/app/product_service.h"
#include "application/product/app/shop_events.h"
#include "application/product/app/shop_product_service.h"
#include "application/product/app/stock_events.h"
#include "application/product/product_migrations.h"
#include "application/product/storage/stock_checks.h"
#include "framework/call/reasons.h"
#include "framework/money/currencies.h"
#include "framework/money/money_message.h"
#include "framework/postgres/migrations.h"
#include "framework/rpc/messages.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"

#include "diagnostics/v1/diagnostics_service.pb.h"
#include "order/v1/events.pb.h"
#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

class ProductFixture : public testing::PostgresFixture {
protected:
    static constexpr std::int64_t kShop = 11;
    static constexpr std::int64_t kLeaf = 2;

    std::string template_name() const override { return "product"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        answer_for_neighbours();
        parts_ = std::make_unique<Parts>(loops(), database(), events, clock, category_channel, order_channel);
        subscribe_stock_events(subscriptions, parts_->settle);
        subscribe_shop_events(subscriptions, parts_->closings, parts_->writer);
    }
    // What every test that moves goods ends with.
    void TearDown() override {
        EXPECT_EQ(violations(), "");
        parts_.reset();
        testing::PostgresFixture::TearDown();
    }

    CallContext as_seller(std::int64_t shop_id = kShop) const {
        auto context = testing::context_with();
        context.principal = {
            .user_id = 900 + shop_id, .shop_id = shop_id, .roles = RoleSet().with(Role::seller)};
        return context;
    }

    static v1::CreateProductRequest new_product(const std::string& name, std::int64_t price = 1000,
                                                std::int64_t stock = 10) {
        v1::CreateProductRequest request;
        request.set_name(name);
        request.set_category_id(kLeaf);
        request.set_brand("Acme");
        request.set_description("A thing.");
        request.add_pictures()->set_url("/pictures/1.webp");
        auto& sku = *request.add_skus();
        *sku.mutable_price() = to_message(Money(price, "CNY"));
        sku.set_initial_stock(stock);
        return request;
    }
    v1::Product create(const v1::CreateProductRequest& request, std::int64_t shop_id = kShop) {
        auto seller = as_seller(shop_id);
        auto created = run(shop().CreateProduct(seller, request));
        EXPECT_TRUE(created) << (created ? "" : created.error().message());
        return created ? created->product() : v1::Product();
    }
    Result<void> submit(std::int64_t id, std::int64_t shop_id = kShop) {
        auto seller = as_seller(shop_id);
        v1::SubmitProductRequest request;
        request.set_id(id);
        auto done = run(shop().SubmitProduct(seller, request));
        if (!done) return fail(std::move(done.error()));
        return {};
    }
    Result<void> audit(std::int64_t id, bool approve = true, const std::string& reason = "") {
        v1::AuditProductRequest request;
        request.set_id(id);
        request.set_approve(approve);
        request.set_reason(reason);
        auto done = run(admin().AuditProduct(context, request));
        if (!done) return fail(std::move(done.error()));
        return {};
    }
    v1::Product on_sale(const v1::CreateProductRequest& request) {
        auto product = create(request);
        EXPECT_TRUE(submit(product.id()));
        EXPECT_TRUE(audit(product.id()));
        return product;
    }
    Result<void> close_shop(std::int64_t shop_id = kShop) {
        auto body = [this, shop_id](postgres::Transaction& tx) {
            return parts_->writer.close_shop(tx, context, shop_id);
        };
        return run(database().transaction(context, std::move(body)));
    }
    std::int64_t sku_with(std::int64_t stock) { return create(new_product("Mug", 1000, stock)).skus(0).id(); }

    Task<Result<v1::ReserveStockResponse>> reserve(CallContext& call, std::string id,
                                                   std::vector<StockLine> lines,
                                                   std::chrono::minutes life = std::chrono::minutes(25)) {
        v1::ReserveStockRequest request;
        request.set_reservation_id(id);
        for (const auto& line : lines) {
            auto& out = *request.add_lines();
            out.set_sku_id(line.sku_id);
            out.set_quantity(std::uint32_t(line.quantity));
        }
        rpc::set_time(*request.mutable_expires_at(), clock.now() + life);
        co_return co_await inventory().ReserveStock(call, request);
    }
    std::string reason_of_reserve(const std::string& id, std::vector<StockLine> lines) {
        auto reserved = run(reserve(context, id, std::move(lines)));
        return reserved ? "" : reserved.error().reason();
    }
    Result<void> release(const std::string& id) { return run(parts_->settle.release(context, id)); }
    Result<void> sell(const std::string& id) { return run(parts_->settle.sell(context, id)); }
    Result<void> take(const google::protobuf::Message& event) {
        return run(testing::deliver(subscriptions, database(), context, event));
    }

    // "on hand, available, reserved"
    std::string stock_of(std::int64_t sku_id) {
        return temporary().value(
            "SELECT on_hand || ', ' || available || ', ' || reserved FROM sku_stock WHERE sku_id = " +
            std::to_string(sku_id));
    }
    // The names of broken invariants, one a line.
    std::string violations() {
        diagnostics::v1::CheckInvariantsResponse response;
        auto checked = run(parts_->checks.run(context, response));
        std::string names = checked ? "" : checked.error().message();
        for (const auto& violation : response.violations()) names += violation.invariant() + "\n";
        return names;
    }

    InventoryService& inventory() { return parts_->inventory; }
    ShopProductService& shop() { return parts_->shop; }
    ProductAdminService& admin() { return parts_->admin; }
    ProductService& catalogue() { return parts_->catalogue; }
    ReservationSweeper& sweeper() { return parts_->sweeper; }
    const StockChecks& checks() { return parts_->checks; }

    testing::FakeClock clock;
    testing::RecordedEvents events;
    testing::FakeChannel category_channel;
    testing::FakeChannel order_channel;
    std::vector<order::v1::OrderStatus> statuses;  // of the orders of any checkout
    std::set<std::string> awaited;  // checkouts with one more order, which waits for its payment
    int asked = 0;                  // how often a checkout's orders were asked for
    events::Subscriptions subscriptions;

private:
    struct Parts {
        Parts(runtime::Loops& loops, postgres::Database& database, events::Publisher& events,
              const runtime::Clock& clock, rpc::Channel& category_channel, rpc::Channel& order_channel)
            : categories_client(category_channel),
              orders(order_channel),
              products(loops, database),
              stock(database),
              checks(database),
              categories(loops, categories_client),
              writer(database, products, stock, categories, currencies, events, clock),
              reserve(database, stock, closings, clock),
              settle(database, stock, clock),
              sweeper(stock, settle, orders, clock, {.page = 3, .most = 9}),
              catalogue(products, categories),
              shop(products, writer),
              admin(products, writer),
              inventory(database, stock, reserve, settle, currencies, clock) {}
        Currencies currencies{{"CNY"}};
        category::v1::CategoryServiceClient categories_client;
        order::v1::OrderServiceClient orders;
        ProductStore products;
        StockStore stock;
        ShopClosings closings;
        StockChecks checks;
        CategoryLookup categories;
        ProductWriter writer;
        product::ReserveStock reserve;
        SettleStock settle;
        ReservationSweeper sweeper;
        ProductService catalogue;
        ShopProductService shop;
        ProductAdminService admin;
        InventoryService inventory;
    };

    // Category 1 has the leaves 2 and 3.
    void answer_for_neighbours() {
        using Subtree = category::v1::GetCategorySubtreeResponse;
        category_channel.on<category::v1::GetCategorySubtreeRequest, Subtree>(
            "GetCategorySubtree",
            [](const category::v1::GetCategorySubtreeRequest& request) -> Result<Subtree> {
                if (request.id() > 3) return fail(reason::not_found("There is no such category."));
                Subtree response;
                response.mutable_category()->set_id(request.id());
                if (request.id() == 1) {
                    response.mutable_category()->add_children()->set_id(2);
                    response.mutable_category()->add_children()->set_id(3);
                }
                return response;
            });
        using Orders = order::v1::GetOrdersOfCheckoutResponse;
        order_channel.on<order::v1::GetOrdersOfCheckoutRequest, Orders>(
            "GetOrdersOfCheckout",
            [this](const order::v1::GetOrdersOfCheckoutRequest& request) -> Result<Orders> {
                Orders response;
                ++asked;
                if (awaited.contains(request.checkout_id())) {
                    response.add_orders()->set_status(order::v1::ORDER_STATUS_PENDING_PAYMENT);
                }
                for (const auto status : statuses) response.add_orders()->set_status(status);
                return response;
            });
    }

    std::unique_ptr<Parts> parts_;
};

}  // namespace ecommerce::product
