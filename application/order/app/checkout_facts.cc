// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/checkout_facts.h"

#include <algorithm>

namespace ecommerce::order {

namespace {

diagnostics::v1::CheckoutState state_of(const CheckoutTotals& checkout) {
    if (checkout.refunded) return diagnostics::v1::CHECKOUT_STATE_REFUNDED;
    const auto all = [&](std::initializer_list<State> states) {
        return std::ranges::all_of(
            checkout.states, [&](State state) { return std::ranges::find(states, state) != states.end(); });
    };
    if (all({State::pending_payment})) return diagnostics::v1::CHECKOUT_STATE_OPEN;
    if (all({State::cancelled})) return diagnostics::v1::CHECKOUT_STATE_CANCELLED;
    if (all({State::paid, State::shipped, State::completed, State::refunding, State::refunded})) {
        return diagnostics::v1::CHECKOUT_STATE_PAID;
    }
    return diagnostics::v1::CHECKOUT_STATE_MIXED;
}

}  // namespace

Task<Result<diagnostics::v1::ListCheckoutFactsResponse>> CheckoutFacts::ListCheckoutFacts(
    CallContext& context, const diagnostics::v1::ListCheckoutFactsRequest& request) {
    diagnostics::v1::ListCheckoutFactsResponse response;
    const auto checkouts =
        co_await ok(checks_.checkouts(context, request.after_checkout_id(), int(request.page_size())));
    for (const auto& checkout : checkouts) {
        auto& fact = *response.add_facts();
        fact.set_state(state_of(checkout));
        fact.set_checkout_id(checkout.checkout_id);
        fact.set_amount_minor(checkout.total_minor);
        fact.set_units(checkout.units);
        fact.set_refund_minor(checkout.refund_minor);
        fact.set_refunded_minor(checkout.refunded_minor);
        fact.set_returned_units(checkout.returned_units);
    }
    co_return response;
}

}  // namespace ecommerce::order
