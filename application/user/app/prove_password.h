// SPDX-License-Identifier: Apache-2.0
// The only way that a password is looked at: each look is a counted attempt.
#pragma once

#include "application/user/storage/user_store.h"
#include "framework/auth/attempt_limit.h"
#include "framework/auth/password.h"

namespace ecommerce::user {

// A new password and its repetition are not the same.
Error passwords_differ();

// Stateless; any loop.
class ProvePassword {
public:
    ProvePassword(const UserStore& users, auth::PasswordHasher& passwords, const auth::AttemptLimit& attempts)
        : users_(users), passwords_(passwords), attempts_(attempts) {}

    // Whether it is the password of the hash. Errors: exhausted TOO_MANY_ATTEMPTS.
    Task<Result<bool>> is_right(CallContext& context, auth::AttemptAt at, const std::string& password,
                                std::string hash) const;
    // The caller's row, after its password was proven. Errors also: not_found; forbidden WRONG_PASSWORD.
    Task<Result<UserRow>> of_caller(CallContext& context, const std::string& password) const;

private:
    const UserStore& users_;
    auth::PasswordHasher& passwords_;
    const auth::AttemptLimit& attempts_;
};

}  // namespace ecommerce::user
