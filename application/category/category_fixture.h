// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: the service's parts on a real database, and a product service that counts as the test
// tells it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "application/category/category_migrations.h"
#include "application/category/category_parts.h"
#include "framework/call/reasons.h"
#include "framework/postgres/migrations.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"

#include "category/v1/error_reason.rpc.h"
#include "category/v1/events.pb.h"

namespace ecommerce::category {

class CategoryFixture : public testing::PostgresFixture {
protected:
    std::string template_name() const override { return "category"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        parts_ = std::make_unique<CategoryParts>(loops(), database(), products_client_, pictures_client_,
                                                 events, clock);
        answer_for_products();
    }
    void TearDown() override {
        auto nodes = run(parts_->store.list(context));
        ASSERT_TRUE(nodes);
        const auto count = nodes->size();
        EXPECT_EQ(CategoryTree(*std::move(nodes)).size(), count);
        parts_.reset();
        testing::PostgresFixture::TearDown();
    }

    static v1::CreateCategoryRequest new_category(const std::string& name, std::int64_t parent_id) {
        v1::CreateCategoryRequest request;
        request.set_name(name);
        request.set_parent_id(parent_id);
        return request;
    }
    Result<v1::CreateCategoryResponse> create(const std::string& name, std::int64_t parent_id = 0) {
        return run(service().CreateCategory(context, new_category(name, parent_id)));
    }
    std::int64_t id_of(const std::string& name, std::int64_t parent_id = 0) {
        auto created = create(name, parent_id);
        EXPECT_TRUE(created) << (created ? "" : created.error().message());
        return created ? created->category().id() : 0;
    }
    std::string reason_of_move(std::int64_t id, std::int64_t parent_id) {
        v1::UpdateCategoryRequest request;
        request.set_id(id);
        request.set_parent_id(parent_id);
        auto moved = run(service().UpdateCategory(context, request));
        return moved ? "" : moved.error().reason();
    }
    static v1::DeleteCategoryRequest deletion(std::int64_t id) {
        v1::DeleteCategoryRequest request;
        request.set_id(id);
        return request;
    }
    CategoryService& service() { return parts_->service; }

    testing::FakeClock clock;
    testing::RecordedEvents events;
    testing::FakeChannel products;
    std::map<std::int64_t, std::int64_t> counts;  // of the products of categories

private:
    void answer_for_products() {
        using namespace product::v1;
        products.on<CountCategoryProductsRequest, CountCategoryProductsResponse>(
            "CountCategoryProducts",
            [this](const CountCategoryProductsRequest& request) -> Result<CountCategoryProductsResponse> {
                CountCategoryProductsResponse response;
                response.set_products(counts[request.category_id()]);
                return response;
            });
        products.on<MoveCategoryProductsRequest, MoveCategoryProductsResponse>(
            "MoveCategoryProducts",
            [this](const MoveCategoryProductsRequest& request) -> Result<MoveCategoryProductsResponse> {
                counts[request.to_category_id()] += std::exchange(counts[request.from_category_id()], 0);
                return MoveCategoryProductsResponse();
            });
        products.on<KeepPicturesRequest, KeepPicturesResponse>(
            "KeepPictures", [](const KeepPicturesRequest& request) -> Result<KeepPicturesResponse> {
                if (request.pictures(0).url() != "/pictures/own.png") {
                    return fail(reason::invalid_field("Not one of ours."));
                }
                KeepPicturesResponse response;
                *response.add_pictures() = request.pictures(0);
                response.mutable_pictures(0)->set_width(64);
                return response;
            });
    }

    product::v1::ProductAdminServiceClient products_client_{products};
    product::v1::PictureServiceClient pictures_client_{products};
    std::unique_ptr<CategoryParts> parts_;
};

}  // namespace ecommerce::category
