// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/user_service.h"

#include "application/user/app/convert.h"
#include "framework/call/reasons.h"

#include "user/v1/error_reason.rpc.h"
#include "user/v1/events.pb.h"

namespace ecommerce::user {

namespace {

Error gone() {
    return reason::not_found("There is no such account.");
}

// By another change of the password, a freezing or a closing, each of which took the proof away.
Error changed_meanwhile() {
    return v1::reason::wrong_password("The account was changed meanwhile.");
}

}  // namespace

Task<Result<v1::CreateUserResponse>> UserService::CreateUser(CallContext& context,
                                                             const v1::CreateUserRequest& request) {
    if (request.password() != request.confirm_password()) co_return passwords_differ();
    NewUser user{.email = request.email(),
                 .password = request.password(),
                 .nickname = request.nickname(),
                 .roles = RoleSet().with(Role::customer),
                 .language = Language(request.language())};
    const auto created = co_await ok(create_account_(context, std::move(user)));
    v1::CreateUserResponse response;
    *response.mutable_user() = to_message(created);
    co_return response;
}

Task<Result<v1::GetMeResponse>> UserService::GetMe(CallContext& context, const v1::GetMeRequest&) {
    auto found = co_await ok(users_.find(context, context.principal.user_id));
    if (!found) co_return fail(gone());
    v1::GetMeResponse response;
    *response.mutable_user() = to_message(*found);
    co_return response;
}

Task<Result<v1::UpdateMeResponse>> UserService::UpdateMe(CallContext& context,
                                                         const v1::UpdateMeRequest& request) {
    UserChange change;
    if (request.has_nickname()) change.nickname = request.nickname();
    if (request.has_phone()) change.phone = request.phone();
    if (request.has_language()) change.language = Language(request.language());
    auto body = [&](postgres::Transaction& tx) {
        return users_.change(tx, context.principal.user_id, change, clock_.now());
    };
    auto changed = co_await ok(transact_(context, std::move(body)));
    if (!changed) co_return fail(gone());
    v1::UpdateMeResponse response;
    *response.mutable_user() = to_message(*changed);
    co_return response;
}

Task<Result<v1::DeleteMeResponse>> UserService::DeleteMe(CallContext& context,
                                                         const v1::DeleteMeRequest& request) {
    auto proven = co_await ok(prove_.of_caller(context, request.password()));
    co_await ok(close_account_(context, proven.id, std::move(proven.password_hash)));
    co_return v1::DeleteMeResponse();
}

Task<Result<v1::ChangePasswordResponse>> UserService::ChangePassword(
    CallContext& context, const v1::ChangePasswordRequest& request) {
    if (request.new_password() != request.confirm_password()) co_return passwords_differ();
    auto proven = co_await ok(prove_.of_caller(context, request.current_password()));
    auto hash = co_await ok(passwords_.hash(request.new_password()));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto changed =
            co_await ok(users_.set_password(tx, proven.id, proven.password_hash, hash, clock_.now()));
        if (!changed) co_return changed_meanwhile();
        end_links(tx, links_, proven.id, clock_.now());
        v1::PasswordChanged event;
        event.set_user_id(proven.id);
        event.set_keep_session_id(context.principal.session_id);
        event.set_access_version(changed->access_version);
        events_.publish(tx, context, event, {.key = std::to_string(proven.id)});
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return v1::ChangePasswordResponse();
}

Task<Result<v1::VerifyPasswordResponse>> UserService::VerifyPassword(
    CallContext& context, const v1::VerifyPasswordRequest& request) {
    const auth::AttemptAt at{.target = normal_email(request.account()), .device = request.device_id()};
    auto found = co_await ok(users_.find_by_email(context, at.target));
    // An account that does not exist costs the same time as a wrong password.
    auto hash = found ? found->password_hash : std::string();
    if (!co_await ok(prove_.is_right(context, at, request.password(), std::move(hash)))) {
        co_return v1::reason::invalid_credentials("No account has this e-mail address and password.");
    }
    v1::VerifyPasswordResponse response;
    *response.mutable_user() = to_message(*found);
    response.set_access_version(found->access_version);
    co_return response;
}

Task<Result<v1::BatchGetUsersResponse>> UserService::BatchGetUsers(CallContext& context,
                                                                   const v1::BatchGetUsersRequest& request) {
    const std::vector<std::int64_t> ids(request.ids().begin(), request.ids().end());
    auto users = co_await ok(users_.find_many(context, ids));
    v1::BatchGetUsersResponse response;
    for (const auto& user : users) {
        *response.add_users() = to_message(user);
        response.add_access_versions(user.access_version);
    }
    co_return response;
}

}  // namespace ecommerce::user
