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
inline std::unexpected<Error> no_such_order() {
    return fail(Code::not_found, std::string(reason::kNotFound), "There is no such order.");
}

inline std::unexpected<Error> wrong_state(State state, std::string message) {
    return fail(Error(Code::precondition, std::string(v1::reason::kOrderState), std::move(message))
                    .with("status", std::string(to_string(state))));
}

}  // namespace ecommerce::order
