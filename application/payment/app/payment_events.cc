// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/payment_events.h"

#include "application/payment/app/errors.h"

#include "order/v1/events.pb.h"
#include "payment/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::payment {

namespace {

using postgres::Transaction;

// Where the buyer cancelled it: the buyer's own words stay at the order.
constexpr std::string_view kOrderCancelled = "The order was cancelled.";

// An event that comes when the payment is over, or was never opened, asks for nothing.
Task<Result<void>> unless_over(Task<Result<void>> move) {
    auto moved = co_await std::move(move);
    if (!moved && (moved.error().code() == Code::precondition || moved.error().code() == Code::not_found)) {
        co_return {};
    }
    co_return moved;
}

Task<Result<void>> pay_back(PaymentReader& reader, const PaymentMethods& methods, CallContext& context,
                            const v1::PaymentRefundDue& event) {
    auto name = co_await ok(reader.provider_of_charge(context, event.charge_id()));
    auto* provider = methods.find_provider(name);
    if (!provider) {
        co_return reason::unavailable("The provider that has the money is not configured.");
    }
    co_return co_await provider->refund(context, event.charge_id());
}

}  // namespace

void subscribe_payment_events(events::Subscriptions& subscriptions, MovePayments& move, PaymentReader& reader,
                              const PaymentMethods& methods) {
    subscriptions.on<v1::PaymentDue>(
        [&move](CallContext& context, Transaction& tx, const v1::PaymentDue& event) {
            return unless_over(move.close(
                context, tx, {event.payment_id(), std::nullopt, Cause::timer, "It was not paid in time."}));
        });
    subscriptions.on<order::v1::OrderCancelled>([&move](CallContext& context, Transaction& tx,
                                                        const order::v1::OrderCancelled& event) {
        const auto reason = event.reason().empty() ? kOrderCancelled : std::string_view(event.reason());
        return unless_over(move.close(context, tx, {event.payment_id(), std::nullopt, Cause::order, reason}));
    });
    subscriptions.on<order::v1::OrderPaymentRefused>(
        [&move](CallContext& context, Transaction& tx, const order::v1::OrderPaymentRefused& event) {
            return unless_over(
                move.refund(context, tx, {event.payment_id(), std::nullopt, Cause::order, event.reason()}));
        });
    subscriptions.on<user::v1::UserDeleted>(
        [&move](CallContext&, Transaction& tx, const user::v1::UserDeleted& event) -> Task<Result<void>> {
            move.store().erase_user(tx, event.user_id());
            co_return {};
        });
    subscriptions.on_outside<v1::PaymentRefundDue>(
        [&reader, &methods](CallContext& context, const v1::PaymentRefundDue& event) {
            return pay_back(reader, methods, context, event);
        });
}

}  // namespace ecommerce::payment
