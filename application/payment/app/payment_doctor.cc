// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/payment_doctor.h"

#include <stdexcept>

namespace ecommerce::payment {

namespace {

diagnostics::v1::CheckoutState state_of(State state) {
    switch (state) {
    case State::pending:
    case State::processing: return diagnostics::v1::CHECKOUT_STATE_OPEN;
    case State::succeeded: return diagnostics::v1::CHECKOUT_STATE_PAID;
    case State::closed: return diagnostics::v1::CHECKOUT_STATE_CANCELLED;
    // It is decided, only the provider takes its time.
    case State::refunding:
    case State::refunded: return diagnostics::v1::CHECKOUT_STATE_REFUNDED;
    }
    throw std::logic_error("a payment state without a fact");
}

}  // namespace

Task<Result<void>> check_payments(const PaymentChecks& checks, CallContext& context,
                                  diagnostics::v1::CheckInvariantsResponse& response) {
    auto broken = co_await checks.broken_rules(context);
    if (!broken) co_return fail(std::move(broken.error()));
    for (auto& rule : *broken) {
        auto& violation = *response.add_violations();
        violation.set_invariant(std::move(rule.rule));
        violation.set_detail(std::move(rule.detail));
    }
    co_return Result<void>();
}

Task<Result<void>> list_payment_facts(const PaymentChecks& checks, CallContext& context,
                                      std::string_view after, int limit,
                                      diagnostics::v1::ListCheckoutFactsResponse& response) {
    auto checkouts = co_await checks.checkouts(context, after, limit);
    if (!checkouts) co_return fail(std::move(checkouts.error()));
    for (auto& checkout : *checkouts) {
        auto& fact = *response.add_facts();
        fact.set_checkout_id(std::move(checkout.checkout_id));
        fact.set_state(state_of(checkout.status));
        fact.set_amount_minor(checkout.amount_minor);
    }
    co_return Result<void>();
}

}  // namespace ecommerce::payment
