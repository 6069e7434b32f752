// SPDX-License-Identifier: Apache-2.0
// Between the contract's messages and the tables of payments.
#pragma once

#include <optional>

#include "application/payment/app/payment_methods.h"
#include "application/payment/storage/payment_rows.h"

#include "common/v1/money.pb.h"
#include "payment/v1/payment.pb.h"
#include "payment/v1/payment_service.pb.h"

namespace ecommerce::payment {

v1::PaymentStatus to_message(State state);
// Nothing for UNSPECIFIED, which filters take as any.
std::optional<State> to_state(v1::PaymentStatus status);
v1::RefundStatus to_message(RefundState state);
std::optional<RefundState> to_state(v1::RefundStatus status);

void fill(v1::Payment& out, const WholePayment& whole);
// What was bought together, and by which payment, is the administrators' affair alone.
enum class Reader : std::uint8_t { seller, admin };
void fill(v1::PaymentRecord& out, const RecordRow& row, Reader reader);
void fill(v1::Refund& out, const RefundRecordRow& row);
void fill(v1::PaymentMethod& out, const PaymentMethod& method);

}  // namespace ecommerce::payment
