// SPDX-License-Identifier: Apache-2.0
// What news of payments and deadlines mean for orders.
#pragma once

#include "application/order/app/move_orders.h"
#include "framework/events/subscriptions.h"

namespace ecommerce::order {

// Registers the handlers; `move` outlives `subscriptions`.
void subscribe_order_events(events::Subscriptions& subscriptions, MoveOrders& move);

}  // namespace ecommerce::order
