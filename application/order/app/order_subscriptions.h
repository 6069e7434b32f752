// SPDX-License-Identifier: Apache-2.0
// What news of payments, deadlines, shops and accounts mean for orders.
#pragma once

#include "application/order/app/erase_account.h"
#include "application/order/app/move_orders.h"
#include "framework/events/subscriptions.h"

namespace ecommerce::order {

// Registers the handlers; `move` and `erase` outlive `subscriptions`.
void subscribe_order_events(events::Subscriptions& subscriptions, MoveOrders& move,
                            const EraseAccount& erase);

}  // namespace ecommerce::order
