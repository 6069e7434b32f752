// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/move_payments.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "application/payment/app/errors.h"

namespace ecommerce::payment {

namespace {

constexpr std::string_view kLateMoney = "It was paid after it had been closed.";

RefundRow all_of(const ChargeRow& charge) {
    return {.refund_id = "rf_" + charge.charge_id,
            .charge_id = charge.charge_id,
            .order_no = std::nullopt,
            .amount_minor = charge.amount_minor};
}

RefundRow part_of(const PaymentRow& payment, const PartRow& part) {
    return {.refund_id = "rf_" + part.order_no,
            .charge_id = payment.charge_id,
            .order_no = part.order_no,
            .amount_minor = part.amount_minor};
}

const ChargeRow& charge_that_paid(const WholePayment& whole) {
    const auto paid = std::ranges::find(whole.charges, whole.payment.charge_id, &ChargeRow::charge_id);
    if (paid == whole.charges.end()) throw std::logic_error("a paid payment without its charge");
    return *paid;
}

// Of the charge that paid: the order's own, or that of all. Null when there is none.
const RefundRow* find_refund(const WholePayment& whole, std::string_view order_no) {
    const auto found = std::ranges::find_if(whole.refunds, [&](const RefundRow& refund) {
        return refund.charge_id == whole.payment.charge_id &&
               (!refund.order_no || *refund.order_no == order_no);
    });
    return found == whole.refunds.end() ? nullptr : &*found;
}

// What of the payment's money nobody has asked back yet: all at once where that is everything.
std::vector<RefundRow> missing_refunds(const WholePayment& whole) {
    std::vector<RefundRow> missing;
    for (const auto& part : whole.parts) {
        if (!find_refund(whole, part.order_no)) missing.push_back(part_of(whole.payment, part));
    }
    if (missing.size() == whole.parts.size()) return {all_of(charge_that_paid(whole))};
    return missing;
}

bool goes_back_whole(const WholePayment& whole) {
    return std::ranges::all_of(
        whole.parts, [&](const PartRow& part) { return find_refund(whole, part.order_no) != nullptr; });
}

}  // namespace

Task<Result<void>> MovePayments::close(CallContext& context, postgres::Transaction& tx, Wish wish) const {
    auto held = co_await ok(store_.hold(tx, wish.payment_id, wish.user_id));
    if (!held) co_return no_such_payment();
    auto& [payment, parts, refunds, charges] = *held;
    if (!kLife.allows(payment.status, State::closed, wish.cause)) {
        co_return wrong_state(payment.status, "Only a payment that is not paid can be closed.");
    }
    store_.close(tx, {{payment.id, wish.reason}}, clock_.now());
    std::erase_if(charges, [](const ChargeRow& charge) { return charge.status != ChargeState::open; });
    // Events may lie about for long; what a buyer wrote is read at the payment and erased there.
    const PaymentPublisher::Closed closed{
        &context, &*held, wish.cause == Cause::buyer ? "The buyer closed the payment." : wish.reason};
    publisher_.closed(tx, {&closed, 1});
    co_return {};
}

Task<Result<void>> MovePayments::close_open(postgres::Transaction& tx, const std::vector<Over>& payments,
                                            Cause cause) const {
    std::vector<std::string> ids;
    std::map<std::string_view, const Over*> wishes;
    for (const auto& over : payments) {
        if (wishes.emplace(over.payment_id, &over).second) ids.push_back(over.payment_id);
    }
    const auto held = co_await ok(store_.hold_open(tx, ids));
    std::vector<PaymentStore::Closing> closings;
    std::vector<PaymentPublisher::Closed> news;
    for (const auto& whole : held) {
        if (!kLife.allows(whole.payment.status, State::closed, cause)) continue;
        const auto& over = *wishes.at(whole.payment.payment_id);
        closings.push_back({whole.payment.id, over.reason});
        news.push_back({over.context, &whole, over.reason});
    }
    if (closings.empty()) co_return {};
    store_.close(tx, closings, clock_.now());
    publisher_.closed(tx, news);
    co_return {};
}

Task<Result<void>> MovePayments::close_of_orders(postgres::Transaction& tx,
                                                 const std::vector<OrderOver>& orders) const {
    std::vector<std::string> order_nos;
    for (const auto& [context, order] : orders) order_nos.emplace_back(order.order_no);
    const auto known = co_await ok(store_.orders_with_parts(tx, order_nos));
    std::vector<Over> over;
    for (const auto& [context, order] : orders) {
        if (std::ranges::find(known, order.order_no) == known.end()) {
            store_.open_closed(tx, order, clock_.now());
        }
        over.push_back({context, std::string(order.payment_id), order.reason});
    }
    co_return co_await close_open(tx, over, Cause::order);
}

void MovePayments::request(CallContext& context, postgres::Transaction& tx, WholePayment& whole,
                           std::vector<RefundRow> refunds, std::string_view reason) const {
    const auto& payment = whole.payment;
    for (auto& refund : refunds) {
        store_.add_refund(tx, payment.id, refund, clock_.now());
        publisher_.refund_due(tx, context, payment.payment_id, refund.charge_id, refund.refund_id);
        whole.refunds.push_back(std::move(refund));
    }
    const auto to = goes_back_whole(whole) ? State::refunding : State::partly_refunded;
    store_.start_refund(tx, payment.id, to, reason);
    if (to == State::refunding) {
        store_.set_charge(tx, charge_that_paid(whole).id, ChargeState::refunding);
    }
}

Task<Result<void>> MovePayments::refund(CallContext& context, postgres::Transaction& tx, Wish wish) const {
    auto held = co_await ok(store_.hold(tx, wish.payment_id, wish.user_id));
    if (!held) co_return no_such_payment();
    const auto& payment = held->payment;
    if (payment.status == State::refunding || payment.status == State::refunded) co_return {};
    if (!kLife.allows(payment.status, State::refunding, wish.cause)) {
        co_return wrong_state(payment.status, "Only a payment that was paid can be paid back.");
    }
    request(context, tx, *held, missing_refunds(*held), wish.reason);
    co_return {};
}

Task<Result<void>> MovePayments::refund_order(CallContext& context, postgres::Transaction& tx, Wish wish,
                                              std::string_view order_no) const {
    auto held = co_await ok(store_.hold(tx, wish.payment_id, wish.user_id));
    if (!held) co_return no_such_payment();
    const auto& payment = held->payment;
    const auto part = std::ranges::find(held->parts, order_no, &PartRow::order_no);
    if (part == held->parts.end()) co_return no_such_payment();
    if (const auto* refund = find_refund(*held, order_no)) {
        // The provider was faster than the order, which waits for this news.
        if (refund->status == RefundState::done) {
            publisher_.refunded(tx, context, payment,
                                {.amount_minor = part->amount_minor,
                                 .order_nos = {part->order_no},
                                 .reason = payment.reason});
        }
        co_return {};
    }
    if (!kLife.allows(payment.status, State::refunding, wish.cause)) {
        co_return wrong_state(payment.status, "Only a payment that was paid can be paid back.");
    }
    request(context, tx, *held, {part_of(payment, *part)}, wish.reason);
    co_return {};
}

Task<Result<void>> MovePayments::retry_refund(CallContext& context, postgres::Transaction& tx,
                                              const RefundRecordRow& refund) const {
    const auto retried = co_await ok(store_.retry_refund(tx, refund.refund_id, clock_.now()));
    if (!retried) co_return wrong_state(refund.status, "Only a refund that failed can be asked for again.");
    publisher_.refund_due(tx, context, refund.payment_id, refund.charge_id, refund.refund_id);
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
    if (notice.news == News::refunded && !notice.refund_id.empty()) {
        co_return co_await hear_refund(context, tx, whole, *charge, notice);
    }
    if (notice.amount != charge->amount()) {
        co_return v1::reason::amount_mismatch("The amount is not the payment's.");
    }
    const auto verdict = judge(notice.news, whole.payment.status, charge->status);
    if (verdict == Verdict::too_early) {
        co_return wrong_state(whole.payment.status, "What this follows upon is not known yet.");
    }
    follow(verdict, context, tx, whole, *charge, notice);
    co_return {};
}

Task<Result<void>> MovePayments::hear_refund(CallContext& context, postgres::Transaction& tx,
                                             const WholePayment& whole, const ChargeRow& charge,
                                             const Notice& notice) const {
    const auto refund = std::ranges::find_if(whole.refunds, [&](const RefundRow& row) {
        return row.refund_id == notice.refund_id && row.charge_id == charge.charge_id;
    });
    if (refund == whole.refunds.end()) {
        co_return wrong_state(whole.payment.status, "Nobody has asked for this refund yet.");
    }
    if (notice.amount != Money(refund->amount_minor, charge.currency_code)) {
        co_return v1::reason::amount_mismatch("The amount is not the refund's.");
    }
    if (refund->status != RefundState::done) finish(context, tx, whole, charge, {&*refund, 1});
    co_return {};
}

void MovePayments::finish(CallContext& context, postgres::Transaction& tx, const WholePayment& whole,
                          const ChargeRow& charge, std::span<const RefundRow> done) const {
    const auto now = clock_.now();
    std::vector<std::string> ids;
    PaymentPublisher::Refunded back{.reason = whole.payment.reason};
    for (const auto& refund : done) {
        ids.push_back(refund.refund_id);
        back.amount_minor += refund.amount_minor;
        if (refund.order_no) back.order_nos.push_back(*refund.order_no);
    }
    if (back.order_nos.empty()) {
        for (const auto& part : whole.parts) back.order_nos.push_back(part.order_no);
    }
    store_.finish_refunds(tx, whole.payment.id, ids, now);
    const bool is_extra = charge.charge_id != whole.payment.charge_id;
    const bool is_all_back = (is_extra || goes_back_whole(whole)) &&
                             std::ranges::all_of(whole.refunds, [&](const RefundRow& refund) {
                                 return refund.charge_id != charge.charge_id ||
                                        refund.status == RefundState::done ||
                                        std::ranges::find(ids, refund.refund_id) != ids.end();
                             });
    if (is_all_back) store_.set_charge(tx, charge.id, ChargeState::refunded);
    // What came by another charge never was the payment's.
    if (is_extra) return;
    if (is_all_back) store_.finish_refund(tx, whole.payment.id, now);
    publisher_.refunded(tx, context, whole.payment, back);
}

void MovePayments::undo(CallContext& context, postgres::Transaction& tx, const WholePayment& whole,
                        const ChargeRow& charge) const {
    auto after = whole;
    if (charge.charge_id == whole.payment.charge_id) {
        for (auto& refund : missing_refunds(whole)) {
            store_.add_refund(tx, whole.payment.id, refund, clock_.now());
            after.refunds.push_back(std::move(refund));
        }
    }
    std::vector<RefundRow> done;
    for (const auto& refund : after.refunds) {
        if (refund.charge_id == charge.charge_id && refund.status != RefundState::done)
            done.push_back(refund);
    }
    finish(context, tx, after, charge, done);
}

void MovePayments::follow(Verdict verdict, CallContext& context, postgres::Transaction& tx,
                          const WholePayment& whole, const ChargeRow& charge, const Notice& notice) const {
    const auto& payment = whole.payment;
    const auto now = clock_.now();
    switch (verdict) {
    case Verdict::pay:
        store_.take_money(tx, payment.id, charge, notice.provider_reference, now);
        publisher_.succeeded(tx, context, whole, charge.method, now);
        break;
    case Verdict::pay_back:
        store_.take_late_money(tx, payment.id, charge, notice.provider_reference, kLateMoney, now);
        [[fallthrough]];
    case Verdict::pay_back_extra: {
        const auto refund = all_of(charge);
        store_.set_charge(tx, charge.id, ChargeState::refunding, notice.provider_reference);
        store_.add_refund(tx, payment.id, refund, now);
        publisher_.refund_due(tx, context, payment.payment_id, refund.charge_id, refund.refund_id);
        break;
    }
    case Verdict::count_decline:
        store_.count_decline(tx, payment.id, notice.reason);
        publisher_.declined(tx, context, whole, notice.reason);
        break;
    case Verdict::finish_refunds: undo(context, tx, whole, charge); break;
    case Verdict::nothing:
    case Verdict::too_early: break;
    }
}

}  // namespace ecommerce::payment
