// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/auth_service.h"
#include "application/auth/app/login_attempts.h"
#include "application/auth/app/session_events.h"
#include "application/auth/auth_migrations.h"
#include "framework/auth/digest.h"
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
#include "user/v1/events.pb.h"

namespace ecommerce::auth {

namespace {

constexpr const char* kKey = "0123456789abcdef0123456789abcdef";

class AuthTest : public testing::PostgresFixture {
protected:
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
        EXPECT_EQ(run(parts_->sessions.count_impossible(context)).value(), 0);
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
        parts_ = std::make_unique<Parts>(database(), *redis_, users, events, clock);
        subscribe_session_events(*subscriptions, database(), parts_->sessions, parts_->ends, parts_->cache,
                                 parts_->users, clock);
    }

    Result<v1::LoginResponse> login(const std::string& password = "secret1") {
        v1::LoginRequest request;
        request.set_account(account);
        request.set_password(password);
        auto call = testing::context_with();
        call.principal = {};
        call.guest_token = guest_token;
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
    Result<void> take(const google::protobuf::Message& event) {
        return run(testing::deliver(*subscriptions, database(), context, event));
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

    struct Parts {
        Parts(postgres::Database& database, redis::Client& redis, rpc::Channel& channel,
              events::Publisher& events, const runtime::Clock& clock)
            : users(channel),
              sessions(database),
              cache(redis),
              attempts(redis),
              ends(database, sessions, cache, events, clock),
              service({.transact = database,
                       .sessions = sessions,
                       .ends = ends,
                       .users = users,
                       .cache = cache,
                       .attempts = attempts,
                       .events = events,
                       .access_tokens = signer,
                       .refresh_tokens = codec,
                       .clock = clock},
                      {.access_token_life = std::chrono::minutes(15),
                       .session_life = std::chrono::hours(24),
                       .sessions_max = 50}) {}
        TokenSigner signer{kKey};
        RefreshTokenCodec codec{kKey};
        user::v1::UserServiceClient users;
        SessionStore sessions;
        SessionCache cache;
        LoginAttempts attempts;
        SessionEnds ends;
        AuthService service;
    };

    testing::FakeClock clock;
    testing::RecordedEvents events;
    testing::FakeChannel users;
    user::v1::User user;
    std::string account = random_id() + "@Example.com";  // the store is shared: one for each test
    std::string guest_token;
    std::unique_ptr<events::Subscriptions> subscriptions;
    std::unique_ptr<redis::Client> redis_;
    std::unique_ptr<Parts> parts_;

private:
    void answer_for_users() {
        using namespace user::v1;
        users.on<VerifyPasswordRequest, VerifyPasswordResponse>(
            "VerifyPassword", [this](const VerifyPasswordRequest& request) -> Result<VerifyPasswordResponse> {
                if (request.password() != "secret1") return fail(v1::reason::invalid_credentials("No."));
                VerifyPasswordResponse response;
                *response.mutable_user() = user;
                return response;
            });
        users.on<BatchGetUsersRequest, BatchGetUsersResponse>(
            "BatchGetUsers", [this](const BatchGetUsersRequest&) -> Result<BatchGetUsersResponse> {
                BatchGetUsersResponse response;
                *response.add_users() = user;
                return response;
            });
    }
};

TEST_F(AuthTest, ALoginOpensASessionThatEveryServiceKnows) {
    guest_token = "guest";
    auto session = login();
    ASSERT_TRUE(session) << session.error().message();
    auto claims = TokenVerifier(parts_->signer.public_key()).verify(session->access_token(), clock.now());
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->user_id, 7);
    EXPECT_EQ(claims->session_id, session->session_id());
    const auto copy = copy_of(session->session_id());
    ASSERT_TRUE(copy);
    EXPECT_TRUE(copy->alive);
    EXPECT_EQ(copy->user_id, 7);
    ASSERT_EQ(events.of<v1::SignedIn>().size(), 1U);
    EXPECT_EQ(events.of<v1::SignedIn>().front().guest_id(), auth::guest_id("guest"));
}

TEST_F(AuthTest, GuessingPasswordsStops) {
    for (int i = 0; i < LoginAttempts::kFailuresMax; ++i) {
        EXPECT_EQ(login("wrong").error().reason(), v1::reason::kInvalidCredentials);
    }
    EXPECT_EQ(login().error().reason(), v1::reason::kTooManyAttempts);
    std::ranges::transform(account, account.begin(), [](char c) { return char(std::toupper(c)); });
    EXPECT_EQ(login().error().reason(), v1::reason::kTooManyAttempts);
}

TEST_F(AuthTest, ALockedAccountDoesNotSignIn) {
    user.set_status(user::v1::USER_STATUS_FROZEN);
    EXPECT_EQ(login().error().reason(), v1::reason::kAccountFrozen);
}

TEST_F(AuthTest, ARefreshTokenServesOnce) {
    const auto first = login().value();
    auto second = refresh(first.refresh_token());
    ASSERT_TRUE(second);
    EXPECT_NE(second->refresh_token(), first.refresh_token());
    EXPECT_EQ(second->session_id(), first.session_id());
    auto third = refresh(second->refresh_token());
    ASSERT_TRUE(third);
    EXPECT_EQ(refresh(first.refresh_token()).error().reason(), v1::reason::kRefreshTokenReused);
    EXPECT_TRUE(ended(first.session_id()));
    EXPECT_EQ(refresh(third->refresh_token()).error().reason(), v1::reason::kRefreshTokenInvalid);
    EXPECT_EQ(refresh("garbage").error().reason(), v1::reason::kRefreshTokenInvalid);
    EXPECT_EQ(events.of<v1::SessionRevoked>().size(), 1U);
}

TEST_F(AuthTest, ASessionEndsByItself) {
    const auto session = login().value();
    clock.advance(std::chrono::hours(25));
    EXPECT_EQ(refresh(session.refresh_token()).error().reason(), v1::reason::kRefreshTokenInvalid);
    EXPECT_FALSE(alive_in_table(session.session_id()));
    EXPECT_EQ(run(parts_->sessions.delete_ended(context, clock.now(), 10)).value(), 1);
}

TEST_F(AuthTest, ALogoutIsKnownAtOnce) {
    const auto session = login().value();
    auto me = as(session.session_id());
    EXPECT_TRUE(run(parts_->service.Logout(me, v1::LogoutRequest())));
    EXPECT_TRUE(ended(session.session_id()));
    ASSERT_TRUE(copy_of(session.session_id()));
    // A slow reader of the table cannot bring it back.
    run(parts_->cache.remember(context, session.session_id(), {.alive = true, .user_id = 7}));
    EXPECT_TRUE(run(parts_->cache.overwrite(context, session.session_id(), {.alive = true, .user_id = 7})));
    EXPECT_TRUE(ended(session.session_id()));
}

TEST_F(AuthTest, AUserEndsOwnSessionsAlone) {
    const auto first = login().value();
    const auto second = login().value();
    const auto third = login().value();
    v1::DeleteSessionRequest request;
    request.set_id(first.session_id());
    auto stranger = as("other", 8);
    EXPECT_EQ(run(parts_->service.DeleteSession(stranger, request)).error().code(), Code::not_found);
    v1::GetSessionRequest get;
    get.set_id(first.session_id());
    EXPECT_EQ(run(parts_->service.GetSession(stranger, get)).error().code(), Code::not_found);
    auto me = as(third.session_id());
    EXPECT_TRUE(run(parts_->service.GetSession(me, get)));
    EXPECT_TRUE(run(parts_->service.DeleteSession(me, request)));
    EXPECT_EQ(run(parts_->service.DeleteSession(me, request)).error().code(), Code::not_found);
    EXPECT_TRUE(ended(first.session_id()));
    EXPECT_EQ(run(parts_->service.DeleteSessions(me, v1::DeleteSessionsRequest())).value().ended_sessions(),
              1U);
    EXPECT_TRUE(ended(second.session_id()));
    EXPECT_FALSE(ended(third.session_id()));
    EXPECT_EQ(run(parts_->service.ListSessions(me, v1::ListSessionsRequest())).value().sessions_size(), 1);
}

TEST_F(AuthTest, TheFiftyFirstSessionEndsTheOldest) {
    std::vector<std::string> ids;
    for (int i = 0; i < 51; ++i) {
        ids.push_back(login().value().session_id());
        clock.advance(std::chrono::seconds(1));
    }
    EXPECT_TRUE(ended(ids[0]));
    EXPECT_FALSE(ended(ids[1]));
    EXPECT_FALSE(ended(ids[50]));
}

TEST_F(AuthTest, NewRolesReachTheSessions) {
    const auto session = login().value();
    user.add_roles(options::v1::ROLE_SELLER);
    user.set_shop_id(11);
    user::v1::RolesChanged event;
    event.set_user_id(7);
    EXPECT_TRUE(take(event));
    const auto copy = copy_of(session.session_id());
    ASSERT_TRUE(copy);
    EXPECT_TRUE(copy->roles.has(Role::seller));
    EXPECT_EQ(copy->shop_id, 11);
    v1::CheckSessionRequest check;
    check.set_session_id(session.session_id());
    EXPECT_EQ(run(parts_->service.CheckSession(context, check)).value().shop_id(), 11);
}

TEST_F(AuthTest, AClosedOrLockedAccountHasNoSessions) {
    const auto first = login().value();
    user::v1::UserFrozen frozen;
    frozen.set_user_id(7);
    EXPECT_TRUE(take(frozen));
    take_news();
    EXPECT_TRUE(ended(first.session_id()));

    const auto second = login().value();
    const auto third = login().value();
    user::v1::PasswordChanged changed;
    changed.set_user_id(7);
    changed.set_keep_session_id(third.session_id());
    EXPECT_TRUE(take(changed));
    take_news();
    EXPECT_TRUE(ended(second.session_id()));
    EXPECT_FALSE(ended(third.session_id()));

    user::v1::UserDeleted deleted;
    deleted.set_user_id(7);
    EXPECT_TRUE(take(deleted));
    take_news();
    EXPECT_TRUE(ended(third.session_id()));
}

TEST_F(AuthTest, WithoutTheStoreTheTableAnswers) {
    use_store("127.0.0.1:" + std::to_string(testing::free_port()), false);
    EXPECT_EQ(login("wrong").error().reason(), v1::reason::kInvalidCredentials);
    auto session = login();
    ASSERT_TRUE(session) << session.error().message();
    EXPECT_FALSE(copy_of(session->session_id()));
    EXPECT_TRUE(alive_in_table(session->session_id()));
    auto renewed = refresh(session->refresh_token());
    ASSERT_TRUE(renewed);
    auto me = as(session->session_id());
    EXPECT_TRUE(run(parts_->service.Logout(me, v1::LogoutRequest())));
    EXPECT_FALSE(alive_in_table(session->session_id()));
    EXPECT_EQ(refresh(renewed->refresh_token()).error().reason(), v1::reason::kRefreshTokenInvalid);
    // The news is repeated until the store takes it.
    const auto news = events.of<v1::SessionRevoked>();
    ASSERT_EQ(news.size(), 1U);
    EXPECT_FALSE(take(news.front()));
    use_store(testing::server_addresses().redis_address, true);
    EXPECT_TRUE(take(news.front()));
    const auto copy = copy_of(session->session_id());
    ASSERT_TRUE(copy);
    EXPECT_FALSE(copy->alive);
}

}  // namespace
}  // namespace ecommerce::auth
