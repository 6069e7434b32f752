// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/order_events.h"

#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

#include "order/v1/events.pb.h"
#include "payment/v1/events.pb.h"

namespace ecommerce::order {

void subscribe_order_events(events::Subscriptions& subscriptions, MoveOrders& move) {
    using postgres::Transaction;
    subscriptions.on<payment::v1::PaymentSucceeded>(
        [&move](CallContext& context, Transaction& tx, const payment::v1::PaymentSucceeded& event) {
            return move.pay(context, tx,
                            {.checkout_id = event.checkout_id(),
                             .payment_id = event.payment_id(),
                             .amount = to_money(event.amount()),
                             .at = rpc::to_time(event.paid_at())});
        });
    subscriptions.on<payment::v1::PaymentClosed>(
        [&move](CallContext& context, Transaction& tx, const payment::v1::PaymentClosed& event) {
            return move.cancel_unpaid(context, tx, event.checkout_id(), Actor::payment, event.reason());
        });
    subscriptions.on<payment::v1::PaymentRefunded>(
        [&move](CallContext& context, Transaction& tx, const payment::v1::PaymentRefunded& event) {
            return move.refunded(context, tx, event.checkout_id(), event.reason());
        });
    subscriptions.on<v1::OrderPaymentDue>([&move](CallContext& context, Transaction& tx,
                                                  const v1::OrderPaymentDue& event) {
        return move.cancel_unpaid(context, tx, event.checkout_id(), Actor::timer, "It was not paid in time.");
    });
    subscriptions.on<v1::OrderReceiptDue>(
        [&move](CallContext& context, Transaction& tx, const v1::OrderReceiptDue& event) {
            return move.complete_silently(context, tx, event.order_no());
        });
}

}  // namespace ecommerce::order
