// SPDX-License-Identifier: Apache-2.0
#include "application/review/review_module.h"

#include "application/review/review_migrations.h"
#include "application/review/review_parts.h"
#include "framework/config/configuration.h"
#include "framework/service/jobs.h"

namespace ecommerce::review {

namespace {

using namespace std::chrono_literals;
using service::Need;

constexpr int kClosedAtOnce = 100;

struct Settings {
    ReviewRules rules;
    std::chrono::milliseconds close_pause;
};

ReviewRules read_rules(config::Section& section) {
    return {
        .write_within = section.live_duration(
            "write_within", 15 * 24h,
            {.help = "how long after the receipt a review can be written", .min = 1ms, .max = 365 * 24h}),
        .automatic = section.live_boolean(
            "automatic", true,
            {.help = "whether what nobody reviewed in time gets an automatic good review"}),
        .edit_within = section.live_duration(
            "edit_within", 30 * 24h,
            {.help = "how long after its writing a review can be changed", .max = 365 * 24h}),
        .follow_up_within = section.live_duration(
            "follow_up_within", 180 * 24h,
            {.help = "how long after its writing a review can be followed up", .max = 3650 * 24h}),
        .reply_edit_within = section.live_duration(
            "reply_edit_within", 24h,
            {.help = "how long after its writing a shop's reply can be changed", .max = 365 * 24h}),
        .questions_a_day = section.live_integer("questions_a_day", std::int64_t(10),
                                                {.help = "questions of each person and day (UTC)", .min = 0}),
        .answers_a_day = section.live_integer("answers_a_day", std::int64_t(30),
                                              {.help = "answers of each person and day (UTC)", .min = 0}),
        .reports_a_day = section.live_integer("reports_a_day", std::int64_t(20),
                                              {.help = "reports of each person and day (UTC)", .min = 0})};
}

Settings read(config::Section& section) {
    return {.rules = read_rules(section),
            .close_pause = section.duration(
                "close_pause", 60s,
                {.help = "how often reviews are looked for whose time is over", .min = 10ms})};
}

class ReviewModule final : public service::Module {
public:
    ReviewModule(service::Environment& environment, const Settings& settings)
        : users_(environment.client<user::v1::UserServiceClient>()),
          products_(environment.client<product::v1::ProductServiceClient>()),
          pictures_(environment.client<product::v1::PictureServiceClient>()),
          clock_(environment.clock),
          parts_({.database = environment.database,
                  .loops = environment.loops,
                  .events = environment.events,
                  .clock = environment.clock,
                  .users = users_,
                  .products = products_,
                  .pictures = pictures_,
                  .meters = ReviewMeters(environment.metrics)},
                 settings.rules) {
        environment.jobs.every("close-reviews", settings.close_pause,
                               [this](CallContext& context) { return close_due(context); });
        environment.jobs.every("forget-daily-counts", 1h, [this](CallContext& context) {
            return parts_.reports.forget_counts(context, clock_.now());
        });
    }

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&reviews_, &shop_reviews_, &questions_, &admin_, &word_filter_};
    }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_review_events(subscriptions, parts_.hearers);
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        return parts_.checks.run(context, response);
    }

private:
    Task<Result<service::Left>> close_due(CallContext& context) {
        const auto closed = co_await ok(parts_.write.close_due(context, kClosedAtOnce));
        co_return service::left_after(closed, kClosedAtOnce);
    }

    user::v1::UserServiceClient users_;
    product::v1::ProductServiceClient products_;
    product::v1::PictureServiceClient pictures_;
    const runtime::Clock& clock_;
    ReviewParts parts_;
    v1::ReviewServiceEndpoint reviews_{parts_.review_service};
    v1::ShopReviewServiceEndpoint shop_reviews_{parts_.shop_service};
    v1::QuestionServiceEndpoint questions_{parts_.question_service};
    v1::ReviewAdminServiceEndpoint admin_{parts_.admin_service};
    v1::WordFilterServiceEndpoint word_filter_{parts_.word_filter};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<ReviewModule>(environment, read(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "review",
    .needs = {Need::database, Need::events},
    .apis = {v1::ReviewService::methods, v1::ShopReviewService::methods, v1::QuestionService::methods,
             v1::ReviewAdminService::methods, v1::WordFilterService::methods},
    .subscribes = {"ecommerce.order.v1.OrderCompleted", "ecommerce.order.v1.OrderRefunding",
                   "ecommerce.review.v1.AuthorErasureDue", "ecommerce.user.v1.ShopClosed",
                   "ecommerce.user.v1.ShopReopened", "ecommerce.user.v1.UserDeleted"},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::review
