// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/prove_password.h"

#include "framework/call/reasons.h"

#include "user/v1/error_reason.rpc.h"

namespace ecommerce::user {

Error passwords_differ() {
    std::vector<FieldViolation> violations{{"confirmPassword", "is not the same as the password"}};
    return v1::reason::passwords_differ("The two passwords differ.").violations(std::move(violations));
}

Task<Result<bool>> ProvePassword::is_right(CallContext& context, auth::AttemptAt at,
                                           const std::string& password, std::string hash) const {
    auto attempt = co_await ok(attempts_.begin(context, at));
    auto right = co_await passwords_.verify(password, std::move(hash));
    co_await attempts_.end(context, std::move(attempt), right && !*right);
    co_return right;
}

Task<Result<UserRow>> ProvePassword::of_caller(CallContext& context, const std::string& password) const {
    auto found = co_await ok(users_.find(context, context.principal.user_id));
    if (!found) co_return reason::not_found("There is no such account.");
    // A session is a device that has signed in.
    const auth::AttemptAt at{.target = found->email.value_or(""), .device = context.principal.session_id};
    if (!co_await ok(is_right(context, at, password, found->password_hash))) {
        co_return v1::reason::wrong_password("The present password is wrong.");
    }
    co_return *std::move(found);
}

}  // namespace ecommerce::user
