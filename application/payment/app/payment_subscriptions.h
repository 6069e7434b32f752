// SPDX-License-Identifier: Apache-2.0
// What deadlines and news of orders and accounts mean for payments.
#pragma once

#include "application/payment/app/close_charge.h"
#include "application/payment/app/move_payments.h"
#include "application/payment/app/pay_back.h"
#include "framework/events/subscriptions.h"

namespace ecommerce::payment {

// Registers the handlers; everything referred to outlives `subscriptions`.
void subscribe_payment_events(events::Subscriptions& subscriptions, PaymentStore& store, MovePayments& move,
                              PayBack& pay_back, CloseCharge& close_charge);

}  // namespace ecommerce::payment
