// SPDX-License-Identifier: Apache-2.0
// What deadlines and news of orders and accounts mean for payments.
#pragma once

#include "application/payment/app/move_payments.h"
#include "application/payment/app/payment_methods.h"
#include "application/payment/storage/payment_reader.h"
#include "framework/events/subscriptions.h"

namespace ecommerce::payment {

// Registers the handlers; everything referred to outlives `subscriptions`.
void subscribe_payment_events(events::Subscriptions& subscriptions, MovePayments& move, PaymentReader& reader,
                              const PaymentMethods& methods);

}  // namespace ecommerce::payment
