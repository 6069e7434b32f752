// SPDX-License-Identifier: Apache-2.0
// The order service's answers to the doctor.
#pragma once

#include "application/order/storage/order_checks.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::order {

Task<Result<void>> check_orders(const OrderChecks& checks, CallContext& context,
                                diagnostics::v1::CheckInvariantsResponse& response);

}  // namespace ecommerce::order
