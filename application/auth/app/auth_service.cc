// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/auth_service.h"

#include "application/auth/app/convert.h"
#include "framework/auth/digest.h"
#include "framework/auth/random_id.h"
#include "framework/call/client_network.h"
#include "framework/call/reasons.h"

#include "auth/v1/error_reason.rpc.h"
#include "auth/v1/events.pb.h"

namespace ecommerce::auth {

namespace {

constexpr auto kChallengeLife = std::chrono::minutes(5);

// Tells the clients that use one refresh token apart.
std::string client_of(const CallContext& context) {
    return digest_id("refresh client", client_network(context.client_address) + " " + context.user_agent);
}

std::unexpected<Error> invalid_credentials() {
    return fail(v1::reason::invalid_credentials("The account or the password is wrong."));
}

std::unexpected<Error> refresh_token_invalid() {
    return fail(v1::reason::refresh_token_invalid("The session is over. Sign in again."));
}

std::unexpected<Error> challenge_over() {
    return fail(v1::reason::challenge_over("This took too long, or the account has changed. Sign in again."));
}

Error no_such_session() {
    return reason::not_found("There is no such session.");
}

}  // namespace

// What a login is about, beside the account.
struct AuthService::Way {
    bool in_cookie = false;
    const LoginChallenge* challenge = nullptr;  // with its code; none: the password alone
    std::string code;
};

struct AuthService::Opening {
    bool outdated = false;              // the account is of a newer version by now
    std::string factor_id;              // whose code is needed; empty: none
    std::optional<SessionRow> session;  // otherwise
    std::vector<std::string> ended;     // whose place it takes
};

struct AuthService::Renewal {
    bool outdated = false;              // the account is of a newer version by now
    std::optional<SessionRow> session;  // one generation after the token's
    std::vector<std::string> ended;     // since the token had been used
};

Task<Result<v1::LoginResponse>> AuthService::Login(CallContext& context, const v1::LoginRequest& request) {
    const auto device = needs_.device_tokens.read(request.device_token(), request.account()).value_or("");
    for (int round = 0; round < kRoundsMax; ++round) {
        auto account = co_await ok(verify(context, request, device));
        const auto opening =
            co_await ok(open_session(context, account, {.in_cookie = request.cookie_session()}));
        if (opening.outdated) continue;
        if (!opening.factor_id.empty()) co_return challenge(account, opening.factor_id, device);
        co_return signed_in(*opening.session, std::move(account), device, request.account());
    }
    co_return account_changes();
}

Task<Result<v1::CompleteLoginResponse>> AuthService::CompleteLogin(CallContext& context,
                                                                   const v1::CompleteLoginRequest& request) {
    const auto challenge = needs_.challenges.read(request.challenge(), needs_.clock.now());
    if (!challenge) co_return challenge_over();
    auto account = co_await ok(needs_.accounts.find(context, challenge->user_id));
    if (!account || account->access.version != challenge->access_version) co_return challenge_over();
    const Way way{.in_cookie = request.cookie_session(), .challenge = &*challenge, .code = request.code()};
    const auto opening = co_await ok(needs_.factors.counted(
        context, code_attempts(challenge->user_id, challenge->device),
        [&]() -> Task<Result<Opening>> { return open_session(context, *account, way); }));
    if (opening.outdated) co_return challenge_over();
    v1::CompleteLoginResponse response;
    const auto email = account->user.email();
    *response.mutable_login() = signed_in(*opening.session, *std::move(account), challenge->device, email);
    co_return response;
}

Task<Result<Account>> AuthService::verify(CallContext& context, const v1::LoginRequest& request,
                                          const std::string& device) {
    auto verified = co_await needs_.accounts.verify(context, request.account(), request.password(), device);
    if (!verified) {
        if (verified.error().code() == Code::unauthenticated) co_return invalid_credentials();
        co_return fail(std::move(verified.error()));
    }
    if (verified->user.status() != user::v1::USER_STATUS_ACTIVE) {
        co_return v1::reason::account_frozen("This account is locked.");
    }
    co_return verified;
}

v1::LoginResponse AuthService::challenge(const Account& account, const std::string& factor_id,
                                         const std::string& device) const {
    v1::LoginResponse response;
    response.mutable_challenge()->set_token(
        needs_.challenges.write({.challenge_id = random_id(),
                                 .user_id = account.user.id(),
                                 .access_version = account.access.version,
                                 .factor_id = factor_id,
                                 .device = device,
                                 .expires_at = needs_.clock.now() + kChallengeLife}));
    response.mutable_challenge()->set_expires_in(std::uint32_t(std::chrono::seconds(kChallengeLife).count()));
    return response;
}

v1::LoginResponse AuthService::signed_in(const SessionRow& session, Account account,
                                         const std::string& device, const std::string& name) const {
    v1::LoginResponse response;
    grant(response, session, std::move(account));
    response.set_device_token(needs_.device_tokens.write(device.empty() ? random_id() : device, name));
    return response;
}

// Whether a code is needed is decided under the account's lock: turning a second factor on comes before this, which
// asks for it then, or after it, and ends the session.
Task<Result<std::string>> AuthService::wanted_factor(postgres::Transaction& tx, std::int64_t user_id,
                                                     const Way& way) {
    const auto factor = co_await ok(needs_.factor_store.find(tx, user_id));
    const bool on = factor && factor->on();
    if (!way.challenge) co_return on ? factor->factor_id : "";
    const auto& challenge = *way.challenge;
    if (!on || factor->factor_id != challenge.factor_id) co_return challenge_over();
    if (!co_await ok(needs_.factor_store.use_challenge(tx, challenge.challenge_id, challenge.expires_at))) {
        co_return challenge_over();
    }
    co_await ok(needs_.factors.redeem(tx, *factor, way.code));
    co_return "";
}

Task<Result<AuthService::Opening>> AuthService::open_session(CallContext& context, const Account& account,
                                                             const Way& way) {
    const auto now = needs_.clock.now();
    SessionRow session{.session_id = random_id(),
                       .user_id = account.user.id(),
                       .access_version = account.access.version,
                       .roles_version = account.access.version,
                       .in_cookie = way.in_cookie,
                       .user_agent = context.user_agent,
                       .ip_address = context.client_address,
                       .created_at = now,
                       .last_seen_at = now,
                       .expires_at = now + rules_.session_life,
                       .proven_until = needs_.factors.proven_until()};
    auto body = [&](postgres::Transaction& tx) -> Task<Result<Opening>> {
        const auto newest =
            co_await ok(needs_.sessions.lock_account(tx, session.user_id, account.access.version));
        if (newest > account.access.version) co_return Opening{.outdated = true};
        auto wanted = co_await ok(wanted_factor(tx, session.user_id, way));
        if (!wanted.empty()) co_return Opening{.factor_id = std::move(wanted)};
        const auto access = co_await ok(needs_.factors.allowed(tx, session.user_id, account.access));
        session.roles = access.roles;
        session.shop_id = access.shop_id;
        needs_.sessions.insert(tx, session);
        if (!context.guest_token.empty()) {
            v1::SignedIn event;
            event.set_user_id(session.user_id);
            event.set_session_id(session.session_id);
            event.set_guest_id(auth::guest_id(context.guest_token));
            needs_.events.publish(tx, context, event, {.key = std::to_string(session.user_id)});
        }
        auto ended =
            co_await ok(needs_.sessions.revoke_oldest(tx, session.user_id, rules_.sessions_max, now));
        needs_.ends.publish(tx, context, ended, session.user_id);
        co_return Opening{.session = session, .ended = std::move(ended)};
    };
    auto opening = co_await ok(needs_.transact(context, std::move(body)));
    if (opening.session) {
        co_await needs_.ends.forget(context, opening.ended);
        co_await needs_.cache.remember(context, session.session_id, state_of(session));
    }
    co_return opening;
}

// The reply was lost, or two pages of one browser asked at once: the successor is the same text again, for which
// nothing has to be kept.
bool AuthService::repeats(const CallContext& context, const RefreshToken& token,
                          const SessionRow& session) const {
    const auto now = needs_.clock.now();
    return session.alive(now) && session.generation == token.generation + 1 &&
           session.refreshed_by == client_of(context) && now - session.last_seen_at <= rules_.refresh_repeat;
}

template <typename Response>
void AuthService::grant(Response& response, const SessionRow& session, Account account) const {
    response.set_access_token(
        needs_.access_tokens.sign({.user_id = session.user_id,
                                   .session_id = session.session_id,
                                   .expires_at = needs_.clock.now() + rules_.access_token_life}));
    response.set_refresh_token(
        needs_.refresh_tokens.write({.session_id = session.session_id, .generation = session.generation}));
    response.set_expires_in(std::uint32_t(rules_.access_token_life.count()));
    response.set_refresh_expires_in(std::uint32_t(rules_.session_life.count()));
    response.set_session_id(session.session_id);
    const auto withheld = account.access.roles.bits() & ~session.roles.bits();
    add_roles(*response.mutable_withheld_roles(), RoleSet(std::uint8_t(withheld)));
    *response.mutable_user() = std::move(account.user);
}

Task<Result<v1::RefreshResponse>> AuthService::Refresh(CallContext& context,
                                                       const v1::RefreshRequest& request) {
    const auto token = needs_.refresh_tokens.read(request.refresh_token());
    if (!token) co_return refresh_token_invalid();
    const auto found = co_await ok(needs_.sessions.find(context, token->session_id));
    if (!found || !found->alive(needs_.clock.now())) co_return refresh_token_invalid();

    for (int round = 0; round < kRoundsMax; ++round) {
        auto account = co_await ok(needs_.accounts.find(context, found->user_id));
        if (!account) co_return refresh_token_invalid();
        const auto renewal = co_await ok(renew(context, *token, *account));
        if (renewal.outdated) continue;
        co_await needs_.ends.forget(context, renewal.ended);
        if (!renewal.ended.empty()) {
            co_return v1::reason::refresh_token_reused(
                "This sign-in was used twice, so it has ended. Sign in again.");
        }
        if (!renewal.session) co_return refresh_token_invalid();
        v1::RefreshResponse response;
        grant(response, *renewal.session, *std::move(account));
        co_return response;
    }
    co_return account_changes();
}

Task<Result<AuthService::Renewal>> AuthService::renew(CallContext& context, const RefreshToken& token,
                                                      const Account& account) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<Renewal>> {
        const auto now = needs_.clock.now();
        const auto& access = account.access;
        const auto user_id = account.user.id();
        const auto newest = co_await ok(needs_.sessions.lock_account(tx, user_id, access.version));
        if (newest > access.version) co_return Renewal{.outdated = true};
        const auto client = client_of(context);
        const SessionStore::Step step{.session_id = token.session_id,
                                      .generation = token.generation,
                                      .client = client,
                                      .now = now,
                                      .expires_at = now + rules_.session_life};
        const auto allowed = co_await ok(needs_.factors.allowed(tx, user_id, access));
        Renewal renewal{.session = co_await ok(needs_.sessions.advance(tx, step, allowed))};
        if (renewal.session) co_return renewal;
        auto there = co_await ok(needs_.sessions.find(tx, token.session_id));
        if (there && repeats(context, token, *there)) {
            renewal.session = std::move(there);
            co_return renewal;
        }
        // Our own MAC on a generation that is over: used before, by its owner or by a thief. Nobody can
        // tell which of the two holds the newer one, so neither keeps the session.
        renewal.ended = co_await ok(needs_.sessions.revoke(tx, token.session_id, user_id, now));
        needs_.ends.publish(tx, context, renewal.ended, user_id);
        co_return renewal;
    };
    co_return co_await needs_.transact(context, std::move(body));
}

Task<Result<v1::LogoutResponse>> AuthService::Logout(CallContext& context, const v1::LogoutRequest&) {
    co_await ok(needs_.ends.end_one(context, context.principal.session_id, context.principal.user_id));
    co_return v1::LogoutResponse();
}

Task<Result<v1::ListSessionsResponse>> AuthService::ListSessions(CallContext& context,
                                                                 const v1::ListSessionsRequest&) {
    auto sessions = co_await ok(needs_.sessions.list(context, context.principal.user_id, needs_.clock.now()));
    v1::ListSessionsResponse response;
    for (const auto& session : sessions)
        fill(*response.add_sessions(), session, context.principal.session_id);
    co_return response;
}

Task<Result<v1::GetSessionResponse>> AuthService::GetSession(CallContext& context,
                                                             const v1::GetSessionRequest& request) {
    auto found = co_await ok(needs_.sessions.find(context, request.id()));
    if (!found || found->user_id != context.principal.user_id || !found->alive(needs_.clock.now())) {
        co_return no_such_session();
    }
    v1::GetSessionResponse response;
    fill(*response.mutable_session(), *found, context.principal.session_id);
    co_return response;
}

Task<Result<v1::DeleteSessionResponse>> AuthService::DeleteSession(CallContext& context,
                                                                   const v1::DeleteSessionRequest& request) {
    auto ended = co_await ok(needs_.ends.end_one(context, request.id(), context.principal.user_id));
    if (ended == 0) co_return no_such_session();
    co_return v1::DeleteSessionResponse();
}

Task<Result<v1::DeleteSessionsResponse>> AuthService::DeleteSessions(CallContext& context,
                                                                     const v1::DeleteSessionsRequest&) {
    auto ended =
        co_await ok(needs_.ends.end_all(context, context.principal.user_id, context.principal.session_id));
    v1::DeleteSessionsResponse response;
    response.set_ended_sessions(std::uint32_t(ended));
    co_return response;
}

Task<Result<v1::CheckSessionResponse>> AuthService::CheckSession(CallContext& context,
                                                                 const v1::CheckSessionRequest& request) {
    auto found = co_await ok(needs_.sessions.find(context, request.session_id()));
    v1::CheckSessionResponse response;
    if (found && found->alive(needs_.clock.now())) fill(response, *found);
    co_return response;
}

Task<Result<v1::RevokeUserSessionsResponse>> AuthService::RevokeUserSessions(
    CallContext& context, const v1::RevokeUserSessionsRequest& request) {
    auto ended = co_await ok(needs_.ends.end_all(context, request.user_id(), request.except_session_id()));
    v1::RevokeUserSessionsResponse response;
    response.set_ended_sessions(std::uint32_t(ended));
    co_return response;
}

}  // namespace ecommerce::auth
