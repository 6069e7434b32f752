// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/user/app/close_account.h"
#include "application/user/app/create_account.h"
#include "application/user/app/prove_password.h"
#include "framework/postgres/transactor.h"

#include "user/v1/user_service.rpc.h"

namespace ecommerce::user {

// Implements the contract's UserService. Any loop.
class UserService final : public v1::UserService {
public:
    UserService(postgres::Transactor transact, UserStore& users, EmailLinkStore& links,
                const CreateAccount& create_account, const CloseAccount& close_account,
                const ProvePassword& prove, auth::PasswordHasher& passwords, events::Publisher& events,
                const runtime::Clock& clock)
        : transact_(transact),
          users_(users),
          links_(links),
          create_account_(create_account),
          close_account_(close_account),
          prove_(prove),
          passwords_(passwords),
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
    postgres::Transactor transact_;
    UserStore& users_;
    EmailLinkStore& links_;
    const CreateAccount& create_account_;
    const CloseAccount& close_account_;
    const ProvePassword& prove_;
    auth::PasswordHasher& passwords_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::user
