// SPDX-License-Identifier: Apache-2.0
// Tests of the review service on a database of their own, with neighbours that answer as they are told.
#pragma once

#include <memory>

#include "application/review/review_migrations.h"
#include "application/review/review_parts.h"
#include "framework/postgres/migrations.h"
#include "framework/rpc/messages.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"

#include "diagnostics/v1/diagnostics_service.pb.h"
#include "order/v1/events.pb.h"
#include "product/v1/error_reason.rpc.h"
#include "review/v1/error_reason.rpc.h"
#include "review/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::review {

class ReviewTest : public testing::PostgresFixture {
protected:
    static constexpr std::int64_t kBuyer = 7;
    static constexpr std::int64_t kOther = 8;
    static constexpr std::int64_t kShop = 11;
    static constexpr std::int64_t kProduct = 100;

    std::string template_name() const override { return "review"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        answer_as_neighbours();
        start({});
    }
    // What every test ends with.
    void TearDown() override {
        EXPECT_EQ(violations(), "");
        parts_.reset();
        testing::PostgresFixture::TearDown();
    }
    void start(const ReviewRules& rules) {
        subscriptions_ = std::make_unique<events::Subscriptions>();
        parts_ = std::make_unique<ReviewParts>(ReviewParts::Needs{.database = database(),
                                                                  .loops = loops(),
                                                                  .events = events,
                                                                  .clock = clock,
                                                                  .users = users_client_,
                                                                  .products = products_client_,
                                                                  .pictures = pictures_client_},
                                               rules);
        subscribe_review_events(*subscriptions_, parts_->hearers);
    }

    CallContext as(std::int64_t user_id) const {
        auto caller = testing::context_with();
        caller.principal = {.user_id = user_id, .roles = RoleSet().with(Role::customer)};
        return caller;
    }
    CallContext as_shop(std::int64_t shop_id = kShop) const {
        auto caller = testing::context_with();
        caller.principal = {
            .user_id = 900 + shop_id, .shop_id = shop_id, .roles = RoleSet().with(Role::seller)};
        return caller;
    }
    CallContext as_admin() const {
        auto caller = testing::context_with();
        caller.principal = {.user_id = 1, .roles = RoleSet().with(Role::admin)};
        return caller;
    }

    void take(const google::protobuf::Message& event) {
        auto taken = run(testing::deliver(*subscriptions_, database(), context, event));
        EXPECT_TRUE(taken) << (taken ? "" : taken.error().message());
    }
    static order::v1::OrderCompleted receipt(const std::string& order_no, Timestamp at,
                                             std::int64_t user_id = kBuyer,
                                             std::vector<std::int64_t> products = {kProduct}) {
        order::v1::OrderCompleted event;
        event.set_order_no(order_no);
        event.set_user_id(user_id);
        event.set_shop_id(kShop);
        rpc::set_time(*event.mutable_completed_at(), at);
        for (const auto product : products) {
            auto& line = *event.add_lines();
            line.set_line_no(std::uint32_t(event.lines_size()));
            line.set_product_id(product);
            line.set_sku_id(product * 10 + 1);
            line.set_product_name("Teapot");
            line.add_option_values("Red");
            line.mutable_picture()->set_url("/pictures/pot.webp");
        }
        return event;
    }
    static order::v1::OrderRefunding way_back(const order::v1::OrderCompleted& order) {
        order::v1::OrderRefunding event;
        event.set_order_no(order.order_no());
        event.set_shipped(true);
        *event.mutable_lines() = order.lines();
        return event;
    }
    static v1::CreateReviewRequest opinion(const std::string& order_no, std::uint32_t stars,
                                           const std::string& text = "It pours well.") {
        v1::CreateReviewRequest request;
        request.set_order_no(order_no);
        request.set_line_no(1);
        request.set_goods_stars(stars);
        request.set_logistics_stars(4);
        request.set_service_stars(3);
        request.set_text(text);
        return request;
    }
    // Received and reviewed by a person.
    v1::Review reviewed(const std::string& order_no, std::uint32_t stars,
                        const std::string& text = "It pours well.", std::int64_t user_id = kBuyer) {
        take(receipt(order_no, clock.now(), user_id));
        auto caller = as(user_id);
        auto written = run(service().CreateReview(caller, opinion(order_no, stars, text)));
        if (!written) ADD_FAILURE() << written.error().message();
        return written ? written->review() : v1::Review();
    }
    Result<v1::AuditReviewResponse> audit(const v1::Review& review, bool publish,
                                          const std::string& why = "Not about the goods.") {
        v1::GetReviewForAuditRequest read;
        read.set_id(review.id());
        auto caller = as_admin();
        v1::AuditReviewRequest request;
        request.set_id(review.id());
        request.set_publish(publish);
        request.set_reason(publish ? "" : why);
        request.set_etag(run(admin().GetReviewForAudit(caller, read)).value().review().etag());
        return run(admin().AuditReview(caller, request));
    }
    void block(const std::string& word) {
        v1::AddBlockedWordRequest request;
        request.set_word(word);
        ASSERT_TRUE(run(admin().AddBlockedWord(context, request)));
    }
    v1::Rating rating(bool without_automatic = false) {
        v1::GetProductRatingRequest request;
        request.set_product_id(kProduct);
        request.set_without_automatic(without_automatic);
        return run(service().GetProductRating(context, request)).value().summary();
    }
    v1::ListProductReviewsResponse list(v1::ListProductReviewsRequest request = {}) {
        request.set_product_id(kProduct);
        return run(service().ListProductReviews(context, request)).value();
    }
    // The names of broken invariants, one a line.
    std::string violations() {
        diagnostics::v1::CheckInvariantsResponse response;
        auto checked = run(parts_->checks.run(context, response));
        std::string found = checked ? "" : checked.error().message();
        for (const auto& violation : response.violations()) {
            found += violation.invariant() + ": " + violation.detail() + "\n";
        }
        return found;
    }

    ReviewService& service() { return parts_->review_service; }
    ShopReviewService& shop() { return parts_->shop_service; }
    QuestionService& questions() { return parts_->question_service; }
    ReviewAdminService& admin() { return parts_->admin_service; }
    WordFilterService& word_filter() { return parts_->word_filter; }
    const WriteReviews& write() { return parts_->write; }

    testing::FakeClock clock;
    testing::RecordedEvents events;

private:
    // Everybody is called by their number, every product is the shop's, and "/pictures/gone.png" is none.
    void answer_as_neighbours() {
        using user::v1::BatchGetUsersRequest;
        using user::v1::BatchGetUsersResponse;
        users_.on<BatchGetUsersRequest, BatchGetUsersResponse>(
            "BatchGetUsers", [](const BatchGetUsersRequest& request) -> Result<BatchGetUsersResponse> {
                BatchGetUsersResponse response;
                for (const auto id : request.ids()) {
                    response.add_users()->set_nickname("Person " + std::to_string(id));
                }
                return response;
            });
        using product::v1::BatchGetProductsRequest;
        using product::v1::BatchGetProductsResponse;
        goods_.on<BatchGetProductsRequest, BatchGetProductsResponse>(
            "BatchGetProducts",
            [](const BatchGetProductsRequest& request) -> Result<BatchGetProductsResponse> {
                BatchGetProductsResponse response;
                if (request.ids(0) != kProduct) return response;
                response.add_products()->set_shop_id(kShop);
                return response;
            });
        using product::v1::KeepPicturesRequest;
        using product::v1::KeepPicturesResponse;
        goods_.on<KeepPicturesRequest, KeepPicturesResponse>(
            "KeepPictures", [](const KeepPicturesRequest& request) -> Result<KeepPicturesResponse> {
                KeepPicturesResponse response;
                for (const auto& picture : request.pictures()) {
                    if (picture.url() == "/pictures/gone.png") {
                        return fail(product::v1::reason::picture_unknown("It was not uploaded here."));
                    }
                    auto& kept = *response.add_pictures();
                    kept = picture;
                    kept.set_width(640);
                    kept.set_height(480);
                }
                return response;
            });
    }

    testing::FakeChannel users_;
    testing::FakeChannel goods_;
    user::v1::UserServiceClient users_client_{users_};
    product::v1::ProductServiceClient products_client_{goods_};
    product::v1::PictureServiceClient pictures_client_{goods_};
    std::unique_ptr<events::Subscriptions> subscriptions_;
    std::unique_ptr<ReviewParts> parts_;
};

}  // namespace ecommerce::review
