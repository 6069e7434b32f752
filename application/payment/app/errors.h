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
inline std::unexpected<Error> no_such_payment() {
    return fail(Code::not_found, std::string(reason::kNotFound), "There is no such payment.");
}

inline std::unexpected<Error> wrong_state(State state, std::string message) {
    return fail(Error(Code::precondition, std::string(v1::reason::kPaymentState), std::move(message))
                    .with("status", std::string(to_string(state))));
}

inline std::unexpected<Error> too_late() {
    return fail(Code::precondition, std::string(v1::reason::kPaymentExpired), "The time to pay is over.");
}

}  // namespace ecommerce::payment
