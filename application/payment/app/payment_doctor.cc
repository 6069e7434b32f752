// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/payment_doctor.h"

namespace ecommerce::payment {

Task<Result<void>> check_payments(const PaymentChecks& checks, CallContext& context,
                                  diagnostics::v1::CheckInvariantsResponse& response) {
    auto broken = co_await ok(checks.broken_rules(context));
    for (auto& rule : broken) {
        auto& violation = *response.add_violations();
        violation.set_invariant(std::move(rule.rule));
        violation.set_detail(std::move(rule.detail));
    }
    co_return {};
}

}  // namespace ecommerce::payment
