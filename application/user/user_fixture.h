// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: the service's parts on a real database, passwords without limits, and an order service
// that knows of no order.
#pragma once

#include "application/user/user_migrations.h"
#include "application/user/user_parts.h"
#include "framework/call/reasons.h"
#include "framework/postgres/migrations.h"
#include "framework/postgres/postgres_migrations.h"
#include "framework/redis/client.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"

#include "diagnostics/v1/diagnostics_service.pb.h"
#include "user/v1/error_reason.rpc.h"
#include "user/v1/events.pb.h"

namespace ecommerce::user {

class UserFixture : public testing::PostgresFixture {
protected:
    std::string template_name() const override { return "user"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        const postgres::MigrationTarget platform{database.source(), "public",
                                                 std::string(postgres::kPlatformVersionTable)};
        ASSERT_TRUE(postgres::migrate_up(platform, postgres::migrations()));
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        context.principal.service = "tests";  // which makes the first administrators
        using Counts = order::v1::CountOpenOrdersResponse;
        order_channel.on<order::v1::CountOpenOrdersRequest, Counts>(
            "CountOpenOrders",
            [](const order::v1::CountOpenOrdersRequest&) -> Result<Counts> { return Counts(); });
        redis_ = std::make_unique<redis::Client>(loops(), redis::ClientOptions{.address = "127.0.0.1:1"});
        parts_ = std::make_unique<UserParts>(database(), *redis_, workers_, orders_, pictures_, events, clock,
                                             UserLimits(), "0123456789abcdef0123456789abcdef",
                                             "fedcba9876543210fedcba9876543210");
    }
    void TearDown() override {
        diagnostics::v1::CheckInvariantsResponse response;
        EXPECT_TRUE(run(parts_->checks.run(context, response)));
        EXPECT_EQ(response.ShortDebugString(), "");
        parts_.reset();
        redis_.reset();
        testing::PostgresFixture::TearDown();
    }

    Result<v1::CreateUserResponse> enrol(const std::string& email, const std::string& password = "secret1") {
        v1::CreateUserRequest request;
        request.set_email(email);
        request.set_password(password);
        request.set_confirm_password(password);
        return run(parts_->users.CreateUser(context, request));
    }
    CallContext as(std::int64_t user_id) const {
        auto call = testing::context_with();
        call.principal = {.user_id = user_id, .roles = RoleSet().with(Role::customer), .session_id = "s1"};
        return call;
    }
    CallContext somebody() { return as(enrol("a@example.com").value().user().id()); }

    Result<v1::ChangePasswordResponse> change_password(CallContext& call, const std::string& from,
                                                       const std::string& to) {
        v1::ChangePasswordRequest request;
        request.set_current_password(from);
        request.set_new_password(to);
        request.set_confirm_password(to);
        return run(parts_->users.ChangePassword(call, request));
    }
    std::int64_t access_version(std::int64_t user_id) {
        v1::BatchGetUsersRequest request;
        request.add_ids(user_id);
        return run(parts_->users.BatchGetUsers(context, request)).value().access_versions(0);
    }
    std::int64_t add_admin(const std::string& email) {
        v1::AddUserRequest request;
        request.set_email(email);
        request.set_password("secret1");
        request.add_roles(options::v1::ROLE_ADMIN);
        return run(parts_->admin.AddUser(context, request)).value().user().id();
    }
    std::int64_t add_address(CallContext& call, bool is_default = false) {
        v1::CreateAddressRequest request;
        request.set_recipient("Li Lei");
        request.set_phone("13800000000");
        request.set_province("Zhejiang");
        request.set_city("Hangzhou");
        request.set_street("West Lake Road 1");
        request.set_is_default(is_default);
        auto created = run(parts_->addresses.CreateAddress(call, request));
        return created ? created->address().id() : 0;
    }
    std::int64_t default_address(CallContext& call) {
        v1::GetAddressForUserRequest request;
        request.set_user_id(call.principal.user_id);
        auto found = run(parts_->addresses.GetAddressForUser(context, request));
        return found ? found->address().id() : 0;
    }
    Result<void> delete_address(CallContext& call, std::int64_t id) {
        v1::DeleteAddressRequest request;
        request.set_id(id);
        auto done = run(parts_->addresses.DeleteAddress(call, request));
        if (!done) return fail(std::move(done.error()));
        return {};
    }
    Result<v1::CreateBankCardResponse> add_card(CallContext& call, const std::string& number) {
        v1::CreateBankCardRequest request;
        request.set_number(number);
        request.set_holder("LI LEI");
        request.set_expiry_month(1);
        request.set_expiry_year(2026);
        return run(parts_->cards.CreateBankCard(call, request));
    }
    Result<v1::ApplyForShopResponse> apply_for(CallContext& call, const std::string& name) {
        v1::ApplyForShopRequest request;
        request.set_name(name);
        request.set_province("Zhejiang");
        request.set_city("Hangzhou");
        request.set_contact_name("Li Lei");
        request.set_contact_phone("13800000000");
        return run(parts_->shops.ApplyForShop(call, request));
    }
    Result<v1::ApproveShopResponse> approve(std::int64_t shop_id) {
        v1::ApproveShopRequest request;
        request.set_id(shop_id);
        return run(parts_->shops.ApproveShop(context, request));
    }
    Result<void> close(CallContext& call, const std::string& password = "secret1") {
        v1::DeleteMeRequest request;
        request.set_password(password);
        auto done = run(parts_->users.DeleteMe(call, request));
        if (!done) return fail(std::move(done.error()));
        return {};
    }
    std::string reason_of(Result<void> result) { return result ? "" : result.error().reason(); }

    testing::FakeChannel picture_channel;
    testing::FakeChannel order_channel;  // nobody has an order
    testing::FakeClock clock;
    testing::RecordedEvents events;
    std::unique_ptr<redis::Client> redis_;
    std::unique_ptr<UserParts> parts_;

private:
    runtime::WorkerPool workers_{1, 100};
    order::v1::OrderServiceClient orders_{order_channel};
    product::v1::PictureServiceClient pictures_{picture_channel};
};

}  // namespace ecommerce::user
