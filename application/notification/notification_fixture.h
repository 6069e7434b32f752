// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: the service's parts on a real database.
#pragma once

#include <memory>

#include "application/notification/notification_migrations.h"
#include "application/notification/notification_parts.h"
#include "framework/postgres/migrations.h"
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
        parts_ = std::make_unique<NotificationParts>(database(), clock, true);
        subscribe_news(subscriptions, parts_->tell);
        subscribe_closings(subscriptions, parts_->boxes, parts_->mails, clock);
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
    MailAdminService& mail_admin() { return parts_->mail_admin; }

    testing::FakeClock clock;
    events::Subscriptions subscriptions;

private:
    std::unique_ptr<NotificationParts> parts_;
};

}  // namespace ecommerce::notification
