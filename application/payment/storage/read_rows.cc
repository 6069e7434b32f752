// SPDX-License-Identifier: Apache-2.0
#include "application/payment/storage/read_rows.h"

namespace ecommerce::payment {

PaymentRow read_payment(const postgres::Row& row) {
    using Time = std::optional<Timestamp>;
    return {.id = row.get<std::int64_t>(0),
            .payment_id = row.get<std::string>(1),
            .checkout_id = row.get<std::string>(2),
            .user_id = row.get<std::int64_t>(3),
            .method = row.get<std::string>(4),
            .status = row.get<State>(5),
            .amount_minor = row.get<std::int64_t>(6),
            .currency_code = row.get<std::string>(7),
            .declined_attempts = row.get<std::int32_t>(8),
            .decline_reason = row.get<std::string>(9),
            .reason = row.get<std::string>(10),
            .charge_id = row.get<std::string>(11),
            .provider_reference = row.get<std::string>(12),
            .created_at = row.get<Timestamp>(13),
            .expires_at = row.get<Timestamp>(14),
            .paid_at = row.get<Time>(15),
            .closed_at = row.get<Time>(16),
            .refunded_at = row.get<Time>(17)};
}

PartRow read_part(const postgres::Row& row) {
    return {.order_no = row.get<std::string>(0),
            .shop_id = row.get<std::int64_t>(1),
            .amount_minor = row.get<std::int64_t>(2)};
}

}  // namespace ecommerce::payment
