// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/payment_publisher.h"

#include <deque>
#include <vector>

#include "application/payment/app/convert.h"
#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

#include "payment/v1/events.pb.h"

namespace ecommerce::payment {

namespace {

template <typename Event>
Event about(const PaymentRow& payment) {
    Event event;
    event.set_payment_id(payment.payment_id);
    event.set_checkout_id(payment.checkout_id);
    event.set_user_id(payment.user_id);
    return event;
}

template <typename Event>
void add_orders(Event& event, const WholePayment& whole) {
    for (const auto& part : whole.parts) event.add_order_nos(part.order_no);
}

}  // namespace

void PaymentPublisher::due(postgres::Transaction& tx, const CallContext& context,
                           const PaymentRow& payment) const {
    v1::PaymentDue event;
    event.set_payment_id(payment.payment_id);
    events_.publish(tx, context, event, {.key = payment.payment_id, .deliver_at = payment.expires_at});
}

void PaymentPublisher::refund_due(postgres::Transaction& tx, const CallContext& context,
                                  std::string_view payment_id, std::string_view charge_id,
                                  std::string_view refund_id) const {
    v1::PaymentRefundDue event;
    event.set_payment_id(std::string(payment_id));
    event.set_charge_id(std::string(charge_id));
    event.set_refund_id(std::string(refund_id));
    events_.publish(tx, context, event, {.key = payment_id});
}

void PaymentPublisher::succeeded(postgres::Transaction& tx, const CallContext& context,
                                 const WholePayment& whole, std::string_view method, Timestamp at) const {
    auto event = about<v1::PaymentSucceeded>(whole.payment);
    *event.mutable_amount() = to_message(whole.payment.amount());
    add_orders(event, whole);
    event.set_method(std::string(method));
    rpc::set_time(*event.mutable_paid_at(), at);
    events_.publish(tx, context, event, {.key = whole.payment.payment_id});
}

void PaymentPublisher::declined(postgres::Transaction& tx, const CallContext& context,
                                const WholePayment& whole, std::string_view reason) const {
    auto event = about<v1::PaymentDeclined>(whole.payment);
    event.set_reason(std::string(reason));
    events_.publish(tx, context, event, {.key = whole.payment.payment_id});
}

void PaymentPublisher::closed(postgres::Transaction& tx, std::span<const Closed> payments) const {
    std::vector<v1::PaymentClosed> closed;
    closed.reserve(payments.size());
    std::deque<v1::PaymentChargeOver> over;
    std::vector<events::Publication> news;
    for (const auto& [context, whole, reason] : payments) {
        const events::PublishOptions options{.key = whole->payment.payment_id};
        for (const auto& charge : whole->charges) {
            auto& event = over.emplace_back();
            event.set_payment_id(whole->payment.payment_id);
            event.set_charge_id(charge.charge_id);
            news.push_back({context, &event, options});
        }
        auto& event = closed.emplace_back(about<v1::PaymentClosed>(whole->payment));
        add_orders(event, *whole);
        event.set_reason(std::string(reason));
        news.push_back({context, &event, options});
    }
    events_.publish_all(tx, news);
}

void PaymentPublisher::refunded(postgres::Transaction& tx, const CallContext& context,
                                const PaymentRow& payment, const Refunded& back) const {
    auto event = about<v1::PaymentRefunded>(payment);
    *event.mutable_amount() = to_message(Money(back.amount_minor, payment.currency_code));
    for (const auto& order_no : back.order_nos) event.add_order_nos(order_no);
    event.set_reason(std::string(back.reason));
    events_.publish(tx, context, event, {.key = payment.payment_id});
}

}  // namespace ecommerce::payment
