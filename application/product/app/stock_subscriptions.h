// SPDX-License-Identifier: Apache-2.0
// What happens to stock on the news of orders, and when reservations run out.
#pragma once

#include "application/product/app/settle_stock.h"
#include "framework/events/subscriptions.h"

#include "order/v1/order_service.rpc.h"

namespace ecommerce::product {

// OrderPaid sells an order's lines, OrderCancelled gives them back. `settle` outlives `subscriptions`.
void subscribe_stock_events(events::Subscriptions& subscriptions, const SettleStock& settle);

// Gives back what nobody bought: reservations past their time whose checkout has no order that waits or is
// paid. It asks, because a payment at the last moment may still be on its way here as an event.
class ReservationSweeper {
public:
    struct Limits {
        int page = 200;   // reservations read at once
        int most = 2000;  // reservations in one look, about
    };
    ReservationSweeper(StockStore& stock, const SettleStock& settle, order::v1::OrderService& orders,
                       const runtime::Clock& clock, Limits limits)
        : stock_(stock), settle_(settle), orders_(orders), clock_(clock), limits_(limits) {}

    // One look, and one at a time; gives how many reservations were given back. It ends when it has seen all
    // that expired, when it has done enough or when something failed; the next look goes on behind that and
    // then begins with the oldest again, so that nothing that stays keeps the sweeper from the rest.
    Task<Result<int>> sweep(CallContext& context);

private:
    Task<Result<bool>> give_back(CallContext& context, const std::string& checkout_id) const;
    Task<Result<bool>> is_abandoned(CallContext& context, const std::string& checkout_id) const;

    StockStore& stock_;
    const SettleStock& settle_;
    order::v1::OrderService& orders_;
    const runtime::Clock& clock_;
    const Limits limits_;
    StockStore::Expired last_;  // where the last look ended; {}: at the end
};

}  // namespace ecommerce::product
