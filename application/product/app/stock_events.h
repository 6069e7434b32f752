// SPDX-License-Identifier: Apache-2.0
// What happens to stock on the news of orders, and when reservations run out.
#pragma once

#include "application/product/app/settle_stock.h"
#include "framework/events/subscriptions.h"
#include "framework/runtime/spawn.h"

#include "order/v1/order_service.rpc.h"

namespace ecommerce::product {

// OrderPaid sells an order's lines, OrderCancelled gives them back. `settle` outlives `subscriptions`.
void subscribe_stock_events(events::Subscriptions& subscriptions, const SettleStock& settle);

// Gives back what nobody bought: reservations past their time whose checkout has no order that waits or is
// paid. It asks, because a payment at the last moment may still be on its way here as an event.
class ReservationSweeper {
public:
    ReservationSweeper(StockStore& stock, const SettleStock& settle, order::v1::OrderService& orders,
                       const runtime::Clock& clock)
        : stock_(stock), settle_(settle), orders_(orders), clock_(clock) {}

    // Looks every `pause` until the stop is requested.
    Task<void> run(std::chrono::milliseconds pause, runtime::StopSignal& stop) const;
    // One look; gives how many reservations were given back.
    Task<Result<int>> sweep(CallContext& context) const;

private:
    Task<Result<bool>> is_abandoned(CallContext& context, const std::string& checkout_id) const;

    StockStore& stock_;
    const SettleStock& settle_;
    order::v1::OrderService& orders_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::product
