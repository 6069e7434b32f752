// SPDX-License-Identifier: Apache-2.0
// The statements that more than one file of this folder asks for.
#pragma once

#include "framework/postgres/statement.h"

namespace ecommerce::payment {

// A PaymentRow: $1 its id, $2 whose it must be or NULL.
inline constexpr postgres::Piece kPayment = R"sql(
    SELECT id, payment_id, checkout_id, user_id, method, status, amount_minor, currency_code,
           declined_attempts, decline_reason, reason, charge_id, provider_reference, created_at, expires_at,
           paid_at, closed_at, refunded_at
    FROM payments
    WHERE payment_id = $1 AND ($2::BIGINT IS NULL OR user_id = $2)
)sql";

// A PartRow each.
inline constexpr postgres::Read kPartsOfPayment{R"sql(
    SELECT part.order_no, part.shop_id, part.amount_minor
    FROM payments
    JOIN payment_parts AS part ON part.payment_row_id = payments.id
    WHERE payments.payment_id = $1
    ORDER BY part.id
)sql"};

// A RefundRow each.
inline constexpr postgres::Read kRefundsOfPayment{R"sql(
    SELECT refund.id, refund.refund_id, refund.charge_id, refund.order_no, refund.amount_minor, refund.status
    FROM payments
    JOIN refunds AS refund ON refund.payment_row_id = payments.id
    WHERE payments.payment_id = $1
    ORDER BY refund.id
)sql"};

}  // namespace ecommerce::payment
