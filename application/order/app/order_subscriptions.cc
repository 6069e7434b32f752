// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/order_subscriptions.h"

#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

#include "order/v1/events.pb.h"
#include "payment/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::order {

namespace {

template <typename Event>
using Many = std::span<const events::Told<Event>>;

}  // namespace

void subscribe_order_events(events::Subscriptions& subscriptions, MoveOrders& move,
                            const EraseAccount& erase) {
    using postgres::Transaction;
    subscriptions.on_many<payment::v1::PaymentSucceeded>(
        [&move](CallContext&, Transaction& tx,
                Many<payment::v1::PaymentSucceeded> events) -> Task<Result<void>> {
            std::vector<MoveOrders::Paid> payments;
            for (const auto& [context, event] : events) {
                payments.push_back({.context = context,
                                    .checkout_id = event->checkout_id(),
                                    .payment_id = event->payment_id(),
                                    .amount = to_money(event->amount()),
                                    .at = rpc::to_time(event->paid_at())});
            }
            co_return co_await move.pay(tx, payments);
        });
    subscriptions.on_many<payment::v1::PaymentClosed>(
        [&move](CallContext&, Transaction& tx,
                Many<payment::v1::PaymentClosed> events) -> Task<Result<void>> {
            std::vector<MoveOrders::Lapsed> lapsed;
            for (const auto& [context, event] : events) {
                lapsed.push_back({context, event->checkout_id(), event->reason()});
            }
            co_return co_await move.cancel_unpaid(tx, lapsed, Actor::payment);
        });
    subscriptions.on<payment::v1::PaymentRefunded>(
        [&move](CallContext& context, Transaction& tx, const payment::v1::PaymentRefunded& event) {
            return move.refunded(context, tx,
                                 {.checkout_id = event.checkout_id(),
                                  .order_nos = {event.order_nos().begin(), event.order_nos().end()},
                                  .reason = event.reason()});
        });
    subscriptions.on_many<v1::OrderPaymentDue>(
        [&move](CallContext&, Transaction& tx, Many<v1::OrderPaymentDue> events) -> Task<Result<void>> {
            std::vector<MoveOrders::Lapsed> lapsed;
            for (const auto& [context, event] : events) {
                lapsed.push_back({context, event->checkout_id(), "It was not paid in time."});
            }
            co_return co_await move.cancel_unpaid(tx, lapsed, Actor::timer);
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
    subscriptions.on<user::v1::UserDeleted>(
        [&erase](CallContext& context, Transaction& tx, const user::v1::UserDeleted& event) {
            return erase(context, tx, event.user_id(), event.shop_id());
        });
    subscriptions.on<v1::AccountErasureDue>(
        [&erase](CallContext& context, Transaction& tx, const v1::AccountErasureDue& event) {
            return erase.go_on(context, tx, event);
        });
}

}  // namespace ecommerce::order
