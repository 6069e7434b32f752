// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/auth_service.h"

#include "application/auth/app/convert.h"
#include "application/auth/app/login_attempts.h"
#include "framework/auth/digest.h"
#include "framework/auth/random_id.h"
#include "framework/call/reasons.h"

#include "auth/v1/error_reason.rpc.h"
#include "auth/v1/events.pb.h"

namespace ecommerce::auth {

namespace {

std::unexpected<Error> invalid_credentials() {
    return fail(v1::reason::invalid_credentials("The account or the password is wrong."));
}

std::unexpected<Error> refresh_token_invalid() {
    return fail(v1::reason::refresh_token_invalid("The session is over. Sign in again."));
}

Error no_such_session() {
    return reason::not_found("There is no such session.");
}

}  // namespace

Task<Result<v1::LoginResponse>> AuthService::Login(CallContext& context, const v1::LoginRequest& request) {
    if (auto allowed = co_await needs_.attempts.allow(context, request.account()); !allowed) {
        co_return fail(std::move(allowed.error()));
    }
    user::v1::VerifyPasswordRequest verify;
    verify.set_account(request.account());
    verify.set_password(request.password());
    auto verified = co_await needs_.users.VerifyPassword(context, verify);
    if (!verified) {
        if (verified.error().code() != Code::unauthenticated) co_return fail(std::move(verified.error()));
        co_await needs_.attempts.failed(context, request.account());
        co_return invalid_credentials();
    }
    const auto& user = verified->user();
    if (user.status() != user::v1::USER_STATUS_ACTIVE) {
        co_return v1::reason::account_frozen("This account is locked.");
    }
    auto session = co_await ok(open_session(context, user, request.cookie_session()));
    co_await needs_.attempts.succeeded(context, request.account());

    v1::LoginResponse response;
    response.set_access_token(access_token(session));
    response.set_refresh_token(
        needs_.refresh_tokens.write({.session_id = session.session_id, .generation = session.generation}));
    response.set_expires_in(std::uint32_t(rules_.access_token_life.count()));
    response.set_refresh_expires_in(std::uint32_t(rules_.session_life.count()));
    response.set_session_id(session.session_id);
    *response.mutable_user() = user;
    co_return response;
}

Task<Result<SessionRow>> AuthService::open_session(CallContext& context, const user::v1::User& user,
                                                   bool in_cookie) {
    const auto now = needs_.clock.now();
    SessionRow session{.session_id = random_id(),
                       .user_id = user.id(),
                       .roles = roles_of(user),
                       .shop_id = user.shop_id(),
                       .in_cookie = in_cookie,
                       .user_agent = context.user_agent,
                       .ip_address = context.client_address,
                       .created_at = now,
                       .last_seen_at = now,
                       .expires_at = now + rules_.session_life};
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::vector<std::string>>> {
        needs_.sessions.insert(tx, session);
        if (!context.guest_token.empty()) {
            v1::SignedIn event;
            event.set_user_id(session.user_id);
            event.set_session_id(session.session_id);
            event.set_guest_id(auth::guest_id(context.guest_token));
            needs_.events.publish(tx, context, event, {.key = std::to_string(session.user_id)});
        }
        auto ended = co_await needs_.sessions.revoke_oldest(tx, session.user_id, rules_.sessions_max, now);
        if (ended) needs_.ends.publish(tx, context, *ended, session.user_id);
        co_return ended;
    };
    auto ended = co_await ok(needs_.transact(context, std::move(body)));
    co_await needs_.ends.forget(context, ended);
    co_await needs_.cache.remember(context, session.session_id, state_of(session));
    co_return session;
}

std::string AuthService::access_token(const SessionRow& session) const {
    return needs_.access_tokens.sign({.user_id = session.user_id,
                                      .session_id = session.session_id,
                                      .expires_at = needs_.clock.now() + rules_.access_token_life});
}

Task<Result<user::v1::User>> AuthService::current_user(CallContext& context, std::int64_t user_id) {
    user::v1::BatchGetUsersRequest request;
    request.add_ids(user_id);
    auto users = co_await ok(needs_.users.BatchGetUsers(context, request));
    if (users.users_size() != 1 || users.users(0).status() != user::v1::USER_STATUS_ACTIVE) {
        co_return refresh_token_invalid();
    }
    co_return std::move(*users.mutable_users(0));
}

Task<Result<v1::RefreshResponse>> AuthService::Refresh(CallContext& context,
                                                       const v1::RefreshRequest& request) {
    const auto token = needs_.refresh_tokens.read(request.refresh_token());
    if (!token) co_return refresh_token_invalid();
    auto found = co_await ok(needs_.sessions.find(context, token->session_id));
    const auto now = needs_.clock.now();
    if (!found || !found->alive(now)) co_return refresh_token_invalid();

    auto user = co_await ok(current_user(context, found->user_id));
    auto advanced =
        co_await ok(needs_.sessions.advance(context, token->session_id, token->generation, now,
                                            now + rules_.session_life, roles_of(user), user.shop_id()));
    if (!advanced) {
        // Our own MAC on a generation that is over: used before, by its owner or by a thief. Nobody can
        // tell which of the two holds the newer one, so neither keeps the session.
        co_await ok(needs_.ends.end_one(context, token->session_id, found->user_id));
        co_return v1::reason::refresh_token_reused(
            "This sign-in was used twice, so it has ended. Sign in again.");
    }
    const auto& session = *advanced;
    v1::RefreshResponse response;
    response.set_access_token(access_token(session));
    response.set_refresh_token(
        needs_.refresh_tokens.write({.session_id = session.session_id, .generation = session.generation}));
    response.set_expires_in(std::uint32_t(rules_.access_token_life.count()));
    response.set_refresh_expires_in(std::uint32_t(rules_.session_life.count()));
    response.set_session_id(session.session_id);
    *response.mutable_user() = std::move(user);
    co_return response;
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
