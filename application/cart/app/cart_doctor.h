// SPDX-License-Identifier: Apache-2.0
// The cart service's answers to the doctor.
#pragma once

#include "application/cart/cart_parts.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::cart {

Task<Result<void>> check_carts(const CartParts& parts, Timestamp now, CallContext& context,
                               diagnostics::v1::CheckInvariantsResponse& response);

}  // namespace ecommerce::cart
