// SPDX-License-Identifier: Apache-2.0
// What the tables of payments hold. Amounts are minor units.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "application/payment/domain/payment_state.h"
#include "framework/money/money.h"
#include "framework/runtime/clock.h"

namespace ecommerce::payment {

struct PaymentRow {
    std::int64_t id = 0;
    std::string payment_id;
    std::string checkout_id;
    std::int64_t user_id = 0;
    std::string method;
    State status = State::pending;
    std::int64_t amount_minor = 0;
    std::string currency_code;
    std::int32_t declined_attempts = 0;
    std::string decline_reason;
    std::string reason;
    std::string charge_id;
    std::string provider_reference;
    Timestamp created_at;
    Timestamp expires_at;
    std::optional<Timestamp> paid_at;
    std::optional<Timestamp> closed_at;
    std::optional<Timestamp> refunded_at;

    Money amount() const { return {amount_minor, currency_code}; }
    bool operator==(const PaymentRow&) const = default;
};

struct PartRow {
    std::string order_no;
    std::int64_t shop_id = 0;
    std::int64_t amount_minor = 0;
};

struct ChargeRow {
    std::int64_t id = 0;
    std::string charge_id;
    std::string provider;
    std::string method;
    ChargeState status = ChargeState::open;
    std::int64_t amount_minor = 0;
    std::string currency_code;
    std::string provider_reference;
    std::string cashier_url;

    Money amount() const { return {amount_minor, currency_code}; }
};

// Money on its way back: an order's part of the payment, or all that a charge brought.
struct RefundRow {
    std::int64_t id = 0;
    std::string refund_id;
    std::string charge_id;
    std::optional<std::string> order_no;  // nothing: all
    std::int64_t amount_minor = 0;
    RefundState status = RefundState::requested;
};

// A payment with all that belongs to it.
struct WholePayment {
    PaymentRow payment;
    std::vector<PartRow> parts;
    std::vector<RefundRow> refunds;
    std::vector<ChargeRow> charges;  // the latest last; only where a transaction holds the payment
};

// A refund in a list of all.
struct RefundRecordRow {
    std::int64_t id = 0;
    std::string refund_id;
    std::string payment_id;
    std::string charge_id;
    std::string provider;
    std::optional<std::string> order_no;
    std::int64_t amount_minor = 0;
    std::string currency_code;
    RefundState status = RefundState::requested;
    std::int32_t failed_attempts = 0;
    std::string last_error;
    Timestamp requested_at;
    std::optional<Timestamp> done_at;

    Money amount() const { return {amount_minor, currency_code}; }
};

// What a payment pays for one order, in a list.
struct RecordRow {
    std::int64_t part_id = 0;
    std::string payment_id;
    std::string order_no;
    std::int64_t shop_id = 0;
    State status = State::pending;
    std::int64_t amount_minor = 0;
    std::string currency_code;
    std::string method;
    std::string provider_reference;
    Timestamp created_at;
    std::optional<Timestamp> paid_at;
    std::optional<Timestamp> refunded_at;

    Money amount() const { return {amount_minor, currency_code}; }
};

}  // namespace ecommerce::payment
