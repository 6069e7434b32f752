// SPDX-License-Identifier: Apache-2.0
// How the payment service refuses.
#pragma once

#include <string>

#include "application/payment/domain/payment_state.h"
#include "framework/call/reasons.h"
#include "framework/runtime/result.h"

#include "payment/v1/error_reason.rpc.h"

namespace ecommerce::payment {

// Also for payments of somebody else.
inline Error no_such_payment() {
    return reason::not_found("There is no such payment.");
}

inline Error wrong_state(State state, std::string message) {
    return v1::reason::payment_state(std::move(message)).with("status", std::string(name_of(state)));
}

inline Error no_such_refund() {
    return reason::not_found("There is no such refund.");
}

inline Error wrong_state(RefundState state, std::string message) {
    return v1::reason::refund_state(std::move(message)).with("status", std::string(name_of(state)));
}

inline Error too_late() {
    return v1::reason::payment_expired("The time to pay is over.");
}

}  // namespace ecommerce::payment
