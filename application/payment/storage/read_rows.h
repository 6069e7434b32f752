// SPDX-License-Identifier: Apache-2.0
// From results to rows, for the statements of this folder.
#pragma once

#include <utility>

#include "application/payment/storage/payment_rows.h"
#include "framework/postgres/rows.h"
#include "framework/runtime/result.h"

namespace ecommerce::payment {

// Columns: id, payment_id, checkout_id, user_id, method, status, amount_minor, currency_code,
// declined_attempts, decline_reason, reason, charge_id, provider_reference, created_at, expires_at, paid_at,
// closed_at, refunded_at.
PaymentRow read_payment(const postgres::Row& row);
// Columns: order_no, shop_id, amount_minor.
PartRow read_part(const postgres::Row& row);

template <typename Read>
auto read_all(const postgres::Rows& rows, Read read) {
    std::vector<std::invoke_result_t<Read, postgres::Row>> values;
    values.reserve(rows.size());
    for (const auto& row : rows) values.push_back(read(row));
    return values;
}

}  // namespace ecommerce::payment
