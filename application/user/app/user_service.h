// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/user/app/close_account.h"
#include "application/user/app/password_attempts.h"
#include "framework/auth/password.h"
#include "framework/postgres/transactor.h"

#include "user/v1/user_service.rpc.h"

namespace ecommerce::user {

// Implements the contract's UserService. Any loop.
class UserService final : public v1::UserService {
public:
    UserService(postgres::Transactor transact, UserStore& users, const CloseAccount& close_account,
                auth::PasswordHasher& passwords, const PasswordAttempts& attempts, events::Publisher& events,
                const runtime::Clock& clock)
        : transact_(transact),
          users_(users),
          close_account_(close_account),
          passwords_(passwords),
          attempts_(attempts),
          events_(events),
          clock_(clock) {}

    Task<Result<v1::CreateUserResponse>> CreateUser(CallContext& context,
                                                    const v1::CreateUserRequest& request) override;
    Task<Result<v1::GetMeResponse>> GetMe(CallContext& context, const v1::GetMeRequest& request) override;
    Task<Result<v1::UpdateMeResponse>> UpdateMe(CallContext& context,
                                                const v1::UpdateMeRequest& request) override;
    Task<Result<v1::DeleteMeResponse>> DeleteMe(CallContext& context,
                                                const v1::DeleteMeRequest& request) override;
    Task<Result<v1::ChangePasswordResponse>> ChangePassword(
        CallContext& context, const v1::ChangePasswordRequest& request) override;
    Task<Result<v1::VerifyPasswordResponse>> VerifyPassword(
        CallContext& context, const v1::VerifyPasswordRequest& request) override;
    Task<Result<v1::BatchGetUsersResponse>> BatchGetUsers(CallContext& context,
                                                          const v1::BatchGetUsersRequest& request) override;

private:
    // Whether the password is the one of the hash: one attempt, the only way that a password is looked at.
    Task<Result<bool>> is_right(CallContext& context, Guess guess, const std::string& password,
                                std::string hash);
    // The caller's row, after its password was proven.
    Task<Result<UserRow>> prove(CallContext& context, const std::string& password);

    postgres::Transactor transact_;
    UserStore& users_;
    const CloseAccount& close_account_;
    auth::PasswordHasher& passwords_;
    const PasswordAttempts& attempts_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

// Makes an account; shared with the administrators' service. Errors: precondition EMAIL_TAKEN,
// ROLE_REQUIRED.
struct NewUser {
    std::string email;
    std::string password;
    std::string nickname;  // empty takes the part of the e-mail before the @
    RoleSet roles;
    bool by_admin = false;  // who must be one when the account is made
};
Task<Result<UserRow>> create_user(CallContext& context, postgres::Transactor transact, UserStore& users,
                                  auth::PasswordHasher& passwords, events::Publisher& events,
                                  const runtime::Clock& clock, NewUser user);

}  // namespace ecommerce::user
