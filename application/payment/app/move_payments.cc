// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/move_payments.h"

#include <algorithm>
#include <stdexcept>

#include "application/payment/app/errors.h"

namespace ecommerce::payment {

namespace {

constexpr std::string_view kLateMoney = "It was paid after it had been closed.";

}  // namespace

Task<Result<void>> MovePayments::close(CallContext& context, postgres::Transaction& tx, Wish wish) const {
    auto held = co_await ok(store_.hold(tx, wish.payment_id, wish.user_id));
    if (!held) co_return no_such_payment();
    const auto& [payment, parts, charges] = *held;
    if (!kLife.allows(payment.status, State::closed, wish.cause)) {
        co_return wrong_state(payment.status, "Only a payment that is not paid can be closed.");
    }
    store_.close(tx, payment.id, wish.reason, clock_.now());
    for (const auto& charge : charges) {
        if (charge.status == ChargeState::open) store_.set_charge(tx, charge.id, ChargeState::abandoned);
    }
    // Events may lie about for long; what a buyer wrote is read at the payment and erased there.
    news_.closed(tx, context, *held,
                 wish.cause == Cause::buyer ? "The buyer closed the payment." : wish.reason);
    co_return {};
}

Task<Result<void>> MovePayments::refund(CallContext& context, postgres::Transaction& tx, Wish wish) const {
    auto held = co_await ok(store_.hold(tx, wish.payment_id, wish.user_id));
    if (!held) co_return no_such_payment();
    const auto& [payment, parts, charges] = *held;
    if (payment.status == State::refunding || payment.status == State::refunded) co_return {};
    if (!kLife.allows(payment.status, State::refunding, wish.cause)) {
        co_return wrong_state(payment.status, "Only a payment that was paid can be paid back.");
    }
    store_.start_refund(tx, payment.id, wish.reason);
    const auto paid = std::ranges::find(charges, payment.charge_id, &ChargeRow::charge_id);
    if (paid == charges.end()) throw std::logic_error("a paid payment without its charge");
    store_.set_charge(tx, paid->id, ChargeState::refunding);
    news_.refund_due(tx, context, payment, payment.charge_id);
    co_return {};
}

Task<Result<void>> MovePayments::hear(CallContext& context, postgres::Transaction& tx,
                                      std::string_view provider, const Notice& notice) const {
    auto held = co_await ok(store_.hold_for_news(tx, provider, notice.event_id, notice.charge_id,
                                                 notice.payment_id, clock_.now()));
    if (!held.is_new) co_return {};
    if (!held.payment) co_return no_such_payment();
    const auto& whole = *held.payment;
    const auto charge = std::ranges::find_if(whole.charges, [&](const ChargeRow& row) {
        return row.charge_id == notice.charge_id && row.provider == provider;
    });
    if (charge == whole.charges.end()) co_return no_such_payment();
    if (notice.amount != charge->amount()) {
        co_return v1::reason::amount_mismatch("The amount is not the payment's.");
    }
    const auto verdict = judge(notice.news, whole.payment.status, charge->status,
                               whole.payment.charge_id == charge->charge_id);
    if (verdict == Verdict::too_early) {
        co_return wrong_state(whole.payment.status, "What this follows upon is not known yet.");
    }
    follow(verdict, context, tx, whole, *charge, notice);
    co_return {};
}

void MovePayments::follow(Verdict verdict, CallContext& context, postgres::Transaction& tx,
                          const WholePayment& whole, const ChargeRow& charge, const Notice& notice) const {
    const auto& payment = whole.payment;
    const auto now = clock_.now();
    switch (verdict) {
    case Verdict::pay:
        store_.take_money(tx, payment.id, State::succeeded, charge, notice.provider_reference, "", now);
        store_.set_charge(tx, charge.id, ChargeState::paid, notice.provider_reference);
        news_.succeeded(tx, context, whole, charge.method, now);
        break;
    case Verdict::pay_back:
        store_.take_money(tx, payment.id, State::refunding, charge, notice.provider_reference, kLateMoney,
                          now);
        store_.set_charge(tx, charge.id, ChargeState::refunding, notice.provider_reference);
        news_.refund_due(tx, context, payment, charge.charge_id);
        break;
    case Verdict::pay_back_extra:
        store_.set_charge(tx, charge.id, ChargeState::refunding, notice.provider_reference);
        news_.refund_due(tx, context, payment, charge.charge_id);
        break;
    case Verdict::count_decline:
        store_.count_decline(tx, payment.id, notice.reason);
        news_.declined(tx, context, whole, notice.reason);
        break;
    case Verdict::finish_refund:
        store_.finish_refund(tx, payment.id, now);
        store_.set_charge(tx, charge.id, ChargeState::refunded);
        news_.refunded(tx, context, whole, payment.reason);
        break;
    case Verdict::finish_extra_refund: store_.set_charge(tx, charge.id, ChargeState::refunded); break;
    case Verdict::nothing:
    case Verdict::too_early: break;
    }
}

}  // namespace ecommerce::payment
