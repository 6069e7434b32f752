// SPDX-License-Identifier: Apache-2.0
// Makes accounts, for those who register and for administrators.
#pragma once

#include "application/user/app/make_link.h"
#include "application/user/storage/user_store.h"
#include "framework/auth/password.h"
#include "framework/postgres/transactor.h"

namespace ecommerce::user {

struct NewUser {
    std::string email;
    std::string password;
    std::string nickname;  // empty takes the part of the e-mail before the @
    RoleSet roles;
    Language language = Language::any;
    bool by_admin = false;         // who must be one when the account is made
    bool email_confirmed = false;  // otherwise a link goes there, unless an administrator made the account
};

// Stateless; any loop.
class CreateAccount {
public:
    CreateAccount(postgres::Transactor transact, const UserStore& users, const MakeLink& make_link,
                  auth::PasswordHasher& passwords, events::Publisher& events, const runtime::Clock& clock)
        : transact_(transact),
          users_(users),
          make_link_(make_link),
          passwords_(passwords),
          events_(events),
          clock_(clock) {}

    // Errors: precondition EMAIL_TAKEN, ROLE_REQUIRED.
    Task<Result<UserRow>> operator()(CallContext& context, NewUser user) const;

private:
    postgres::Transactor transact_;
    const UserStore& users_;
    const MakeLink& make_link_;
    auth::PasswordHasher& passwords_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::user
