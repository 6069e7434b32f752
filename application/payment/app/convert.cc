// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/convert.h"

#include <stdexcept>

#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

namespace ecommerce::payment {

v1::PaymentStatus to_message(State state) {
    switch (state) {
    case State::pending: return v1::PAYMENT_STATUS_PENDING;
    case State::processing: return v1::PAYMENT_STATUS_PROCESSING;
    case State::succeeded: return v1::PAYMENT_STATUS_SUCCEEDED;
    case State::closed: return v1::PAYMENT_STATUS_CLOSED;
    case State::partly_refunded: return v1::PAYMENT_STATUS_PARTLY_REFUNDED;
    case State::refunding: return v1::PAYMENT_STATUS_REFUNDING;
    case State::refunded: return v1::PAYMENT_STATUS_REFUNDED;
    }
    throw std::logic_error("a payment state without a message");
}

std::optional<State> to_state(v1::PaymentStatus status) {
    switch (status) {
    case v1::PAYMENT_STATUS_PENDING: return State::pending;
    case v1::PAYMENT_STATUS_PROCESSING: return State::processing;
    case v1::PAYMENT_STATUS_SUCCEEDED: return State::succeeded;
    case v1::PAYMENT_STATUS_CLOSED: return State::closed;
    case v1::PAYMENT_STATUS_PARTLY_REFUNDED: return State::partly_refunded;
    case v1::PAYMENT_STATUS_REFUNDING: return State::refunding;
    case v1::PAYMENT_STATUS_REFUNDED: return State::refunded;
    default: return std::nullopt;
    }
}

v1::RefundStatus to_message(RefundState state) {
    switch (state) {
    case RefundState::requested: return v1::REFUND_STATUS_REQUESTED;
    case RefundState::done: return v1::REFUND_STATUS_DONE;
    case RefundState::failed: return v1::REFUND_STATUS_FAILED;
    }
    throw std::logic_error("a refund's state without a message");
}

std::optional<RefundState> to_state(v1::RefundStatus status) {
    switch (status) {
    case v1::REFUND_STATUS_REQUESTED: return RefundState::requested;
    case v1::REFUND_STATUS_DONE: return RefundState::done;
    case v1::REFUND_STATUS_FAILED: return RefundState::failed;
    default: return std::nullopt;
    }
}

void fill(v1::Payment& out, const WholePayment& whole) {
    const auto& payment = whole.payment;
    std::int64_t refunded_minor = 0;
    for (const auto& refund : whole.refunds) {
        if (refund.charge_id == payment.charge_id && refund.status == RefundState::done) {
            refunded_minor += refund.amount_minor;
        }
    }
    *out.mutable_refunded_amount() = to_message(Money(refunded_minor, payment.currency_code));
    out.set_id(payment.payment_id);
    out.set_status(to_message(payment.status));
    *out.mutable_amount() = to_message(payment.amount());
    out.set_method(payment.method);
    out.set_checkout_id(payment.checkout_id);
    for (const auto& row : whole.parts) {
        auto& part = *out.add_parts();
        part.set_order_no(row.order_no);
        part.set_shop_id(row.shop_id);
        *part.mutable_amount() = to_message(Money(row.amount_minor, payment.currency_code));
    }
    out.set_declined_attempts(std::uint32_t(payment.declined_attempts));
    out.set_decline_reason(payment.decline_reason);
    out.set_reason(payment.reason);
    rpc::set_time(*out.mutable_created_at(), payment.created_at);
    rpc::set_time(*out.mutable_expires_at(), payment.expires_at);
    if (payment.paid_at) rpc::set_time(*out.mutable_paid_at(), *payment.paid_at);
    if (payment.closed_at) rpc::set_time(*out.mutable_closed_at(), *payment.closed_at);
    if (payment.refunded_at) rpc::set_time(*out.mutable_refunded_at(), *payment.refunded_at);
}

void fill(v1::PaymentRecord& out, const RecordRow& row, Reader reader) {
    if (reader == Reader::admin) {
        out.set_payment_id(row.payment_id);
        out.set_provider_reference(row.provider_reference);
    }
    out.set_order_no(row.order_no);
    out.set_shop_id(row.shop_id);
    out.set_status(to_message(row.status));
    *out.mutable_amount() = to_message(row.amount());
    out.set_method(row.method);
    rpc::set_time(*out.mutable_created_at(), row.created_at);
    if (row.paid_at) rpc::set_time(*out.mutable_paid_at(), *row.paid_at);
    if (row.refunded_at) rpc::set_time(*out.mutable_refunded_at(), *row.refunded_at);
}

void fill(v1::Refund& out, const RefundRecordRow& row) {
    out.set_refund_id(row.refund_id);
    out.set_payment_id(row.payment_id);
    out.set_order_no(row.order_no.value_or(""));
    *out.mutable_amount() = to_message(row.amount());
    out.set_status(to_message(row.status));
    out.set_failed_attempts(std::uint32_t(row.failed_attempts));
    out.set_last_error(row.last_error);
    rpc::set_time(*out.mutable_requested_at(), row.requested_at);
    if (row.done_at) rpc::set_time(*out.mutable_done_at(), *row.done_at);
}

void fill(v1::PaymentMethod& out, const PaymentMethod& method) {
    out.set_code(method.code);
    out.set_name(method.name);
    out.set_name_en(method.name_en);
    out.set_description(method.description);
    out.set_description_en(method.description_en);
}

}  // namespace ecommerce::payment
