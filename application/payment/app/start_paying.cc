// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/start_paying.h"

#include <algorithm>

#include "application/payment/app/errors.h"
#include "framework/auth/random_id.h"

namespace ecommerce::payment {

Task<Result<StartPaying::Opened>> StartPaying::open_charge(CallContext& context, postgres::Transaction& tx,
                                                           const v1::PayPaymentRequest& request) const {
    auto held = co_await ok(store_.hold(tx, request.id(), context.principal.user_id));
    if (!held) co_return no_such_payment();
    auto& [payment, parts, refunds, charges] = *held;
    if (!is_open(payment.status)) co_return wrong_state(payment.status, "This payment cannot be paid.");
    const auto now = clock_.now();
    if (now >= payment.expires_at) co_return too_late();
    const auto* method =
        methods_.find(request.payment_method().empty() ? payment.method : request.payment_method());
    if (!method) {
        co_return v1::reason::payment_method("There is no such way to pay now.");
    }
    const auto open = std::ranges::find(charges, ChargeState::open, &ChargeRow::status);
    if (open != charges.end()) {
        if (open->method == method->code) co_return Opened{*open, std::move(*held)};
        store_.set_charge(tx, open->id, ChargeState::abandoned);
    }
    ChargeRow charge{.charge_id = "ch_" + auth::random_id(),
                     .provider = std::string(method->provider->name()),
                     .method = method->code,
                     .amount_minor = payment.amount_minor,
                     .currency_code = payment.currency_code};
    store_.start_processing(tx, payment.id, charge, now);
    payment.status = State::processing;
    payment.method = method->code;
    co_return Opened{std::move(charge), std::move(*held)};
}

Task<Result<StartPaying::Started>> StartPaying::operator()(CallContext& context,
                                                           const v1::PayPaymentRequest& request) const {
    auto body = [&](postgres::Transaction& tx) { return open_charge(context, tx, request); };
    // Run again, it finds the open charge.
    auto opened = co_await ok(transact_(context, {.repeatable = true}, std::move(body)));
    auto& [charge, whole] = opened;
    if (!charge.cashier_url.empty()) co_return Started{charge.cashier_url, std::move(whole)};

    NewCharge wanted{.charge_id = charge.charge_id,
                     .payment_id = whole.payment.payment_id,
                     .amount = charge.amount(),
                     .return_path = request.return_path().empty() ? "/payments/" + whole.payment.payment_id
                                                                  : request.return_path(),
                     .expires_at = whole.payment.expires_at};
    for (const auto& part : whole.parts) wanted.order_nos.push_back(part.order_no);
    auto created = co_await ok(methods_.find_provider(charge.provider)->create_charge(context, wanted));
    co_await ok(
        store_.set_cashier(context, charge.charge_id, created.provider_reference, created.cashier_url));
    co_return Started{std::move(created.cashier_url), std::move(whole)};
}

}  // namespace ecommerce::payment
