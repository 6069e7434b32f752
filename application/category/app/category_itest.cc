// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <utility>

#include "application/category/app/category_service.h"
#include "application/category/category_migrations.h"
#include "framework/call/reasons.h"
#include "framework/postgres/migrations.h"
#include "framework/runtime/join.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"

#include "category/v1/error_reason.rpc.h"
#include "category/v1/events.pb.h"

namespace ecommerce::category {

namespace {

class CategoryTest : public testing::PostgresFixture {
protected:
    std::string template_name() const override { return "category"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        store_ = std::make_unique<CategoryStore>(database());
        trees_ = std::make_unique<TreeCache>(loops(), *store_);
        service_ = std::make_unique<CategoryService>(database(), *store_, *trees_, goods_, events, clock);
        answer_for_products();
    }
    void TearDown() override {
        auto nodes = run(store_->list(context));
        ASSERT_TRUE(nodes);
        const auto count = nodes->size();
        EXPECT_EQ(CategoryTree(*std::move(nodes)).size(), count);
        service_.reset();
        trees_.reset();
        store_.reset();
        testing::PostgresFixture::TearDown();
    }

    static v1::CreateCategoryRequest new_category(const std::string& name, std::int64_t parent_id) {
        v1::CreateCategoryRequest request;
        request.set_name(name);
        request.set_parent_id(parent_id);
        return request;
    }
    Result<v1::CreateCategoryResponse> create(const std::string& name, std::int64_t parent_id = 0) {
        return run(service_->CreateCategory(context, new_category(name, parent_id)));
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
        auto moved = run(service_->UpdateCategory(context, request));
        return moved ? "" : moved.error().reason();
    }
    static v1::DeleteCategoryRequest deletion(std::int64_t id) {
        v1::DeleteCategoryRequest request;
        request.set_id(id);
        return request;
    }
    CategoryService& service() { return *service_; }

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
    Goods goods_{products_client_, pictures_client_};
    std::unique_ptr<CategoryStore> store_;
    std::unique_ptr<TreeCache> trees_;
    std::unique_ptr<CategoryService> service_;
};

TEST_F(CategoryTest, TheTreeHasThreeLevels) {
    const auto first = id_of("Home");
    const auto second = id_of("Kitchen", first);
    const auto third = id_of("Mugs", second);
    EXPECT_EQ(create("Tiny", third).error().reason(), v1::reason::kCategoryTooDeep);
    const auto other = id_of("Garden");
    EXPECT_EQ(reason_of_move(first, other), v1::reason::kCategoryTooDeep);
    EXPECT_EQ(reason_of_move(second, other), "");
    EXPECT_EQ(create("X", 9999).error().reason(), v1::reason::kCategoryParent);

    v1::GetCategoryPathRequest path;
    path.set_id(third);
    auto found = run(service().GetCategoryPath(context, path));
    ASSERT_TRUE(found);
    ASSERT_EQ(found->categories_size(), 3);
    EXPECT_EQ(found->categories(0).id(), other);
    EXPECT_EQ(
        run(service().ListLeafCategories(context, v1::ListLeafCategoriesRequest())).value().categories_size(),
        2);
    EXPECT_EQ(events.of<v1::CategoryTreeChanged>().size(), 5U);
}

TEST_F(CategoryTest, NothingMovesBelowItself) {
    const auto first = id_of("Home");
    const auto second = id_of("Kitchen", first);
    EXPECT_EQ(reason_of_move(first, first), v1::reason::kCategoryCycle);
    EXPECT_EQ(reason_of_move(first, second), v1::reason::kCategoryCycle);
    EXPECT_EQ(reason_of_move(second, 0), "");
    EXPECT_EQ(reason_of_move(first, second), "");
}

TEST_F(CategoryTest, ANameIsTakenBelowOneParent) {
    const auto first = id_of("Home");
    EXPECT_EQ(create("Home").error().reason(), v1::reason::kCategoryNameTaken);
    for (const auto* alike : {"home", "\uff28ome ", "Ho\u200bme"}) {
        EXPECT_EQ(create(alike).error().reason(), v1::reason::kCategoryNameTaken) << alike;
    }
    id_of("Home", first);
    const auto second = id_of("Garden");
    v1::UpdateCategoryRequest rename;
    rename.set_id(second);
    rename.set_name("Home");
    EXPECT_EQ(run(service().UpdateCategory(context, rename)).error().reason(),
              v1::reason::kCategoryNameTaken);
    rename.set_name("GARDEN");
    EXPECT_TRUE(run(service().UpdateCategory(context, rename))) << "its own name in other letters";
}

TEST_F(CategoryTest, OnlyAnEmptyOneIsDeleted) {
    const auto first = id_of("Home");
    const auto second = id_of("Kitchen", first);
    EXPECT_EQ(run(service().DeleteCategory(context, deletion(first))).error().reason(),
              v1::reason::kCategoryNotEmpty);
    EXPECT_TRUE(run(service().DeleteCategory(context, deletion(second))));
    EXPECT_TRUE(run(service().DeleteCategory(context, deletion(first))));
    EXPECT_EQ(run(service().DeleteCategory(context, deletion(first))).error().code(), Code::not_found);
}

TEST_F(CategoryTest, WhereProductsAreNoCategoryIsPutAndNoneIsTaken) {
    const auto home = id_of("Home");
    const auto mugs = id_of("Mugs", home);
    const auto cups = id_of("Cups", home);
    counts[mugs] = 3;
    for (const auto& error :
         {create("Tiny", mugs).error(), run(service().DeleteCategory(context, deletion(mugs))).error()}) {
        EXPECT_EQ(error.reason(), v1::reason::kCategoryHasProducts);
        EXPECT_EQ(error.metadata().at("products"), "3");
    }
    EXPECT_EQ(reason_of_move(cups, mugs), v1::reason::kCategoryHasProducts);
    auto moving = deletion(mugs);
    for (const auto target : {mugs, home, std::int64_t(9999)}) {
        moving.set_move_products_to(target);
        EXPECT_EQ(run(service().DeleteCategory(context, moving)).error().reason(),
                  v1::reason::kCategoryTarget);
    }
    moving.set_move_products_to(cups);
    EXPECT_TRUE(run(service().DeleteCategory(context, moving)));
    EXPECT_EQ(counts[cups], 3);
}

TEST_F(CategoryTest, ItsPictureIsOneOfThePlatforms) {
    auto request = new_category("Home", 0);
    request.mutable_picture()->set_url("https://evil.example/x.png");
    EXPECT_FALSE(run(service().CreateCategory(context, request)));
    request.mutable_picture()->set_url("/pictures/own.png");
    const auto made = run(service().CreateCategory(context, request)).value().category();
    EXPECT_EQ(made.picture().width(), 64U);
    v1::UpdateCategoryRequest update;
    update.set_id(made.id());
    *update.mutable_picture() = made.picture();
    const auto asked = products.calls().size();
    EXPECT_TRUE(run(service().UpdateCategory(context, update)));
    EXPECT_EQ(products.calls().size(), asked) << "it is the same";
    update.mutable_picture()->set_url("//evil.example/x.png");
    EXPECT_FALSE(run(service().UpdateCategory(context, update)));
}

// Whoever comes second sees what the first did: no child is left without a parent.
TEST_F(CategoryTest, ACategoryIsNotDeletedWhileItGetsAChild) {
    id_of("Other");
    for (int round = 0; round < 40; ++round) {
        const auto parent = id_of("P" + std::to_string(round));
        const auto request = new_category("C", parent);
        const auto removal = deletion(parent);
        auto other = testing::context_with();
        auto race = [&]() -> Task<int> {
            auto [made, gone] = co_await runtime::both(service().CreateCategory(context, request),
                                                       service().DeleteCategory(other, removal));
            co_return int(made.has_value()) + int(gone.has_value());
        };
        ASSERT_EQ(run(race()), 1);
    }
}

}  // namespace
}  // namespace ecommerce::category
