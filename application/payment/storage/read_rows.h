// SPDX-License-Identifier: Apache-2.0
// What more than one file of this folder asks for, and from results to rows.
#pragma once

#include <utility>

#include "application/payment/storage/payment_rows.h"
#include "framework/postgres/rows.h"
#include "framework/postgres/statement.h"
#include "framework/runtime/result.h"

namespace ecommerce::payment {

// One payment: $1 its id, $2 whose it must be or NULL.
inline constexpr postgres::Piece kPayment = R"sql(
    SELECT id, payment_id, checkout_id, user_id, method, status, amount_minor, currency_code,
           declined_attempts, decline_reason, reason, charge_id, provider_reference, created_at, expires_at,
           paid_at, closed_at, refunded_at
    FROM payments
    WHERE payment_id = $1 AND ($2::BIGINT IS NULL OR user_id = $2)
)sql";
PaymentRow read_payment(const postgres::Row& row);

inline constexpr postgres::Read kPartsOfPayment{R"sql(
    SELECT part.order_no, part.shop_id, part.amount_minor
    FROM payments
    JOIN payment_parts AS part ON part.payment_row_id = payments.id
    WHERE payments.payment_id = $1
    ORDER BY part.id
)sql"};
PartRow read_part(const postgres::Row& row);

template <typename Read>
auto read_all(const postgres::Rows& rows, Read read) {
    std::vector<std::invoke_result_t<Read, postgres::Row>> values;
    values.reserve(rows.size());
    for (const auto& row : rows) values.push_back(read(row));
    return values;
}

}  // namespace ecommerce::payment
