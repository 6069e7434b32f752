// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: the service's parts on a real database and key-value store, and a user service that
// answers as the test tells it.
#pragma once

#include "application/auth/auth_migrations.h"
#include "application/auth/auth_parts.h"
#include "framework/auth/random_id.h"
#include "framework/auth/session_cache.h"
#include "framework/auth/token.h"
#include "framework/postgres/migrations.h"
#include "framework/redis/client.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"
#include "framework/testing/redis_fixture.h"
#include "framework/testing/servers.h"

#include "auth/v1/error_reason.rpc.h"
#include "auth/v1/events.pb.h"
#include "diagnostics/v1/diagnostics_service.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::auth {

class AuthFixture : public testing::PostgresFixture {
protected:
    static constexpr const char* kKey = "0123456789abcdef0123456789abcdef";
    static constexpr const char* kFactorKey = "another key of thirty-two bytes!";

    std::string template_name() const override { return "auth"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        user.set_id(7);
        user.set_status(user::v1::USER_STATUS_ACTIVE);
        user.add_roles(options::v1::ROLE_CUSTOMER);
        answer_for_users();
        use_store(testing::server_addresses().redis_address, true);
    }
    void TearDown() override {
        diagnostics::v1::CheckInvariantsResponse response;
        EXPECT_TRUE(run(parts_->checks.run(context, response)));
        EXPECT_EQ(response.ShortDebugString(), "");
        parts_.reset();
        redis_.reset();
        testing::PostgresFixture::TearDown();
    }

    // Makes the service anew on the key-value store at this address.
    void use_store(const std::string& address, bool is_there) {
        parts_.reset();
        redis::ClientOptions options;
        options.address = address;
        options.password = testing::server_addresses().redis_password;
        redis_ = std::make_unique<redis::Client>(loops(), options);
        if (is_there) {
            ASSERT_TRUE(run(testing::wait_until_connected(*redis_)));
        }
        subscriptions = std::make_unique<events::Subscriptions>();
        parts_ = std::make_unique<AuthParts>(
            database(), *redis_, users_client_, events, clock,
            AuthRules{.access_token_life = std::chrono::minutes(15),
                      .session_life = std::chrono::hours(24),
                      .refresh_repeat = std::chrono::seconds(10),
                      .sessions_max = 50},
            SecondFactorRules{
                .step_up_window = std::chrono::minutes(15), .required_for = required_for, .issuer = "A shop"},
            AttemptRules{.per_target = 5, .window = std::chrono::minutes(15)},
            AuthKeys{.signing = kKey, .second_factors = kFactorKey});
        subscribe_session_events(*subscriptions, database(), parts_->sessions, parts_->ends, parts_->cache,
                                 parts_->factor_store, parts_->factors, clock);
    }

    Result<v1::LoginResponse> login(const std::string& given = "secret1", const std::string& device = "") {
        v1::LoginRequest request;
        request.set_account(account);
        request.set_device_token(device);
        request.set_password(given);
        auto call = testing::context_with();
        call.principal = {};
        call.guest_token = guest_token;
        call.client_address = "203.0.113.7";
        call.user_agent = "A browser";
        return run(parts_->service.Login(call, request));
    }
    Result<v1::RefreshResponse> refresh(const std::string& token) {
        v1::RefreshRequest request;
        request.set_refresh_token(token);
        return run(parts_->service.Refresh(context, request));
    }
    CallContext as(const std::string& session_id, std::int64_t user_id = 7) const {
        auto call = testing::context_with();
        call.principal = {
            .user_id = user_id, .roles = RoleSet().with(Role::customer), .session_id = session_id};
        return call;
    }
    bool alive_in_table(const std::string& session_id) {
        v1::CheckSessionRequest request;
        request.set_session_id(session_id);
        return run(parts_->service.CheckSession(context, request)).value().alive();
    }
    std::optional<SessionState> copy_of(const std::string& session_id) {
        return run(parts_->cache.find(context, session_id));
    }
    bool ended(const std::string& session_id) {
        const auto copy = copy_of(session_id);
        return !alive_in_table(session_id) && (!copy || !copy->alive);
    }
    Result<void> take(const google::protobuf::Message& event, std::size_t loop = 0) {
        auto call = testing::context_with();
        return run(testing::deliver(*subscriptions, database(), call, event), loop);
    }
    void take_all(std::initializer_list<const google::protobuf::Message*> news) {
        for (const auto* event : news) EXPECT_TRUE(take(*event));
        take_news();
    }
    template <typename Event>
    static Event news(std::int64_t access_version) {
        Event event;
        event.set_user_id(7);
        event.set_access_version(access_version);
        return event;
    }
    static user::v1::PasswordChanged password_changed(std::int64_t access_version, const std::string& keep) {
        auto event = news<user::v1::PasswordChanged>(access_version);
        event.set_keep_session_id(keep);
        return event;
    }
    static user::v1::RolesChanged roles_changed(std::int64_t access_version,
                                                std::initializer_list<options::v1::Role> roles) {
        auto event = news<user::v1::RolesChanged>(access_version);
        for (const auto role : roles) event.add_roles(role);
        return event;
    }
    // While the user service answers for the first time; the answer is of before.
    void meanwhile(const std::string& method, std::function<void()> change) {
        after_answer_ = [this, method, change = std::move(change)](const std::string& answered) {
            if (answered != method) return;
            const auto once = std::exchange(after_answer_, {});
            change();
        };
    }
    std::string living() {
        return temporary().value("SELECT COUNT(*) FROM sessions WHERE revoked_at IS NULL");
    }
    // As the table and the key-value store say; empty where they differ.
    RoleSet roles_of(const std::string& session_id) {
        v1::CheckSessionRequest request;
        request.set_session_id(session_id);
        const auto told = run(parts_->service.CheckSession(context, request)).value();
        RoleSet roles;
        for (const auto role : told.roles()) roles = roles.with(Role(role));
        const auto copy = copy_of(session_id);
        return !copy || copy->roles == roles ? roles : RoleSet();
    }
    // Until no news is left: what a handler publishes comes round too.
    void take_news() {
        for (auto news = events.take(); !news.empty(); news = events.take()) {
            for (const auto& event : news) {
                if (!subscriptions->find(event.message->GetDescriptor()->full_name())) continue;
                EXPECT_TRUE(take(*event.message));
            }
        }
    }

    testing::FakeClock clock;
    testing::RecordedEvents events;
    testing::FakeChannel users;
    user::v1::User user;
    std::int64_t access_version = 1;
    std::string password = "secret1";
    std::string account = random_id() + "@Example.com";  // the store is shared: one for each test
    config::Live<RoleSet> required_for{RoleSet()};
    std::string guest_token;
    std::vector<std::string> devices;  // with which passwords came
    std::unique_ptr<events::Subscriptions> subscriptions;
    std::unique_ptr<redis::Client> redis_;
    std::unique_ptr<AuthParts> parts_;

private:
    std::function<void(const std::string&)> after_answer_;
    user::v1::UserServiceClient users_client_{users};

    void answered(const std::string& method) {
        if (after_answer_) after_answer_(method);
    }
    void answer_for_users() {
        using namespace user::v1;
        users.on<VerifyPasswordRequest, VerifyPasswordResponse>(
            "VerifyPassword", [this](const VerifyPasswordRequest& request) -> Result<VerifyPasswordResponse> {
                devices.push_back(request.device_id());
                if (request.password() != password) return fail(v1::reason::invalid_credentials("No."));
                VerifyPasswordResponse response;
                *response.mutable_user() = user;
                response.set_access_version(access_version);
                answered("VerifyPassword");
                return response;
            });
        users.on<BatchGetUsersRequest, BatchGetUsersResponse>(
            "BatchGetUsers", [this](const BatchGetUsersRequest&) -> Result<BatchGetUsersResponse> {
                BatchGetUsersResponse response;
                *response.add_users() = user;
                response.add_access_versions(access_version);
                answered("BatchGetUsers");
                return response;
            });
    }
};

}  // namespace ecommerce::auth
