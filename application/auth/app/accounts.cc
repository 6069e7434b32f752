// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/accounts.h"

#include "application/auth/app/convert.h"
#include "framework/call/reasons.h"

namespace ecommerce::auth {

Error account_changes() {
    return reason::unavailable("The account is being changed. Try again shortly.").retry_after(1);
}

Task<Result<Account>> Accounts::verify(CallContext& context, const std::string& email,
                                       const std::string& password, const std::string& device) const {
    user::v1::VerifyPasswordRequest request;
    request.set_account(email);
    request.set_password(password);
    request.set_device_id(device);
    auto verified = co_await ok(users_.VerifyPassword(context, request));
    const auto access = access_of(verified.user(), verified.access_version());
    co_return Account{.user = std::move(*verified.mutable_user()), .access = access};
}

Task<Result<std::optional<Account>>> Accounts::find(CallContext& context, std::int64_t user_id) const {
    user::v1::BatchGetUsersRequest request;
    request.add_ids(user_id);
    auto users = co_await ok(users_.BatchGetUsers(context, request));
    if (users.users_size() != 1 || users.users(0).status() != user::v1::USER_STATUS_ACTIVE ||
        users.access_versions_size() != 1) {
        co_return std::nullopt;
    }
    const auto access = access_of(users.users(0), users.access_versions(0));
    co_return Account{.user = std::move(*users.mutable_users(0)), .access = access};
}

}  // namespace ecommerce::auth
