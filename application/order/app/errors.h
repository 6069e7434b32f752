// SPDX-License-Identifier: Apache-2.0
// How the order service refuses.
#pragma once

#include <string>

#include "application/order/domain/order_state.h"
#include "framework/call/reasons.h"
#include "framework/runtime/result.h"

#include "order/v1/error_reason.rpc.h"

namespace ecommerce::order {

// Also for orders of somebody else: nobody learns which numbers exist.
inline Error no_such_order() {
    return reason::not_found("There is no such order.");
}

inline Error wrong_state(State state, std::string message) {
    return v1::reason::order_state(std::move(message)).with("status", std::string(name_of(state)));
}

}  // namespace ecommerce::order
