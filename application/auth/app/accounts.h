// SPDX-License-Identifier: Apache-2.0
// Accounts as the user service knows them at one moment.
#pragma once

#include <cstdint>

#include "application/auth/storage/session_store.h"

#include "user/v1/user.pb.h"
#include "user/v1/user_service.rpc.h"

namespace ecommerce::auth {

struct Account {
    user::v1::User user;
    Access access;
};

// How often an account is looked at again that changes in between; what is said after that.
inline constexpr int kRoundsMax = 3;
Error account_changes();

// Stateless; any loop.
class Accounts {
public:
    explicit Accounts(user::v1::UserService& users) : users_(users) {}

    // Errors: the user service's; unauthenticated when it is no account with that password.
    Task<Result<Account>> verify(CallContext& context, const std::string& email, const std::string& password,
                                 const std::string& device) const;
    // Nothing when it is not active.
    Task<Result<std::optional<Account>>> find(CallContext& context, std::int64_t user_id) const;

private:
    user::v1::UserService& users_;
};

}  // namespace ecommerce::auth
