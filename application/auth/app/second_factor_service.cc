// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/second_factor_service.h"

#include <fmt/format.h>

#include "application/auth/app/convert.h"
#include "framework/auth/totp.h"
#include "framework/call/reasons.h"
#include "framework/http/uri.h"
#include "framework/rpc/messages.h"
#include "framework/text/base32.h"

#include "auth/v1/error_reason.rpc.h"
#include "auth/v1/events.pb.h"
#include "user/v1/error_reason.rpc.h"

namespace ecommerce::auth {

namespace {

std::unexpected<Error> is_off() {
    return fail(v1::reason::second_factor_off("The account has no second factor."));
}

std::unexpected<Error> is_on() {
    return fail(v1::reason::second_factor_on("The account has a second factor already."));
}

std::unexpected<Error> code_wrong() {
    return fail(v1::reason::code_wrong("The code is wrong, or was used before."));
}

std::unexpected<Error> password_wrong() {
    return fail(user::v1::reason::wrong_password("The password is wrong."));
}

std::unexpected<Error> session_over() {
    return fail(reason::session_ended("This session has ended. Sign in again."));
}

AttemptAt attempts_of(const CallContext& context) {
    return code_attempts(context.principal.user_id, context.principal.session_id);
}

// What authenticators scan: https://github.com/google/google-authenticator/wiki/Key-Uri-Format
std::string uri_of(const std::string& issuer, const std::string& email, const std::string& secret) {
    const auto name = http::percent_encode(issuer);
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits={}&period={}", name,
                       http::percent_encode(email), secret, name, kTotpDigits, kTotpStep.count());
}

}  // namespace

struct SecondFactorService::Confirmed {
    std::vector<std::string> recovery_codes;
    std::vector<std::string> ended;
    SessionRow session;
};

Task<Result<Account>> SecondFactorService::account(CallContext& context) const {
    auto found = co_await ok(needs_.accounts.find(context, context.principal.user_id));
    if (!found) co_return session_over();
    co_return *std::move(found);
}

template <typename Event>
void SecondFactorService::publish(CallContext& context, postgres::Transaction& tx, const Event& event) const {
    needs_.events.publish(tx, context, event, {.key = std::to_string(event.user_id())});
}

Task<Result<v1::GetSecondFactorResponse>> SecondFactorService::GetSecondFactor(
    CallContext& context, const v1::GetSecondFactorRequest&) {
    const auto known = co_await ok(account(context));
    const auto factor = co_await ok(needs_.store.find(context, context.principal.user_id));
    const auto roles = known.access.roles;
    v1::GetSecondFactorResponse response;
    fill(*response.mutable_second_factor(), factor);
    response.set_required(roles.intersects(needs_.factors.rules().required_for.get()));
    add_roles(*response.mutable_withheld_roles(),
              RoleSet(std::uint8_t(roles.bits() & ~context.principal.roles.bits())));
    co_return response;
}

Task<Result<v1::BeginSecondFactorResponse>> SecondFactorService::BeginSecondFactor(
    CallContext& context, const v1::BeginSecondFactorRequest&) {
    const auto known = co_await ok(account(context));
    const auto secret = new_totp_secret();
    const auto factor = needs_.factors.make(known.user.id(), secret);
    auto body = [&](postgres::Transaction& tx) -> Task<Result<bool>> {
        co_await ok(needs_.sessions.lock_account(tx, known.user.id(), known.access.version));
        co_return co_await needs_.store.begin(tx, factor, needs_.clock.now());
    };
    if (!co_await ok(needs_.transact(context, std::move(body)))) co_return is_on();
    v1::BeginSecondFactorResponse response;
    response.set_secret(text::to_base32(secret));
    response.set_uri(uri_of(needs_.factors.rules().issuer, known.user.email(), response.secret()));
    co_return response;
}

Task<Result<v1::ConfirmSecondFactorResponse>> SecondFactorService::ConfirmSecondFactor(
    CallContext& context, const v1::ConfirmSecondFactorRequest& request) {
    for (int round = 0; round < kRoundsMax; ++round) {
        const auto known = co_await ok(account(context));
        auto confirmed = co_await ok(needs_.factors.counted(
            context, attempts_of(context), [&]() -> Task<Result<std::optional<Confirmed>>> {
                return confirm(context, known, request.code());
            }));
        if (!confirmed) continue;
        co_await needs_.ends.forget(context, confirmed->ended);
        co_await ok(
            needs_.cache.overwrite(context, confirmed->session.session_id, state_of(confirmed->session)));
        v1::ConfirmSecondFactorResponse response;
        for (auto& code : confirmed->recovery_codes) response.add_recovery_codes(std::move(code));
        response.set_ended_sessions(std::uint32_t(confirmed->ended.size()));
        co_return response;
    }
    co_return account_changes();
}

Task<Result<std::optional<SecondFactorService::Confirmed>>> SecondFactorService::confirm(
    CallContext& context, const Account& account, const std::string& code) const {
    const auto user_id = account.user.id();
    const auto& session_id = context.principal.session_id;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::optional<Confirmed>>> {
        const auto now = needs_.clock.now();
        const auto newest = co_await ok(needs_.sessions.lock_account(tx, user_id, account.access.version));
        if (newest > account.access.version) co_return std::nullopt;
        const auto factor = co_await ok(needs_.store.find(tx, user_id));
        if (!factor) co_return is_off();
        if (factor->on()) co_return is_on();
        const auto step = needs_.factors.find_step(*factor, code);
        if (!step || !co_await ok(needs_.store.turn_on(tx, *factor, *step, now))) co_return code_wrong();
        Confirmed confirmed;
        confirmed.recovery_codes = needs_.factors.renew_codes(tx, user_id);
        // As a new password does: what was opened without a code is over.
        confirmed.ended =
            co_await ok(needs_.sessions.revoke_older(tx, user_id, kEveryVersion, session_id, now));
        needs_.ends.publish(tx, context, confirmed.ended, user_id);
        // The roles that waited for it.
        needs_.sessions.set_roles(tx, user_id, account.access);
        confirmed.session = co_await ok(mark(context, tx));
        v1::SecondFactorTurnedOn event;
        event.set_user_id(user_id);
        publish(context, tx, event);
        co_return confirmed;
    };
    co_return co_await needs_.transact(context, std::move(body));
}

template <typename Then>
Task<Result<void>> SecondFactorService::with_code(CallContext& context, const std::string& code,
                                                  Then then) const {
    const auto user_id = context.principal.user_id;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        co_await ok(needs_.sessions.lock_account(tx, user_id, 0));
        const auto factor = co_await ok(needs_.store.find(tx, user_id));
        if (!factor || !factor->on()) co_return is_off();
        co_await ok(needs_.factors.redeem(tx, *factor, code));
        co_return co_await then(tx);
    };
    co_return co_await needs_.factors.counted(context, attempts_of(context), [&]() -> Task<Result<void>> {
        return needs_.transact(context, std::move(body));
    });
}

Task<Result<v1::RenewRecoveryCodesResponse>> SecondFactorService::RenewRecoveryCodes(
    CallContext& context, const v1::RenewRecoveryCodesRequest& request) {
    v1::RenewRecoveryCodesResponse response;
    auto renew = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        for (auto& code : needs_.factors.renew_codes(tx, context.principal.user_id)) {
            response.add_recovery_codes(std::move(code));
        }
        co_return {};
    };
    co_await ok(with_code(context, request.code(), renew));
    co_return response;
}

Task<Result<v1::TurnOffSecondFactorResponse>> SecondFactorService::TurnOffSecondFactor(
    CallContext& context, const v1::TurnOffSecondFactorRequest& request) {
    const auto known = co_await ok(account(context));
    if (known.access.roles.intersects(needs_.factors.rules().required_for.get())) {
        co_return v1::reason::second_factor_required("This account may not be without a second factor.");
    }
    auto turn_off = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        needs_.store.remove(tx, known.user.id());
        v1::SecondFactorTurnedOff event;
        event.set_user_id(known.user.id());
        publish(context, tx, event);
        co_return {};
    };
    co_await ok(with_code(context, request.code(), turn_off));
    co_return v1::TurnOffSecondFactorResponse();
}

Task<Result<SessionRow>> SecondFactorService::mark(CallContext& context, postgres::Transaction& tx) const {
    auto session = co_await ok(needs_.sessions.prove(
        tx, context.principal.session_id, context.principal.user_id, needs_.factors.proven_until()));
    if (!session) co_return session_over();
    co_return *std::move(session);
}

Task<Result<SessionRow>> SecondFactorService::prove_by_code(CallContext& context,
                                                            const std::string& code) const {
    SessionRow session;
    auto prove = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        session = co_await ok(mark(context, tx));
        co_return {};
    };
    co_await ok(with_code(context, code, prove));
    co_return session;
}

// The user service counts the attempts. The version tells that the password is still the one that was proven, the
// look at the factor that it is still enough.
Task<Result<SessionRow>> SecondFactorService::prove_by_password(CallContext& context,
                                                                const std::string& password) const {
    const auto known = co_await ok(account(context));
    auto verified =
        co_await needs_.accounts.verify(context, known.user.email(), password, context.principal.session_id);
    if (!verified) {
        if (verified.error().code() == Code::unauthenticated) co_return password_wrong();
        co_return fail(std::move(verified.error()));
    }
    if (verified->user.id() != context.principal.user_id) co_return password_wrong();
    const auto version = verified->access.version;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<SessionRow>> {
        const auto newest = co_await ok(needs_.sessions.lock_account(tx, context.principal.user_id, version));
        if (newest > version) co_return account_changes();
        const auto factor = co_await ok(needs_.store.find(tx, context.principal.user_id));
        if (factor && factor->on()) co_return code_wrong();
        co_return co_await mark(context, tx);
    };
    co_return co_await needs_.transact(context, std::move(body));
}

Task<Result<v1::ProveSessionResponse>> SecondFactorService::ProveSession(
    CallContext& context, const v1::ProveSessionRequest& request) {
    const auto factor = co_await ok(needs_.store.find(context, context.principal.user_id));
    const bool by_code = factor && factor->on();
    if (by_code && request.code().empty()) co_return code_wrong();
    if (!by_code && request.password().empty()) co_return password_wrong();
    auto proving =
        by_code ? prove_by_code(context, request.code()) : prove_by_password(context, request.password());
    const auto session = co_await ok(std::move(proving));
    co_await ok(needs_.cache.overwrite(context, session.session_id, state_of(session)));
    v1::ProveSessionResponse response;
    rpc::set_time(*response.mutable_proven_until(), session.proven_until);
    co_return response;
}

Task<Result<v1::GetUserSecondFactorResponse>> SecondFactorService::GetUserSecondFactor(
    CallContext& context, const v1::GetUserSecondFactorRequest& request) {
    const auto factor = co_await ok(needs_.store.find(context, request.user_id()));
    v1::GetUserSecondFactorResponse response;
    fill(*response.mutable_second_factor(), factor);
    co_return response;
}

Task<Result<v1::ResetUserSecondFactorResponse>> SecondFactorService::ResetUserSecondFactor(
    CallContext& context, const v1::ResetUserSecondFactorRequest& request) {
    const auto user_id = request.user_id();
    // Whoever sits at somebody's session would be rid of the code with it.
    if (user_id == context.principal.user_id) {
        co_return v1::reason::second_factor_on("Turn your own second factor off by a code.");
    }
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::vector<std::string>>> {
        const auto now = needs_.clock.now();
        co_await ok(needs_.sessions.lock_account(tx, user_id, 0));
        const auto factor = co_await ok(needs_.store.find(tx, user_id));
        if (!factor || !factor->on()) co_return is_off();
        needs_.store.remove(tx, user_id);
        needs_.store.insert_reset(tx, {.user_id = user_id,
                                       .admin_user_id = context.principal.user_id,
                                       .reason = request.reason(),
                                       .at = now});
        auto ended = co_await ok(needs_.sessions.revoke_older(tx, user_id, kEveryVersion, "", now));
        needs_.ends.publish(tx, context, ended, user_id);
        v1::SecondFactorTurnedOff event;
        event.set_user_id(user_id);
        event.set_by_administrator(true);
        publish(context, tx, event);
        co_return ended;
    };
    const auto ended = co_await ok(needs_.transact(context, std::move(body)));
    co_await needs_.ends.forget(context, ended);
    v1::ResetUserSecondFactorResponse response;
    response.set_ended_sessions(std::uint32_t(ended.size()));
    co_return response;
}

}  // namespace ecommerce::auth
