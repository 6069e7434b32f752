// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/order_events.h"

#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

#include "order/v1/events.pb.h"
#include "payment/v1/events.pb.h"
#include "user/v1/events.pb.h"

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
            return move.refunded(context, tx,
                                 {.checkout_id = event.checkout_id(),
                                  .order_nos = {event.order_nos().begin(), event.order_nos().end()},
                                  .reason = event.reason()});
        });
    subscriptions.on<v1::OrderPaymentDue>([&move](CallContext& context, Transaction& tx,
                                                  const v1::OrderPaymentDue& event) {
        return move.cancel_unpaid(context, tx, event.checkout_id(), Actor::timer, "It was not paid in time.");
    });
    subscriptions.on<v1::OrderReceiptDue>(
        [&move](CallContext& context, Transaction& tx, const v1::OrderReceiptDue& event) {
            return move.complete_silently(context, tx, event.order_no());
        });
    subscriptions.on<v1::OrderShipmentDue>(
        [&move](CallContext& context, Transaction& tx, const v1::OrderShipmentDue& event) {
            return move.refund_unshipped(context, tx, event.order_no());
        });
    subscriptions.on<v1::OrderCallOffDue>(
        [&move](CallContext& context, Transaction& tx, const v1::OrderCallOffDue& event) {
            return move.call_off(context, tx,
                                 {.checkout_id = event.checkout_id(),
                                  .refund_order_no = event.refund_order_no(),
                                  .reason = event.reason()});
        });
    subscriptions.on<user::v1::ShopClosed>(
        [&move](CallContext& context, Transaction& tx, const user::v1::ShopClosed& event) {
            return move.shop_gone(context, tx, event.shop_id(), event.for_good());
        });
}

}  // namespace ecommerce::order
