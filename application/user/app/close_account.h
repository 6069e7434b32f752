// SPDX-License-Identifier: Apache-2.0
// Closes an account: everything personal is erased here, and UserDeleted tells the other services to do
// the same. The row stays, because orders name its id.
#pragma once

#include <optional>
#include <string>

#include "application/user/app/move_shop.h"
#include "application/user/app/open_orders.h"
#include "application/user/storage/address_store.h"
#include "application/user/storage/bank_card_store.h"
#include "application/user/storage/email_link_store.h"
#include "framework/postgres/transactor.h"

namespace ecommerce::user {

class CloseAccount {
public:
    CloseAccount(const OpenOrders& open_orders, postgres::Transactor transact, UserStore& users,
                 AddressStore& addresses, BankCardStore& cards, EmailLinkStore& links,
                 const MoveShop& move_shop, events::Publisher& events, const runtime::Clock& clock)
        : open_orders_(open_orders),
          transact_(transact),
          users_(users),
          addresses_(addresses),
          cards_(cards),
          links_(links),
          move_shop_(move_shop),
          events_(events),
          clock_(clock) {}

    // By its owner, whose password was proven against the hash `proven`, or without that by an administrator.
    // Errors: not_found; precondition LAST_ADMIN, ACCOUNT_CLOSED; WRONG_PASSWORD when the password was changed
    // meanwhile; ROLE_REQUIRED; those of OpenOrders.
    Task<Result<void>> operator()(CallContext& context, std::int64_t user_id,
                                  std::optional<std::string> proven) const;

private:
    const OpenOrders& open_orders_;
    postgres::Transactor transact_;
    UserStore& users_;
    AddressStore& addresses_;
    BankCardStore& cards_;
    EmailLinkStore& links_;
    const MoveShop& move_shop_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::user
