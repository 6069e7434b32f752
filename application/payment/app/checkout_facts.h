// SPDX-License-Identifier: Apache-2.0
// What the payment service holds of each checkout, for the doctor.
#pragma once

#include "application/payment/storage/payment_checks.h"

#include "diagnostics/v1/checkout_facts_service.rpc.h"

namespace ecommerce::payment {

// Stateless beside the reference, which outlives it; any loop.
class CheckoutFacts final : public diagnostics::v1::CheckoutFactsService {
public:
    explicit CheckoutFacts(const PaymentChecks& checks) : checks_(checks) {}

    Task<Result<diagnostics::v1::ListCheckoutFactsResponse>> ListCheckoutFacts(
        CallContext& context, const diagnostics::v1::ListCheckoutFactsRequest& request) override;

private:
    const PaymentChecks& checks_;
};

}  // namespace ecommerce::payment
