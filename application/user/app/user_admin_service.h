// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/user/app/close_account.h"
#include "application/user/app/create_account.h"
#include "application/user/storage/email_link_store.h"
#include "framework/postgres/transactor.h"

#include "user/v1/user_admin_service.rpc.h"

namespace ecommerce::user {

// Implements the contract's UserAdminService. Any loop.
class UserAdminService final : public v1::UserAdminService {
public:
    UserAdminService(postgres::Transactor transact, UserStore& users, const EmailLinkStore& links,
                     const CreateAccount& create_account, const CloseAccount& close_account,
                     const MoveShop& move_shop, events::Publisher& events, const runtime::Clock& clock)
        : transact_(transact),
          users_(users),
          links_(links),
          create_account_(create_account),
          close_account_(close_account),
          move_shop_(move_shop),
          events_(events),
          clock_(clock) {}

    Task<Result<v1::ListUsersResponse>> ListUsers(CallContext& context,
                                                  const v1::ListUsersRequest& request) override;
    Task<Result<v1::GetUserResponse>> GetUser(CallContext& context,
                                              const v1::GetUserRequest& request) override;
    Task<Result<v1::AddUserResponse>> AddUser(CallContext& context,
                                              const v1::AddUserRequest& request) override;
    Task<Result<v1::UpdateUserResponse>> UpdateUser(CallContext& context,
                                                    const v1::UpdateUserRequest& request) override;
    Task<Result<v1::RemoveUserResponse>> RemoveUser(CallContext& context,
                                                    const v1::RemoveUserRequest& request) override;
    Task<Result<v1::FreezeUserResponse>> FreezeUser(CallContext& context,
                                                    const v1::FreezeUserRequest& request) override;
    Task<Result<v1::UnfreezeUserResponse>> UnfreezeUser(CallContext& context,
                                                        const v1::UnfreezeUserRequest& request) override;

private:
    Task<Result<UserRow>> update(CallContext& context, const v1::UpdateUserRequest& request);
    // The account's shop goes with it.
    Task<Result<UserRow>> move(CallContext& context, std::int64_t id, Status from, Status to,
                               const std::string& reason);

    postgres::Transactor transact_;
    UserStore& users_;
    const EmailLinkStore& links_;
    const CreateAccount& create_account_;
    const CloseAccount& close_account_;
    const MoveShop& move_shop_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::user
