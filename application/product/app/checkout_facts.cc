// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/checkout_facts.h"

namespace ecommerce::product {

namespace {

diagnostics::v1::CheckoutState state_of(const CheckoutUnits& lines) {
    if (int(lines.open > 0) + int(lines.released > 0) + int(lines.sold > 0) > 1) {
        return diagnostics::v1::CHECKOUT_STATE_MIXED;
    }
    if (lines.open > 0) return diagnostics::v1::CHECKOUT_STATE_OPEN;
    return lines.sold > 0 ? diagnostics::v1::CHECKOUT_STATE_PAID : diagnostics::v1::CHECKOUT_STATE_CANCELLED;
}

}  // namespace

Task<Result<diagnostics::v1::ListCheckoutFactsResponse>> CheckoutFacts::ListCheckoutFacts(
    CallContext& context, const diagnostics::v1::ListCheckoutFactsRequest& request) {
    diagnostics::v1::ListCheckoutFactsResponse response;
    const auto checkouts =
        co_await ok(checks_.checkouts(context, request.after_checkout_id(), int(request.page_size())));
    for (const auto& checkout : checkouts) {
        auto& fact = *response.add_facts();
        fact.set_checkout_id(checkout.checkout_id);
        fact.set_state(state_of(checkout));
        fact.set_units(checkout.units);
        fact.set_returned_units(checkout.returned_units);
    }
    co_return response;
}

}  // namespace ecommerce::product
