// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/payment_subscriptions.h"

#include "application/payment/app/errors.h"
#include "framework/money/money_message.h"

#include "order/v1/events.pb.h"
#include "payment/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::payment {

namespace {

using postgres::Transaction;

// Where the buyer cancelled it: the buyer's own words stay at the order.
constexpr std::string_view kOrderCancelled = "The order was cancelled.";

template <typename Event>
using Many = std::span<const events::Told<Event>>;

// An event that comes when the payment is over, or was never opened, asks for nothing.
Task<Result<void>> unless_over(Task<Result<void>> move) {
    auto moved = co_await std::move(move);
    if (!moved && (moved.error().code() == Code::precondition || moved.error().code() == Code::not_found)) {
        co_return {};
    }
    co_return moved;
}

}  // namespace

void subscribe_payment_events(events::Subscriptions& subscriptions, PaymentStore& store, MovePayments& move,
                              PayBack& pay_back, CloseCharge& close_charge) {
    subscriptions.on_many<v1::PaymentDue>(
        [&move](CallContext&, Transaction& tx, Many<v1::PaymentDue> events) -> Task<Result<void>> {
            std::vector<MovePayments::Over> over;
            for (const auto& [context, event] : events) {
                over.push_back({context, event->payment_id(), "It was not paid in time."});
            }
            co_return co_await move.close_open(tx, over, Cause::timer);
        });
    subscriptions.on_many<order::v1::OrderCancelled>(
        [&move](CallContext&, Transaction& tx, Many<order::v1::OrderCancelled> events) -> Task<Result<void>> {
            std::vector<MovePayments::OrderOver> over;
            for (const auto& [context, event] : events) {
                const auto& said = event->reason();
                over.push_back({.context = context,
                                .order = {.payment_id = event->payment_id(),
                                          .checkout_id = event->checkout_id(),
                                          .user_id = event->user_id(),
                                          .order_no = event->order_no(),
                                          .shop_id = event->shop_id(),
                                          .total = to_money(event->total()),
                                          .reason = said.empty() ? kOrderCancelled : said}});
            }
            co_return co_await move.close_of_orders(tx, over);
        });
    subscriptions.on<order::v1::OrderPaymentRefused>(
        [&move](CallContext& context, Transaction& tx, const order::v1::OrderPaymentRefused& event) {
            return unless_over(
                move.refund(context, tx, {event.payment_id(), std::nullopt, Cause::order, event.reason()}));
        });
    // Never unless_over(): an order that was paid has its money here, and what goes wrong is to be seen.
    subscriptions.on<order::v1::OrderRefunding>(
        [&move](CallContext& context, Transaction& tx, const order::v1::OrderRefunding& event) {
            return move.refund_order(context, tx, {event.payment_id(), std::nullopt, Cause::order, ""},
                                     event.order_no());
        });
    subscriptions.on<user::v1::UserDeleted>(
        [&store](CallContext&, Transaction& tx, const user::v1::UserDeleted& event) -> Task<Result<void>> {
            store.erase_user(tx, event.user_id());
            co_return {};
        });
    subscriptions.on_outside<v1::PaymentChargeOver>(
        [&close_charge](CallContext& context, const v1::PaymentChargeOver& event) {
            return close_charge(context, event.charge_id());
        });
    subscriptions.on_outside<v1::PaymentRefundDue>(
        [&pay_back](CallContext& context, const v1::PaymentRefundDue& event) -> Task<Result<void>> {
            // Those of before refunds had names are of whole charges.
            const auto id = event.refund_id().empty() ? "rf_" + event.charge_id() : event.refund_id();
            co_return co_await pay_back(context, id);
        });
}

}  // namespace ecommerce::payment
