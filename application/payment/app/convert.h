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

void fill(v1::Payment& out, const WholePayment& whole);
void fill(v1::PaymentRecord& out, const RecordRow& row);
void fill(v1::PaymentMethod& out, const PaymentMethod& method);

}  // namespace ecommerce::payment
