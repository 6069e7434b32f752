// SPDX-License-Identifier: Apache-2.0
// Closes an account: everything personal is erased here, and UserDeleted tells the other services to do
// the same. The row stays, because orders name its id.
#pragma once

#include "application/user/app/move_shop.h"
#include "application/user/app/open_orders.h"
#include "application/user/storage/address_store.h"
#include "application/user/storage/bank_card_store.h"
#include "framework/postgres/transactor.h"

namespace ecommerce::user {

class CloseAccount {
public:
    CloseAccount(const OpenOrders& open_orders, postgres::Transactor transact, UserStore& users,
                 AddressStore& addresses, BankCardStore& cards, const MoveShop& move_shop,
                 events::Publisher& events, const runtime::Clock& clock)
        : open_orders_(open_orders),
          transact_(transact),
          users_(users),
          addresses_(addresses),
          cards_(cards),
          move_shop_(move_shop),
          events_(events),
          clock_(clock) {}

    // Errors: not_found; precondition LAST_ADMIN, ACCOUNT_CLOSED; those of OpenOrders.
    Task<Result<void>> operator()(CallContext& context, std::int64_t user_id) const;

private:
    const OpenOrders& open_orders_;
    postgres::Transactor transact_;
    UserStore& users_;
    AddressStore& addresses_;
    BankCardStore& cards_;
    const MoveShop& move_shop_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

// For whoever takes the administrator's role, or the way in, from `user_id` in this transaction.
Task<Result<void>> refuse_last_admin(postgres::Transaction& tx, const UserStore& users, std::int64_t user_id);

}  // namespace ecommerce::user
