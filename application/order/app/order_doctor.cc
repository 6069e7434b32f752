// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/order_doctor.h"

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
    if (all({State::refunded})) return diagnostics::v1::CHECKOUT_STATE_REFUNDED;
    if (all({State::paid, State::shipped, State::completed, State::refunding})) {
        return diagnostics::v1::CHECKOUT_STATE_PAID;
    }
    return diagnostics::v1::CHECKOUT_STATE_MIXED;
}

}  // namespace

Task<Result<void>> check_orders(const OrderChecks& checks, CallContext& context,
                                diagnostics::v1::CheckInvariantsResponse& response) {
    auto broken = co_await checks.broken_rules(context);
    if (!broken) co_return fail(std::move(broken.error()));
    for (auto& rule : *broken) {
        auto& violation = *response.add_violations();
        violation.set_invariant(std::move(rule.rule));
        violation.set_detail(std::move(rule.detail));
    }
    auto kinds = co_await checks.kinds_of_moves(context);
    if (!kinds) co_return fail(std::move(kinds.error()));
    for (const auto& kind : *kinds) {
        const bool legal =
            kind.from ? may_move(*kind.from, kind.to, kind.actor) : kind.to == State::pending_payment;
        if (legal) continue;
        auto& violation = *response.add_violations();
        violation.set_invariant("every move is in the table of legal moves");
        violation.set_detail(std::string(kind.from ? to_string(*kind.from) : "nothing") + " to " +
                             std::string(to_string(kind.to)) + " by " + std::string(to_string(kind.actor)));
    }
    co_return Result<void>();
}

Task<Result<void>> list_order_facts(const OrderChecks& checks, CallContext& context, std::string_view after,
                                    int limit, diagnostics::v1::ListCheckoutFactsResponse& response) {
    auto checkouts = co_await checks.checkouts(context, after, limit);
    if (!checkouts) co_return fail(std::move(checkouts.error()));
    for (auto& checkout : *checkouts) {
        auto& fact = *response.add_facts();
        fact.set_state(state_of(checkout));
        fact.set_checkout_id(std::move(checkout.checkout_id));
        fact.set_amount_minor(checkout.total_minor);
        fact.set_units(checkout.units);
    }
    co_return Result<void>();
}

}  // namespace ecommerce::order
