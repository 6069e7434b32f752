// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/auth_service.h"
#include "application/auth/app/session_events.h"
#include "application/auth/auth_migrations.h"
#include "application/auth/storage/session_checks.h"
#include "framework/auth/random_id.h"
#include "framework/auth/session_cache.h"
#include "framework/auth/token.h"
#include "framework/postgres/migrations.h"
#include "framework/redis/client.h"
#include "framework/runtime/join.h"
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
        diagnostics::v1::CheckInvariantsResponse response;
        EXPECT_TRUE(run(SessionChecks(database()).run(context, response)));
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
        parts_ = std::make_unique<Parts>(database(), *redis_, users, events, clock);
        subscribe_session_events(*subscriptions, database(), parts_->sessions, parts_->ends, parts_->cache,
                                 clock);
    }

    Result<v1::LoginResponse> login(const std::string& given = "secret1", const std::string& device = "") {
        v1::LoginRequest request;
        request.set_account(account);
        request.set_device_token(device);
        request.set_password(given);
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

    struct Parts {
        Parts(postgres::Database& database, redis::Client& redis, rpc::Channel& channel,
              events::Publisher& events, const runtime::Clock& clock)
            : users(channel),
              sessions(database),
              cache(redis),
              ends(database, sessions, cache, events, clock),
              service({.transact = database,
                       .sessions = sessions,
                       .ends = ends,
                       .users = users,
                       .cache = cache,
                       .events = events,
                       .access_tokens = signer,
                       .refresh_tokens = codec,
                       .device_tokens = devices,
                       .clock = clock},
                      {.access_token_life = std::chrono::minutes(15),
                       .session_life = std::chrono::hours(24),
                       .refresh_repeat = std::chrono::seconds(10),
                       .sessions_max = 50}) {}
        TokenSigner signer{kKey};
        RefreshTokenCodec codec{kKey};
        DeviceTokenCodec devices{kKey};
        user::v1::UserServiceClient users;
        SessionStore sessions;
        SessionCache cache;
        SessionEnds ends;
        AuthService service;
    };

    testing::FakeClock clock;
    testing::RecordedEvents events;
    testing::FakeChannel users;
    user::v1::User user;
    std::int64_t access_version = 1;
    std::string password = "secret1";
    std::string account = random_id() + "@Example.com";  // the store is shared: one for each test
    std::string guest_token;
    std::vector<std::string> devices;  // with which passwords came
    std::unique_ptr<events::Subscriptions> subscriptions;
    std::unique_ptr<redis::Client> redis_;
    std::unique_ptr<Parts> parts_;

private:
    std::function<void(const std::string&)> after_answer_;

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
    EXPECT_EQ(events.of<v1::SignedIn>().front().guest_token(), "guest");
}

TEST_F(AuthTest, ADeviceIsKnownToTheAccountThatSignedInOnIt) {
    const auto first = login().value();
    const auto again = login("secret1", first.device_token()).value();
    EXPECT_EQ(again.device_token(), first.device_token());
    EXPECT_FALSE(login("wrong", first.device_token()));
    EXPECT_NE(login("secret1", "forged").value().device_token(), "forged");
    account = "other@example.com";
    EXPECT_NE(login("secret1", first.device_token()).value().device_token(), first.device_token());
    ASSERT_EQ(devices.size(), 5U);
    EXPECT_EQ(devices[0], "");
    EXPECT_NE(devices[1], "");
    EXPECT_EQ(devices[2], devices[1]);
    EXPECT_EQ(devices[3], "");
    EXPECT_EQ(devices[4], "");
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

TEST_F(AuthTest, ALostReplyToARefreshIsGivenAgain) {
    const auto first = login().value();
    const auto second = refresh(first.refresh_token()).value();
    clock.advance(std::chrono::seconds(10));
    const auto again = refresh(first.refresh_token());
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->refresh_token(), second.refresh_token());
    EXPECT_TRUE(refresh(again->refresh_token()));
    // One generation more: now two parties hold it.
    EXPECT_EQ(refresh(first.refresh_token()).error().reason(), v1::reason::kRefreshTokenReused);
    EXPECT_TRUE(ended(first.session_id()));
}

TEST_F(AuthTest, AUsedRefreshTokenThatComesLateEndsTheSession) {
    const auto first = login().value();
    ASSERT_TRUE(refresh(first.refresh_token()));
    clock.advance(std::chrono::seconds(11));
    EXPECT_EQ(refresh(first.refresh_token()).error().reason(), v1::reason::kRefreshTokenReused);
    EXPECT_TRUE(ended(first.session_id()));
}

TEST_F(AuthTest, AUsedRefreshTokenFromAnotherClientEndsTheSession) {
    const auto first = login().value();
    ASSERT_TRUE(refresh(first.refresh_token()));
    context.user_agent = "a thief's";
    EXPECT_EQ(refresh(first.refresh_token()).error().reason(), v1::reason::kRefreshTokenReused);
    EXPECT_TRUE(ended(first.session_id()));
}

TEST_F(AuthTest, TwoPagesMayRefreshAtOnce) {
    const auto first = login().value();
    const auto at_once = [](AuthService& service, const CallContext& call,
                            std::string token) -> Task<std::vector<std::string>> {
        const auto one = [](AuthService& asked, CallContext own, std::string with) -> Task<std::string> {
            v1::RefreshRequest request;
            request.set_refresh_token(with);
            const auto renewed = co_await asked.Refresh(own, request);
            co_return renewed ? renewed->refresh_token() : renewed.error().reason();
        };
        std::vector<Task<std::string>> tasks;
        for (int i = 0; i < 5; ++i) tasks.push_back(one(service, call, token));
        co_return co_await runtime::all(std::move(tasks), 5);
    };
    const auto tokens = run(at_once(parts_->service, context, first.refresh_token()));
    for (const auto& token : tokens) EXPECT_EQ(token, tokens.front());
    EXPECT_TRUE(refresh(tokens.front()));
    EXPECT_FALSE(ended(first.session_id()));
}

TEST_F(AuthTest, ALogoutIsNotTakenBackByALostReply) {
    const auto first = login().value();
    ASSERT_TRUE(refresh(first.refresh_token()));
    auto me = as(first.session_id());
    ASSERT_TRUE(run(parts_->service.Logout(me, v1::LogoutRequest())));
    EXPECT_EQ(refresh(first.refresh_token()).error().reason(), v1::reason::kRefreshTokenInvalid);
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

constexpr auto kCustomer = options::v1::ROLE_CUSTOMER;
constexpr auto kSeller = options::v1::ROLE_SELLER;
constexpr auto kAdmin = options::v1::ROLE_ADMIN;

TEST_F(AuthTest, NewRolesReachTheSessions) {
    const auto session = login().value();
    auto event = roles_changed(2, {kCustomer, kSeller});
    event.set_shop_id(11);
    EXPECT_TRUE(take(event));
    EXPECT_TRUE(roles_of(session.session_id()).has(Role::seller));
    EXPECT_EQ(copy_of(session.session_id())->shop_id, 11);
    v1::CheckSessionRequest check;
    check.set_session_id(session.session_id());
    EXPECT_EQ(run(parts_->service.CheckSession(context, check)).value().shop_id(), 11);
}

TEST_F(AuthTest, OlderRolesNeverReplaceNewerOnes) {
    const auto session = login().value();
    const auto promoted = roles_changed(2, {kCustomer, kAdmin});
    const auto demoted = roles_changed(3, {kCustomer});
    take_all({&demoted, &promoted, &demoted, &promoted});
    EXPECT_EQ(roles_of(session.session_id()), RoleSet().with(Role::customer));
    // Nor in the copy, whoever writes there last.
    EXPECT_TRUE(run(parts_->cache.overwrite(
        context, session.session_id(),
        {.alive = true, .user_id = 7, .roles = RoleSet().with(Role::admin), .version = 2})));
    EXPECT_EQ(copy_of(session.session_id())->roles, RoleSet().with(Role::customer));
}

TEST_F(AuthTest, ARefreshUnderWayDoesNotBringOldRolesBack) {
    user.add_roles(kAdmin);
    const auto session = login().value();
    meanwhile("BatchGetUsers", [&] {
        EXPECT_TRUE(take(roles_changed(2, {kCustomer}), 1));
        user.clear_roles();
        user.add_roles(kCustomer);
        access_version = 2;
    });
    const auto renewed = refresh(session.refresh_token());
    ASSERT_TRUE(renewed) << renewed.error().message();
    EXPECT_EQ(renewed->user().roles_size(), 1);
    EXPECT_EQ(roles_of(session.session_id()), RoleSet().with(Role::customer));
}

TEST_F(AuthTest, ARefreshThatKnowsBeforeTheNewsLeavesNoOldCopyBehind) {
    user.add_roles(kAdmin);
    const auto session = login().value();
    user.clear_roles();
    user.add_roles(kCustomer);
    access_version = 2;
    ASSERT_TRUE(refresh(session.refresh_token()));
    EXPECT_TRUE(take(roles_changed(2, {kCustomer})));
    EXPECT_EQ(roles_of(session.session_id()), RoleSet().with(Role::customer));
}

TEST_F(AuthTest, ALoginUnderWayDoesNotOutliveANewPassword) {
    const auto keep = login().value();
    meanwhile("VerifyPassword", [&] {
        EXPECT_TRUE(take(password_changed(2, keep.session_id()), 1));
        password = "secret2";
        access_version = 2;
    });
    EXPECT_EQ(login("secret1").error().reason(), v1::reason::kInvalidCredentials);
    EXPECT_EQ(living(), "1");
    EXPECT_TRUE(login("secret2"));
}

TEST_F(AuthTest, ALoginUnderWayDoesNotOutliveAFreezing) {
    meanwhile("VerifyPassword", [&] {
        EXPECT_TRUE(take(news<user::v1::UserFrozen>(2), 1));
        user.set_status(user::v1::USER_STATUS_FROZEN);
        access_version = 2;
    });
    EXPECT_EQ(login().error().reason(), v1::reason::kAccountFrozen);
    EXPECT_EQ(living(), "0");
}

TEST_F(AuthTest, ALoginUnderWayDoesNotOutliveAClosing) {
    meanwhile("VerifyPassword", [&] {
        EXPECT_TRUE(take(news<user::v1::UserDeleted>(2), 1));
        password = "";
        access_version = 2;
    });
    EXPECT_EQ(login().error().reason(), v1::reason::kInvalidCredentials);
    EXPECT_EQ(living(), "0");
}

TEST_F(AuthTest, ALoginUnderWayGetsTheRolesOfNow) {
    user.add_roles(kAdmin);
    meanwhile("VerifyPassword", [&] {
        EXPECT_TRUE(take(roles_changed(2, {kCustomer}), 1));
        user.clear_roles();
        user.add_roles(kCustomer);
        access_version = 2;
    });
    const auto session = login();
    ASSERT_TRUE(session) << session.error().message();
    EXPECT_EQ(session->user().roles_size(), 1);
    EXPECT_EQ(roles_of(session->session_id()), RoleSet().with(Role::customer));
}

TEST_F(AuthTest, AnAccountThatNeverStandsStillIsAskedToWait) {
    EXPECT_TRUE(take(roles_changed(9, {kCustomer})));
    EXPECT_EQ(login().error().code(), Code::unavailable);
    EXPECT_EQ(living(), "0");
}

TEST_F(AuthTest, NewsThatComesAfterALoginEndsWhatIsOlder) {
    const auto old = login().value();
    password = "secret2";
    access_version = 2;
    const auto fresh = login("secret2").value();
    const auto changed = password_changed(2, "");
    take_all({&changed});
    EXPECT_TRUE(ended(old.session_id()));
    EXPECT_FALSE(ended(fresh.session_id()));
    // Again, and with older news: nothing changes.
    const auto before = news<user::v1::UserFrozen>(1);
    take_all({&changed, &before});
    EXPECT_FALSE(ended(fresh.session_id()));
}

TEST_F(AuthTest, AClosedOrFrozenAccountHasNoSessions) {
    const auto first = login().value();
    const auto frozen = news<user::v1::UserFrozen>(2);
    take_all({&frozen});
    EXPECT_TRUE(ended(first.session_id()));
    access_version = 3;
    const auto second = login().value();
    const auto deleted = news<user::v1::UserDeleted>(4);
    take_all({&deleted});
    EXPECT_TRUE(ended(second.session_id()));
}

// Whichever comes first: the session that changed the password stays, with the roles of now, and the other goes.
TEST_F(AuthTest, NewPasswordsAndNewRolesMayComeInAnyOrder) {
    for (const bool password_first : {true, false}) {
        for (const bool password_is_newer : {true, false}) {
            SCOPED_TRACE(::testing::Message() << password_first << password_is_newer);
            const auto base = access_version;
            user.clear_roles();
            user.add_roles(kCustomer);
            user.add_roles(kAdmin);
            const auto kept = login().value();
            const auto other = login().value();
            const auto password_news =
                password_changed(base + (password_is_newer ? 2 : 1), kept.session_id());
            const auto roles_news = roles_changed(base + (password_is_newer ? 1 : 2), {kCustomer});
            if (password_first) {
                take_all({&password_news, &roles_news});
            } else {
                take_all({&roles_news, &password_news});
            }
            EXPECT_TRUE(ended(other.session_id()));
            EXPECT_FALSE(ended(kept.session_id()));
            EXPECT_EQ(roles_of(kept.session_id()), RoleSet().with(Role::customer));
            access_version = base + 2;
        }
    }
}

TEST_F(AuthTest, NewsOfBeforeAccountsHadVersionsEndsAllButTheKeptSession) {
    const auto kept = login().value();
    const auto other = login().value();
    const auto changed = password_changed(0, kept.session_id());
    take_all({&changed});
    EXPECT_TRUE(ended(other.session_id()));
    EXPECT_FALSE(ended(kept.session_id()));
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
