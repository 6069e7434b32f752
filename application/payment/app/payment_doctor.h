// SPDX-License-Identifier: Apache-2.0
// The payment service's answers to the doctor.
#pragma once

#include "application/payment/storage/payment_checks.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::payment {

Task<Result<void>> check_payments(const PaymentChecks& checks, CallContext& context,
                                  diagnostics::v1::CheckInvariantsResponse& response);

}  // namespace ecommerce::payment
