// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: the service's parts on a real database.
#pragma once

#include <atomic>
#include <memory>

#include "application/notification/notification_migrations.h"
#include "application/notification/notification_parts.h"
#include "framework/postgres/migrations.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"

namespace ecommerce::notification {

class NotificationFixture : public testing::PostgresFixture {
protected:
    static constexpr std::int64_t kBuyer = 7;
    static constexpr std::int64_t kShop = 11;

    std::string template_name() const override { return "notification"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        session_channel.on<auth::v1::CheckSessionRequest, auth::v1::CheckSessionResponse>(
            "CheckSession",
            [this](const auth::v1::CheckSessionRequest&) -> Result<auth::v1::CheckSessionResponse> {
                auth::v1::CheckSessionResponse response;
                response.set_alive(session_lives);
                return response;
            });
        parts_ = std::make_unique<NotificationParts>(
            database(), loops(), sessions_, clock,
            NotificationPlan{.sends_mails = true, .live = {.per_account = 2, .streams_max = 3}});
        subscribe_news(subscriptions, parts_->tell);
        subscribe_closings(subscriptions,
                           {parts_->boxes, parts_->mails, parts_->live, parts_->settings, clock});
    }
    void TearDown() override {
        parts_.reset();
        testing::PostgresFixture::TearDown();
    }

    static CallContext as_user(std::int64_t user_id = kBuyer) {
        auto call = testing::context_with();
        call.principal = {.user_id = user_id, .roles = RoleSet().with(Role::customer)};
        return call;
    }
    static CallContext as_seller(std::int64_t shop_id = kShop) {
        auto call = testing::context_with();
        call.principal = {
            .user_id = 900 + shop_id, .shop_id = shop_id, .roles = RoleSet().with(Role::seller)};
        return call;
    }
    void take(const google::protobuf::Message& event) {
        const auto taken = run(testing::deliver(subscriptions, database(), context, event));
        EXPECT_TRUE(taken) << (taken ? "" : taken.error().message());
    }
    NotificationService& service() { return parts_->service; }
    const BoxStore& boxes() { return parts_->boxes; }
    const MailStore& mails() { return parts_->mails; }
    const SettingsStore& settings() { return parts_->settings; }
    SettingsService& settings_service() { return parts_->settings_service; }
    MailAdminService& mail_admin() { return parts_->mail_admin; }

    auth::v1::AuthService& sessions() { return sessions_; }
    LiveFeed& feed() { return parts_->feed; }

    testing::FakeClock clock;
    testing::FakeChannel session_channel;
    std::atomic<bool> session_lives = true;
    events::Subscriptions subscriptions;

private:
    auth::v1::AuthServiceClient sessions_{session_channel};
    std::unique_ptr<NotificationParts> parts_;
};

}  // namespace ecommerce::notification
