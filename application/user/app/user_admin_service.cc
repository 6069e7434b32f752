// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/user_admin_service.h"

#include "application/user/app/admins.h"
#include "application/user/app/convert.h"
#include "application/user/app/make_link.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"
#include "framework/text/words.h"

#include "user/v1/error_reason.rpc.h"
#include "user/v1/events.pb.h"

namespace ecommerce::user {

namespace {

constexpr std::string_view kList = "users";

Error no_such_user() {
    return reason::not_found("There is no such account.");
}

Error account_closed() {
    return v1::reason::account_closed("The account is closed.");
}

std::optional<std::int64_t> as_id(const std::string& text) {
    const auto id = text::to_number<std::int64_t>(text);
    return id && *id > 0 ? id : std::nullopt;
}

UserFilter filter_of(const v1::ListUsersRequest& request, const Page& page) {
    UserFilter filter{.prefix = normal_email(request.query()),
                      .id = as_id(request.query()),
                      .before_id = page.before_id(),
                      .limit = page.limit()};
    if (request.role() != options::v1::ROLE_UNSPECIFIED) filter.role = Role(request.role());
    if (request.status() != v1::USER_STATUS_UNSPECIFIED) filter.status = Status(request.status());
    return filter;
}

template <typename Event>
Event moved(const UserRow& user) {
    Event event;
    event.set_user_id(user.id);
    event.set_access_version(user.access_version);
    return event;
}

}  // namespace

Task<Result<v1::ListUsersResponse>> UserAdminService::ListUsers(CallContext& context,
                                                                const v1::ListUsersRequest& request) {
    const auto page = co_await ok(read_page(kList, context, request));
    const auto filter = filter_of(request, page);
    auto users = co_await ok(users_.list(context, filter));
    v1::ListUsersResponse response;
    response.set_next_page_token(page.cut(users, &UserRow::id));
    for (const auto& user : users) *response.add_users() = to_message(user);
    co_return response;
}

Task<Result<v1::GetUserResponse>> UserAdminService::GetUser(CallContext& context,
                                                            const v1::GetUserRequest& request) {
    auto found = co_await ok(users_.find(context, request.id()));
    if (!found) co_return no_such_user();
    v1::GetUserResponse response;
    *response.mutable_user() = to_message(*found);
    co_return response;
}

Task<Result<v1::AddUserResponse>> UserAdminService::AddUser(CallContext& context,
                                                            const v1::AddUserRequest& request) {
    NewUser user{.email = request.email(),
                 .password = request.password(),
                 .nickname = request.nickname(),
                 .roles = to_roles(request.roles()),
                 .by_admin = true,
                 .email_confirmed = request.email_confirmed()};
    const auto created = co_await ok(create_account_(context, std::move(user)));
    v1::AddUserResponse response;
    *response.mutable_user() = to_message(created);
    co_return response;
}

Task<Result<UserRow>> UserAdminService::update(CallContext& context, const v1::UpdateUserRequest& request) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<UserRow>> {
        const auto admins = co_await ok(Admins::lock(tx, users_));
        co_await ok(admins.admit(context));
        const auto given = to_roles(request.roles());
        if (!given.empty() && !given.has(Role::admin)) co_await ok(admins.refuse_last(request.id()));
        UserChange change;
        if (request.has_nickname()) change.nickname = request.nickname();
        if (request.has_phone()) change.phone = request.phone();
        auto user = co_await ok(users_.change(tx, request.id(), change, clock_.now()));
        if (!user) co_return no_such_user();
        const auto roles = user->roles.has(Role::seller) ? given.with(Role::seller) : given;
        if (given.empty() || roles == user->roles) co_return *std::move(user);
        auto changed = co_await ok(users_.set_roles(tx, request.id(), roles, user->shop_id, clock_.now()));
        events_.publish(tx, context, roles_changed(*changed), {.key = std::to_string(changed->id)});
        co_return *std::move(changed);
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::UpdateUserResponse>> UserAdminService::UpdateUser(CallContext& context,
                                                                  const v1::UpdateUserRequest& request) {
    auto user = co_await ok(update(context, request));
    v1::UpdateUserResponse response;
    *response.mutable_user() = to_message(user);
    co_return response;
}

Task<Result<v1::RemoveUserResponse>> UserAdminService::RemoveUser(CallContext& context,
                                                                  const v1::RemoveUserRequest& request) {
    co_await ok(close_account_(context, request.id(), std::nullopt));
    co_return v1::RemoveUserResponse();
}

// Twice the same changes nothing the second time.
Task<Result<UserRow>> UserAdminService::move(CallContext& context, std::int64_t id, Status from, Status to,
                                             const std::string& reason) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<UserRow>> {
        const auto admins = co_await ok(Admins::lock(tx, users_));
        co_await ok(admins.admit(context));
        if (to == Status::frozen) co_await ok(admins.refuse_last(id));
        auto changed = co_await ok(users_.set_status(tx, id, from, to, reason, clock_.now()));
        if (changed) {
            const auto key = std::to_string(id);
            if (to == Status::frozen) {
                // Whoever it is frozen for may have asked for them.
                end_links(tx, links_, id, clock_.now());
                events_.publish(tx, context, moved<v1::UserFrozen>(*changed), {.key = key});
            } else {
                events_.publish(tx, context, moved<v1::UserUnfrozen>(*changed), {.key = key});
            }
            co_await ok(to == Status::frozen ? move_shop_.freeze(tx, context, id)
                                             : move_shop_.unfreeze(tx, context, id));
            co_return *std::move(changed);
        }
        auto user = co_await ok(users_.lock(tx, id));
        if (!user) co_return no_such_user();
        if (user->status == Status::closed) co_return account_closed();
        co_return *std::move(user);
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::FreezeUserResponse>> UserAdminService::FreezeUser(CallContext& context,
                                                                  const v1::FreezeUserRequest& request) {
    auto user = co_await ok(move(context, request.id(), Status::active, Status::frozen, request.reason()));
    v1::FreezeUserResponse response;
    *response.mutable_user() = to_message(user);
    co_return response;
}

Task<Result<v1::UnfreezeUserResponse>> UserAdminService::UnfreezeUser(
    CallContext& context, const v1::UnfreezeUserRequest& request) {
    auto user = co_await ok(move(context, request.id(), Status::frozen, Status::active, ""));
    v1::UnfreezeUserResponse response;
    *response.mutable_user() = to_message(user);
    co_return response;
}

}  // namespace ecommerce::user
