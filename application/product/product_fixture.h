// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: the service's parts on a real database, with fake neighbours.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "application/product/product_migrations.h"
#include "application/product/product_parts.h"
#include "framework/call/reasons.h"
#include "framework/files/local_files.h"
#include "framework/money/currencies.h"
#include "framework/money/money_message.h"
#include "framework/postgres/migrations.h"
#include "framework/rpc/messages.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"
#include "framework/text/hex.h"

#include "diagnostics/v1/diagnostics_service.pb.h"
#include "order/v1/events.pb.h"
#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

class ProductFixture : public testing::PostgresFixture {
protected:
    static constexpr std::int64_t kShop = 11;
    static constexpr std::int64_t kLeaf = 2;
    static constexpr std::int64_t kPicturesADay = 3;
    static constexpr std::int64_t kTemplates = 3;  // of a shop

    std::string template_name() const override { return "product"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        answer_for_neighbours();
        parts_ = std::make_unique<ProductParts>(
            loops(), database(), files, encoder, categories_, orders_, regions_, currencies_, events, clock,
            ReservationSweeper::Limits{.page = 3, .most = 9},
            PictureQuota{.of_shops = kPicturesADay, .of_accounts = kPicturesADay - 1}, kTemplates);
        put_file("1.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        subscribe_stock_events(subscriptions, parts_->settle);
        subscribe_shop_events(subscriptions, parts_->closings, parts_->writer, parts_->stock);
    }
    // What every test that moves goods ends with.
    void TearDown() override {
        EXPECT_EQ(violations(), "");
        parts_.reset();
        std::filesystem::remove_all(folder);
        testing::PostgresFixture::TearDown();
    }

    // 8 by 8 pixels, one grey.
    static std::string png() {
        return *text::from_hex("89504e470d0a1a0a0000000d49484452000000080000000808000000"
                               "00e164e1570000000e49444154789c6368800206ca1800808420010d"
                               "8024610000000049454e44ae426082");
    }
    // Past the service, as the platform's own pictures come.
    void put_file(const std::string& name, const std::string& bytes) {
        TextSource source(bytes);
        EXPECT_TRUE(run(files.put(context, name, bytes.size(), source)));
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
        request.add_pictures()->set_url("/pictures/1.svg");
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
    Result<void> audit(std::int64_t id, bool approve = true, const std::string& reason = "",
                       const std::string& etag = "") {
        v1::AuditProductRequest request;
        request.set_id(id);
        request.set_approve(approve);
        request.set_reason(reason);
        request.set_etag(etag);
        auto done = run(admin().AuditProduct(context, request));
        if (!done) return fail(std::move(done.error()));
        return {};
    }
    v1::Product on_sale(const v1::CreateProductRequest& request, std::int64_t shop_id = kShop) {
        auto product = create(request, shop_id);
        EXPECT_TRUE(submit(product.id(), shop_id));
        EXPECT_TRUE(audit(product.id()));
        return product;
    }
    static v1::UpdateProductRequest update_of(const v1::Product& product) {
        v1::UpdateProductRequest request;
        request.set_id(product.id());
        return request;
    }
    v1::Product as_audited(std::int64_t id) {
        v1::GetProductForAuditRequest request;
        request.set_id(id);
        auto product = run(admin().GetProductForAudit(context, request));
        return product ? product->product() : v1::Product();
    }
    v1::ProductState state_of(std::int64_t id) { return as_audited(id).state(); }
    static v1::UpdateProductRequest rename(const v1::Product& product, const std::string& name) {
        auto request = update_of(product);
        request.set_name(name);
        return request;
    }
    Result<void> close_shop(std::int64_t shop_id = kShop) {
        auto body = [this, shop_id](postgres::Transaction& tx) {
            return parts_->writer.close_shop(tx, context, shop_id);
        };
        return run(database().transaction(context, std::move(body)));
    }
    std::int64_t sku_with(std::int64_t stock) {
        return on_sale(new_product("Mug", 1000, stock)).skus(0).id();
    }

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
        auto checked = run(parts_->product_checks.run(context, response));
        if (checked) checked = run(parts_->checks.run(context, response));
        std::string names = checked ? "" : checked.error().message();
        for (const auto& violation : response.violations()) names += violation.invariant() + "\n";
        return names;
    }

    ShopFreightService& shop_freight() { return parts_->shop_freight; }
    FreightAdminService& freight_admin() { return parts_->freight_admin; }
    InventoryService& inventory() { return parts_->inventory; }
    ShopProductService& shop() { return parts_->shop; }
    ProductAdminService& admin() { return parts_->admin; }
    ProductLists& lists() { return parts_->lists; }
    ProductService& catalogue() { return parts_->catalogue; }
    PictureService& pictures() { return parts_->pictures; }
    const PictureSweeper& picture_sweeper() { return parts_->picture_sweeper; }
    ReservationSweeper& sweeper() { return parts_->sweeper; }
    const StockChecks& checks() { return parts_->checks; }

    testing::FakeClock clock;
    testing::RecordedEvents events;
    testing::FakeChannel category_channel;
    testing::FakeChannel order_channel;
    testing::FakeChannel region_channel;
    std::vector<category::v1::AttributeTemplate> attributes;  // of every category
    std::vector<order::v1::OrderStatus> statuses;             // of the orders of any checkout
    std::set<std::string> awaited;  // checkouts with one more order, which waits for its payment
    int asked = 0;                  // how often a checkout's orders were asked for
    events::Subscriptions subscriptions;

    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("product-pictures-" + std::to_string(::getpid()));
    runtime::WorkerPool workers{2, 1000};
    files::LocalFiles files{folder, workers};
    pictures::PictureEncoder encoder{2};

private:
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
        using Category = category::v1::GetCategoryResponse;
        category_channel.on<category::v1::GetCategoryRequest, Category>(
            "GetCategory", [this](const category::v1::GetCategoryRequest&) -> Result<Category> {
                Category response;
                for (const auto& attribute : attributes) {
                    *response.mutable_category()->add_attributes() = attribute;
                }
                return response;
            });
        using Regions = user::v1::ListRegionsResponse;
        region_channel.on<user::v1::ListRegionsRequest, Regions>(
            "ListRegions", [](const user::v1::ListRegionsRequest&) -> Result<Regions> {
                Regions response;
                for (const auto* code : {"11", "33", "54", "65"}) response.add_regions()->set_code(code);
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

    const Currencies currencies_{{"CNY"}};
    category::v1::CategoryServiceClient categories_{category_channel};
    order::v1::OrderServiceClient orders_{order_channel};
    user::v1::RegionServiceClient regions_{region_channel};
    std::unique_ptr<ProductParts> parts_;
};

}  // namespace ecommerce::product
