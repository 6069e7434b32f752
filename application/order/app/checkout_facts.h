// SPDX-License-Identifier: Apache-2.0
// What the order service holds of each checkout, for the doctor.
#pragma once

#include "application/order/storage/order_checks.h"

#include "diagnostics/v1/checkout_facts_service.rpc.h"

namespace ecommerce::order {

// Stateless beside the reference, which outlives it; any loop.
class CheckoutFacts final : public diagnostics::v1::CheckoutFactsService {
public:
    explicit CheckoutFacts(const OrderChecks& checks) : checks_(checks) {}

    Task<Result<diagnostics::v1::ListCheckoutFactsResponse>> ListCheckoutFacts(
        CallContext& context, const diagnostics::v1::ListCheckoutFactsRequest& request) override;

private:
    const OrderChecks& checks_;
};

}  // namespace ecommerce::order
