// SPDX-License-Identifier: Apache-2.0
// What the closing of an account means for orders: nothing new is placed by it or at its shop, what it has not paid
// is called off, and no order tells who the buyer or the seller was.
#pragma once

#include "application/order/app/move_orders.h"
#include "application/order/storage/closed_account_store.h"
#include "application/order/storage/order_store.h"
#include "framework/events/publisher.h"

#include "order/v1/events.pb.h"

namespace ecommerce::order {

// Stateless; any loop.
class EraseAccount {
public:
    EraseAccount(OrderStore& orders, const MoveOrders& move, events::Publisher& events,
                 const runtime::Clock& clock)
        : orders_(orders), move_(move), events_(events), clock_(clock) {}

    // The account is closed.
    Task<Result<void>> operator()(CallContext& context, postgres::Transaction& tx, std::int64_t user_id,
                                  std::int64_t shop_id) const;
    // Erases a number of orders, and asks for more of the same where there are more.
    Task<Result<void>> go_on(CallContext& context, postgres::Transaction& tx,
                             v1::AccountErasureDue due) const;

private:
    OrderStore& orders_;
    const MoveOrders& move_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
    ClosedAccountStore closed_;
};

}  // namespace ecommerce::order
