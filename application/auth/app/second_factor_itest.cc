// SPDX-License-Identifier: Apache-2.0
#include "application/auth/auth_fixture.h"
#include "framework/auth/totp.h"
#include "framework/runtime/join.h"

#include "user/v1/error_reason.rpc.h"

namespace ecommerce::auth {

namespace {

using namespace std::chrono_literals;

constexpr auto kAdmin = options::v1::ROLE_ADMIN;

std::string from_base32(std::string_view text) {
    static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string bytes;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        held = held << 5U | std::uint32_t(kDigits.find(c));
        if ((bits += 5) >= 8) bytes += char(held >> (bits -= 8) & 0xFFU);
    }
    return bytes;
}

class SecondFactorTest : public AuthFixture {
protected:
    void SetUp() override {
        AuthFixture::SetUp();
        // Attempts are counted in the store, which is shared: an account for each test.
        user.set_id(1'000'000'000 + std::int64_t(std::hash<std::string>()(account) % 1'000'000'000));
        user.set_email("owner@example.com");
    }

    SecondFactorService& service() { return parts_->second_factors; }
    CallContext me(const std::string& session_id) { return as(session_id, user.id()); }

    Result<v1::ConfirmSecondFactorResponse> confirm(const std::string& session_id, const std::string& code) {
        v1::ConfirmSecondFactorRequest request;
        request.set_code(code);
        auto call = me(session_id);
        return run(service().ConfirmSecondFactor(call, request));
    }
    void begin(const std::string& session_id) {
        auto call = me(session_id);
        const auto begun = run(service().BeginSecondFactor(call, v1::BeginSecondFactorRequest()));
        ASSERT_TRUE(begun) << begun.error().message();
        uri = begun->uri();
        secret = from_base32(begun->secret());
    }
    // Gives the session in which it was turned on.
    std::string turn_on() {
        const auto session = login().value().session_id();
        begin(session);
        auto confirmed = confirm(session, code());
        EXPECT_TRUE(confirmed) << confirmed.error().message();
        if (confirmed) recovery = {confirmed->recovery_codes().begin(), confirmed->recovery_codes().end()};
        clock.advance(30s);
        return session;
    }
    std::string code() const { return totp_code(secret, totp_step(clock.now())); }
    std::string challenge() {
        const auto asked = login();
        EXPECT_TRUE(asked) << asked.error().message();
        return asked ? asked->challenge().token() : "";
    }
    Result<v1::CompleteLoginResponse> complete(const std::string& token, const std::string& given) {
        v1::CompleteLoginRequest request;
        request.set_challenge(token);
        request.set_code(given);
        auto call = testing::context_with();
        call.principal = {};
        return run(parts_->service.CompleteLogin(call, request));
    }
    Result<v1::ProveSessionResponse> prove(const std::string& session_id, const std::string& given,
                                           const std::string& with_password = "") {
        v1::ProveSessionRequest request;
        request.set_code(given);
        request.set_password(with_password);
        auto call = me(session_id);
        return run(service().ProveSession(call, request));
    }
    Result<v1::TurnOffSecondFactorResponse> turn_off(const std::string& session_id,
                                                     const std::string& given) {
        v1::TurnOffSecondFactorRequest request;
        request.set_code(given);
        auto call = me(session_id);
        return run(service().TurnOffSecondFactor(call, request));
    }
    Result<v1::ResetUserSecondFactorResponse> reset(std::int64_t by = 1) {
        v1::ResetUserSecondFactorRequest request;
        request.set_user_id(user.id());
        request.set_reason("The phone fell into a lake");
        auto call = as("an administrator's", by);
        return run(service().ResetUserSecondFactor(call, request));
    }
    v1::SecondFactor state(const std::string& session_id) {
        auto call = me(session_id);
        return run(service().GetSecondFactor(call, v1::GetSecondFactorRequest())).value().second_factor();
    }
    bool proven(const std::string& session_id) {
        return copy_of(session_id)->proven_until > clock.now().time_since_epoch() / 1s;
    }
    std::string rows(const std::string& table) { return temporary().value("SELECT COUNT(*) FROM " + table); }

    std::string uri;
    std::string secret;
    std::vector<std::string> recovery;
};

TEST_F(SecondFactorTest, APasswordAloneOpensNothingOnceItIsOn) {
    const auto session = turn_on();
    const auto asked = login().value();
    EXPECT_EQ(asked.access_token(), "");
    EXPECT_EQ(asked.refresh_token(), "");
    EXPECT_EQ(asked.device_token(), "");
    EXPECT_FALSE(asked.has_user());
    EXPECT_EQ(asked.challenge().expires_in(), 300U);
    EXPECT_EQ(living(), "1");
    const auto opened = complete(asked.challenge().token(), code());
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_FALSE(opened->login().has_challenge());
    EXPECT_EQ(opened->login().user().id(), user.id());
    EXPECT_NE(opened->login().session_id(), session);
    EXPECT_TRUE(alive_in_table(opened->login().session_id()));
    EXPECT_TRUE(refresh(opened->login().refresh_token()));
    EXPECT_EQ(login("wrong").error().reason(), v1::reason::kInvalidCredentials);
}

TEST_F(SecondFactorTest, AuthenticatorsCanReadTheUri) {
    begin(login().value().session_id());
    EXPECT_TRUE(uri.starts_with("otpauth://totp/A%20shop:owner%40example.com?secret=")) << uri;
    EXPECT_TRUE(uri.ends_with("&issuer=A%20shop&algorithm=SHA1&digits=6&period=30")) << uri;
    EXPECT_EQ(secret.size(), 20U);
}

TEST_F(SecondFactorTest, TurningItOnEndsOtherSessionsAndIsToldOf) {
    const auto other = login().value();
    const auto session = turn_on();
    EXPECT_TRUE(ended(other.session_id()));
    EXPECT_FALSE(ended(session));
    EXPECT_EQ(refresh(other.refresh_token()).error().reason(), v1::reason::kRefreshTokenInvalid);
    EXPECT_EQ(recovery.size(), 10U);
    EXPECT_TRUE(state(session).on());
    EXPECT_EQ(state(session).recovery_codes_left(), 10U);
    ASSERT_EQ(events.of<v1::SecondFactorTurnedOn>().size(), 1U);
    EXPECT_EQ(events.of<v1::SecondFactorTurnedOn>().front().user_id(), user.id());
    auto call = me(session);
    EXPECT_EQ(run(service().BeginSecondFactor(call, v1::BeginSecondFactorRequest())).error().reason(),
              v1::reason::kSecondFactorOn);
    EXPECT_EQ(confirm(session, code()).error().reason(), v1::reason::kSecondFactorOn);
}

TEST_F(SecondFactorTest, ItIsOffUntilACodeConfirmsIt) {
    const auto session = login().value().session_id();
    EXPECT_EQ(confirm(session, "123456").error().reason(), v1::reason::kSecondFactorOff);
    begin(session);
    const auto first = code();
    begin(session);
    EXPECT_EQ(confirm(session, first).error().reason(), v1::reason::kCodeWrong);
    EXPECT_FALSE(state(session).on());
    EXPECT_NE(login().value().access_token(), "");
    EXPECT_TRUE(confirm(session, code()));
}

TEST_F(SecondFactorTest, TheSecretIsSealedAndRecoveryCodesAreDigests) {
    turn_on();
    const auto kept = temporary().value("SELECT ENCODE(secret_sealed, 'hex') FROM second_factors");
    EXPECT_GT(kept.size(), 2 * secret.size());
    const auto digests = temporary().value("SELECT STRING_AGG(code_digest, ' ') FROM recovery_codes");
    for (const auto& one : recovery) EXPECT_EQ(digests.find(one), std::string::npos);
}

TEST_F(SecondFactorTest, ACodeCountsOnce) {
    turn_on();
    const auto given = code();
    EXPECT_TRUE(complete(challenge(), given));
    EXPECT_EQ(complete(challenge(), given).error().reason(), v1::reason::kCodeWrong);
    clock.advance(30s);
    EXPECT_TRUE(complete(challenge(), code()));
}

TEST_F(SecondFactorTest, AChallengeOpensOneSession) {
    turn_on();
    const auto token = challenge();
    EXPECT_TRUE(complete(token, code()));
    EXPECT_EQ(complete(token, recovery[0]).error().reason(), v1::reason::kChallengeOver);
    // Nor was the code used up.
    EXPECT_TRUE(complete(challenge(), recovery[0]));
    EXPECT_EQ(complete(challenge(), recovery[0]).error().reason(), v1::reason::kCodeWrong);
}

TEST_F(SecondFactorTest, AChallengeIsOverAfterFiveMinutes) {
    turn_on();
    const auto token = challenge();
    clock.advance(5min);
    EXPECT_EQ(complete(token, code()).error().reason(), v1::reason::kChallengeOver);
    EXPECT_EQ(complete("forged", code()).error().reason(), v1::reason::kChallengeOver);
    EXPECT_EQ(run(parts_->factor_store.delete_challenges(context, clock.now(), 10)).value(), 0);
}

TEST_F(SecondFactorTest, AWrongCodeLeavesTheChallenge) {
    turn_on();
    const auto token = challenge();
    EXPECT_EQ(complete(token, "ABCDE-FGHIJ").error().reason(), v1::reason::kCodeWrong);
    EXPECT_TRUE(complete(token, code()));
    EXPECT_EQ(rows("used_challenges"), "1");
    EXPECT_EQ(run(parts_->factor_store.delete_challenges(context, clock.now() + 6min, 10)).value(), 1);
}

TEST_F(SecondFactorTest, GuessesAreCounted) {
    turn_on();
    const auto token = challenge();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(complete(token, "000000").error().reason(), v1::reason::kCodeWrong);
    EXPECT_EQ(complete(token, code()).error().reason(), v1::reason::kTooManyAttempts);
}

TEST_F(SecondFactorTest, GuessesAtASessionAreCountedApart) {
    const auto session = turn_on();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(prove(session, "000000").error().reason(), v1::reason::kCodeWrong);
    EXPECT_EQ(prove(session, code()).error().reason(), v1::reason::kTooManyAttempts);
    EXPECT_EQ(turn_off(session, code()).error().reason(), v1::reason::kTooManyAttempts);
    EXPECT_TRUE(complete(challenge(), code()));
}

// Of two that come with one code at the same time, and of two with one challenge.
TEST_F(SecondFactorTest, OfTwoAtOnceOneSignsIn) {
    turn_on();
    const auto at_once = [](AuthService& service, const CallContext& call, std::vector<std::string> tokens,
                            std::vector<std::string> codes) -> Task<int> {
        const auto one = [](AuthService& asked, CallContext own, std::string token,
                            std::string code) -> Task<int> {
            v1::CompleteLoginRequest request;
            request.set_challenge(token);
            request.set_code(code);
            const auto opened = co_await asked.CompleteLogin(own, request);
            co_return opened ? 1 : 0;
        };
        std::vector<Task<int>> tasks;
        for (std::size_t i = 0; i < tokens.size(); ++i)
            tasks.push_back(one(service, call, tokens[i], codes[i]));
        int opened = 0;
        for (const int did : co_await runtime::all(std::move(tasks), tokens.size())) opened += did;
        co_return opened;
    };
    const std::vector<std::string> challenges{challenge(), challenge(), challenge(), challenge()};
    EXPECT_EQ(run(at_once(parts_->service, context, challenges, std::vector(4, code()))), 1);
    const auto token = challenge();
    EXPECT_EQ(run(at_once(parts_->service, context, std::vector(4, token),
                          {recovery[0], recovery[1], recovery[2], recovery[3]})),
              1);
    EXPECT_EQ(rows("recovery_codes"), "9");
}

TEST_F(SecondFactorTest, ALoginUnderWayAsksForTheCodeThatWasTurnedOnMeanwhile) {
    const auto session = login().value().session_id();
    begin(session);
    meanwhile("VerifyPassword",
              [&] { temporary().execute("UPDATE second_factors SET turned_on_at = created_at"); });
    const auto asked = login().value();
    EXPECT_EQ(asked.access_token(), "");
    EXPECT_TRUE(asked.has_challenge());
    EXPECT_EQ(living(), "1");
}

TEST_F(SecondFactorTest, ANewPasswordEndsChallenges) {
    turn_on();
    const auto token = challenge();
    access_version = 2;
    EXPECT_EQ(complete(token, code()).error().reason(), v1::reason::kChallengeOver);
}

TEST_F(SecondFactorTest, ANewPasswordMeanwhileEndsTheChallengeUnderWay) {
    turn_on();
    const auto token = challenge();
    meanwhile("BatchGetUsers", [&] {
        auto changed = password_changed(2, "");
        changed.set_user_id(user.id());
        EXPECT_TRUE(take(changed, 1));
        access_version = 2;
    });
    EXPECT_EQ(complete(token, code()).error().reason(), v1::reason::kChallengeOver);
    EXPECT_EQ(living(), "0");
}

TEST_F(SecondFactorTest, AResetEndsChallengesAndSessions) {
    const auto session = turn_on();
    const auto token = challenge();
    EXPECT_EQ(reset(user.id()).error().reason(), v1::reason::kSecondFactorOn);
    const auto done = reset();
    ASSERT_TRUE(done) << done.error().message();
    EXPECT_EQ(done->ended_sessions(), 1U);
    EXPECT_TRUE(ended(session));
    EXPECT_EQ(complete(token, code()).error().reason(), v1::reason::kChallengeOver);
    EXPECT_NE(login().value().access_token(), "");
    EXPECT_EQ(rows("recovery_codes"), "0");
    EXPECT_EQ(temporary().value("SELECT admin_user_id || ': ' || reason FROM second_factor_resets"),
              "1: The phone fell into a lake");
    ASSERT_EQ(events.of<v1::SecondFactorTurnedOff>().size(), 1U);
    EXPECT_TRUE(events.of<v1::SecondFactorTurnedOff>().front().by_administrator());
    EXPECT_EQ(reset().error().reason(), v1::reason::kSecondFactorOff);
}

TEST_F(SecondFactorTest, AChallengeOfAnEarlierAuthenticatorIsOver) {
    const auto session = turn_on();
    const auto token = challenge();
    EXPECT_TRUE(turn_off(session, code()));
    clock.advance(30s);
    turn_on();
    EXPECT_EQ(complete(token, code()).error().reason(), v1::reason::kChallengeOver);
}

TEST_F(SecondFactorTest, ItIsTurnedOffByACode) {
    const auto session = turn_on();
    EXPECT_EQ(turn_off(session, "secret1").error().reason(), v1::reason::kCodeWrong);
    EXPECT_TRUE(turn_off(session, recovery[3]));
    EXPECT_FALSE(state(session).on());
    EXPECT_NE(login().value().access_token(), "");
    EXPECT_EQ(turn_off(session, code()).error().reason(), v1::reason::kSecondFactorOff);
    ASSERT_EQ(events.of<v1::SecondFactorTurnedOff>().size(), 1U);
    EXPECT_FALSE(events.of<v1::SecondFactorTurnedOff>().front().by_administrator());
}

TEST_F(SecondFactorTest, NewRecoveryCodesReplaceTheOldOnes) {
    const auto session = turn_on();
    v1::RenewRecoveryCodesRequest request;
    request.set_code(code());
    auto call = me(session);
    const auto renewed = run(service().RenewRecoveryCodes(call, request));
    ASSERT_TRUE(renewed) << renewed.error().message();
    EXPECT_EQ(renewed->recovery_codes_size(), 10);
    EXPECT_EQ(complete(challenge(), recovery[0]).error().reason(), v1::reason::kCodeWrong);
    auto typed = renewed->recovery_codes(0);
    typed.erase(5, 1);
    for (auto& c : typed) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    EXPECT_TRUE(complete(challenge(), typed));
}

TEST_F(SecondFactorTest, SigningInProvesWhoIsThereForAWhile) {
    const auto session = login().value();
    EXPECT_TRUE(proven(session.session_id()));
    clock.advance(15min);
    EXPECT_FALSE(proven(session.session_id()));
    // A refresh is no proof.
    EXPECT_TRUE(refresh(session.refresh_token()));
    EXPECT_FALSE(proven(session.session_id()));
    EXPECT_EQ(prove(session.session_id(), "", "wrong").error().reason(), user::v1::reason::kWrongPassword);
    EXPECT_EQ(prove(session.session_id(), "").error().reason(), user::v1::reason::kWrongPassword);
    EXPECT_TRUE(prove(session.session_id(), "", "secret1"));
    EXPECT_TRUE(proven(session.session_id()));
}

TEST_F(SecondFactorTest, WhoHasOneProvesByIt) {
    const auto session = turn_on();
    clock.advance(15min);
    EXPECT_EQ(prove(session, "", "secret1").error().reason(), v1::reason::kCodeWrong);
    EXPECT_FALSE(proven(session));
    EXPECT_TRUE(prove(session, code()));
    EXPECT_TRUE(proven(session));
}

TEST_F(SecondFactorTest, AnOlderCopyDoesNotTakeAProofAway) {
    const auto session = turn_on();
    clock.advance(15min);
    auto before = *copy_of(session);
    ASSERT_TRUE(prove(session, code()));
    EXPECT_TRUE(run(parts_->cache.overwrite(context, session, before)));
    EXPECT_TRUE(proven(session));
}

TEST_F(SecondFactorTest, AnEndedSessionProvesNothing) {
    const auto session = login().value().session_id();
    auto call = me(session);
    ASSERT_TRUE(run(parts_->service.Logout(call, v1::LogoutRequest())));
    EXPECT_EQ(prove(session, "", "secret1").error().code(), Code::unauthenticated);
    EXPECT_TRUE(ended(session));
}

TEST_F(SecondFactorTest, WhoNeedsOneDoesWithoutTheRoleUntilThen) {
    user.add_roles(kAdmin);
    required_for.set(RoleSet().with(Role::admin));
    const auto session = login().value();
    ASSERT_EQ(session.withheld_roles_size(), 1);
    EXPECT_EQ(session.withheld_roles(0), kAdmin);
    EXPECT_FALSE(roles_of(session.session_id()).has(Role::admin));
    const auto renewed = refresh(session.refresh_token()).value();
    EXPECT_EQ(renewed.withheld_roles_size(), 1);
    EXPECT_FALSE(roles_of(session.session_id()).has(Role::admin));
    // Nor do news of the account's roles bring it.
    auto promoted = roles_changed(2, {options::v1::ROLE_CUSTOMER, kAdmin});
    promoted.set_user_id(user.id());
    access_version = 2;
    EXPECT_TRUE(take(promoted));
    EXPECT_FALSE(roles_of(session.session_id()).has(Role::admin));
    begin(session.session_id());
    EXPECT_TRUE(confirm(session.session_id(), code()));
    EXPECT_TRUE(roles_of(session.session_id()).has(Role::admin));
    clock.advance(30s);
    EXPECT_EQ(turn_off(session.session_id(), code()).error().reason(), v1::reason::kSecondFactorRequired);
    EXPECT_EQ(complete(challenge(), code())->login().withheld_roles_size(), 0);
}

TEST_F(SecondFactorTest, NothingOfItIsLeftOfAClosedAccount) {
    turn_on();
    ASSERT_TRUE(reset());
    turn_on();
    auto gone = news<user::v1::UserDeleted>(2);
    gone.set_user_id(user.id());
    EXPECT_TRUE(take(gone));
    EXPECT_EQ(rows("second_factors"), "0");
    EXPECT_EQ(rows("recovery_codes"), "0");
    EXPECT_EQ(rows("second_factor_resets"), "0");
}

}  // namespace
}  // namespace ecommerce::auth
