// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/open_payment.h"

#include "application/payment/app/errors.h"
#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

namespace ecommerce::payment {

namespace {

Result<WholePayment> read_payment_request(const v1::CreatePaymentRequest& request, Timestamp now) {
    WholePayment whole{.payment = {.payment_id = request.id(),
                                   .checkout_id = request.checkout_id(),
                                   .user_id = request.user_id(),
                                   .method = request.payment_method(),
                                   .amount_minor = request.amount().minor_units(),
                                   .currency_code = request.amount().currency_code(),
                                   .created_at = now,
                                   .expires_at = rpc::to_time(request.expires_at())}};
    Result<Money> sum = Money();
    for (const auto& part : request.parts()) {
        sum = sum + to_money(part.amount());
        whole.parts.push_back({part.order_no(), part.shop_id(), part.amount().minor_units()});
    }
    if (sum != whole.payment.amount()) {
        return fail(v1::reason::parts_mismatch("The parts do not add up to the amount."));
    }
    return whole;
}

}  // namespace

Task<Result<WholePayment>> OpenPayment::operator()(CallContext& context,
                                                   const v1::CreatePaymentRequest& request) const {
    auto whole = co_await ok(read_payment_request(request, clock_.now()));
    if (!methods_.find(request.payment_method())) {
        co_return v1::reason::payment_method("There is no such way to pay now.");
    }
    auto body = [&](postgres::Transaction& tx) -> Task<Result<bool>> {
        auto opened = co_await store_.open(tx, whole.payment, whole.parts);
        if (opened && *opened) publisher_.due(tx, context, whole.payment);
        co_return opened;
    };
    auto opened = co_await ok(transact_(context, std::move(body)));
    if (opened) co_return whole;
    co_return co_await existing(context, whole);
}

Task<Result<WholePayment>> OpenPayment::existing(CallContext& context, const WholePayment& wanted) const {
    auto found = co_await ok(reader_.find(context, wanted.payment.payment_id));
    // An id that another checkout has, or a checkout that has another payment: not the same try again.
    const bool same = found && found->payment.checkout_id == wanted.payment.checkout_id &&
                      found->payment.user_id == wanted.payment.user_id;
    // Of a checkout that was cancelled before, not every order may have told so yet.
    if (!same || (found->payment.amount_minor != wanted.payment.amount_minor &&
                  found->payment.status != State::closed)) {
        co_return v1::reason::payment_conflict("This checkout, or this id, has another payment.");
    }
    co_return std::move(*found);
}

}  // namespace ecommerce::payment
