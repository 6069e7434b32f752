// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/checkout_facts.h"

#include <stdexcept>

namespace ecommerce::payment {

namespace {

diagnostics::v1::CheckoutState state_of(State state) {
    switch (state) {
    case State::pending:
    case State::processing: return diagnostics::v1::CHECKOUT_STATE_OPEN;
    case State::succeeded:
    case State::partly_refunded: return diagnostics::v1::CHECKOUT_STATE_PAID;
    case State::closed: return diagnostics::v1::CHECKOUT_STATE_CANCELLED;
    // It is decided, only the provider takes its time.
    case State::refunding:
    case State::refunded: return diagnostics::v1::CHECKOUT_STATE_REFUNDED;
    }
    throw std::logic_error("a payment state without a fact");
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
        fact.set_state(state_of(checkout.status));
        fact.set_amount_minor(checkout.amount_minor);
        fact.set_refund_minor(checkout.refund_minor);
        fact.set_refunded_minor(checkout.refunded_minor);
    }
    co_return response;
}

}  // namespace ecommerce::payment
