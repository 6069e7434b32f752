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

// How often an account is looked at again that changes in between.
constexpr int kRoundsMax = 3;

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

Error account_changes() {
    return reason::unavailable("The account is being changed. Try again shortly.").retry_after(1);
}

Error no_such_session() {
    return reason::not_found("There is no such session.");
}

}  // namespace

// An account as the user service knew it at one moment.
struct AuthService::Account {
    user::v1::User user;
    Access access;
};

struct AuthService::Renewal {
    bool outdated = false;              // the account is of a newer version by now
    std::optional<SessionRow> session;  // one generation after the token's
    std::vector<std::string> ended;     // since the token had been used
};

Task<Result<v1::LoginResponse>> AuthService::Login(CallContext& context, const v1::LoginRequest& request) {
    const auto device = needs_.device_tokens.read(request.device_token(), request.account());
    for (int round = 0; round < kRoundsMax; ++round) {
        auto account = co_await ok(verify(context, request, device));
        const auto session = co_await ok(open_session(context, account, request.cookie_session()));
        if (!session) continue;
        v1::LoginResponse response;
        grant(response, *session);
        *response.mutable_user() = std::move(account.user);
        response.set_device_token(device ? request.device_token()
                                         : needs_.device_tokens.write(random_id(), request.account()));
        co_return response;
    }
    co_return account_changes();
}

Task<Result<AuthService::Account>> AuthService::verify(CallContext& context, const v1::LoginRequest& request,
                                                       const std::optional<std::string>& device) {
    user::v1::VerifyPasswordRequest verify;
    verify.set_account(request.account());
    verify.set_password(request.password());
    verify.set_device_id(device.value_or(""));
    auto verified = co_await needs_.users.VerifyPassword(context, verify);
    if (!verified) {
        if (verified.error().code() == Code::unauthenticated) co_return invalid_credentials();
        co_return fail(std::move(verified.error()));
    }
    if (verified->user().status() != user::v1::USER_STATUS_ACTIVE) {
        co_return v1::reason::account_frozen("This account is locked.");
    }
    const auto access = access_of(verified->user(), verified->access_version());
    co_return Account{.user = std::move(*verified->mutable_user()), .access = access};
}

Task<Result<std::optional<SessionRow>>> AuthService::open_session(CallContext& context,
                                                                  const Account& account, bool in_cookie) {
    const auto now = needs_.clock.now();
    SessionRow session{.session_id = random_id(),
                       .user_id = account.user.id(),
                       .roles = account.access.roles,
                       .shop_id = account.access.shop_id,
                       .access_version = account.access.version,
                       .roles_version = account.access.version,
                       .in_cookie = in_cookie,
                       .user_agent = context.user_agent,
                       .ip_address = context.client_address,
                       .created_at = now,
                       .last_seen_at = now,
                       .expires_at = now + rules_.session_life};
    // Those whose place it takes; nothing when it was not opened.
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::optional<std::vector<std::string>>>> {
        const auto& access = account.access;
        const auto newest = co_await ok(needs_.sessions.lock_account(tx, session.user_id, access.version));
        if (newest > access.version) co_return std::nullopt;
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
        co_return ended;
    };
    const auto ended = co_await ok(needs_.transact(context, std::move(body)));
    if (!ended) co_return std::nullopt;
    co_await needs_.ends.forget(context, *ended);
    co_await needs_.cache.remember(context, session.session_id, state_of(session));
    co_return session;
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
void AuthService::grant(Response& response, const SessionRow& session) const {
    response.set_access_token(
        needs_.access_tokens.sign({.user_id = session.user_id,
                                   .session_id = session.session_id,
                                   .expires_at = needs_.clock.now() + rules_.access_token_life}));
    response.set_refresh_token(
        needs_.refresh_tokens.write({.session_id = session.session_id, .generation = session.generation}));
    response.set_expires_in(std::uint32_t(rules_.access_token_life.count()));
    response.set_refresh_expires_in(std::uint32_t(rules_.session_life.count()));
    response.set_session_id(session.session_id);
}

Task<Result<AuthService::Account>> AuthService::current(CallContext& context, std::int64_t user_id) {
    user::v1::BatchGetUsersRequest request;
    request.add_ids(user_id);
    auto users = co_await ok(needs_.users.BatchGetUsers(context, request));
    if (users.users_size() != 1 || users.users(0).status() != user::v1::USER_STATUS_ACTIVE ||
        users.access_versions_size() != 1) {
        co_return refresh_token_invalid();
    }
    const auto access = access_of(users.users(0), users.access_versions(0));
    co_return Account{.user = std::move(*users.mutable_users(0)), .access = access};
}

Task<Result<v1::RefreshResponse>> AuthService::Refresh(CallContext& context,
                                                       const v1::RefreshRequest& request) {
    const auto token = needs_.refresh_tokens.read(request.refresh_token());
    if (!token) co_return refresh_token_invalid();
    const auto found = co_await ok(needs_.sessions.find(context, token->session_id));
    if (!found || !found->alive(needs_.clock.now())) co_return refresh_token_invalid();

    for (int round = 0; round < kRoundsMax; ++round) {
        auto account = co_await ok(current(context, found->user_id));
        const auto renewal = co_await ok(renew(context, *token, account));
        if (renewal.outdated) continue;
        co_await needs_.ends.forget(context, renewal.ended);
        if (!renewal.ended.empty()) {
            co_return v1::reason::refresh_token_reused(
                "This sign-in was used twice, so it has ended. Sign in again.");
        }
        if (!renewal.session) co_return refresh_token_invalid();
        v1::RefreshResponse response;
        grant(response, *renewal.session);
        *response.mutable_user() = std::move(account.user);
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
        Renewal renewal{.session = co_await ok(needs_.sessions.advance(tx, step, access))};
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
