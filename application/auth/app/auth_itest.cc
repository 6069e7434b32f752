// SPDX-License-Identifier: Apache-2.0
#include "application/auth/auth_fixture.h"
#include "framework/auth/digest.h"
#include "framework/runtime/join.h"

namespace ecommerce::auth {

namespace {

class AuthTest : public AuthFixture {};

TEST_F(AuthTest, ALoginOpensASessionThatEveryServiceKnows) {
    guest_token = "guest";
    auto session = login();
    ASSERT_TRUE(session) << session.error().message();
    auto claims =
        TokenVerifier(parts_->access_tokens.public_key()).verify(session->access_token(), clock.now());
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->user_id, 7);
    EXPECT_EQ(claims->session_id, session->session_id());
    const auto copy = copy_of(session->session_id());
    ASSERT_TRUE(copy);
    EXPECT_TRUE(copy->alive);
    EXPECT_EQ(copy->user_id, 7);
    ASSERT_EQ(events.of<v1::SignedIn>().size(), 1U);
    EXPECT_EQ(events.of<v1::SignedIn>().front().guest_id(), guest_id("guest"));
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
