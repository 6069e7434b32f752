// SPDX-License-Identifier: Apache-2.0
// Every move of a payment after its opening, inside the caller's transaction: hold the row, look at the
// state table, move, tell.
#pragma once

#include <optional>
#include <string_view>

#include "application/payment/app/payment_news.h"
#include "application/payment/app/provider.h"
#include "application/payment/storage/payment_store.h"

namespace ecommerce::payment {

// Stateless; any loop.
class MovePayments {
public:
    MovePayments(PaymentStore& store, PaymentNews& news, const runtime::Clock& clock)
        : store_(store), news_(news), clock_(clock) {}
    PaymentStore& store() const { return store_; }

    struct Wish {
        std::string_view payment_id;
        std::optional<std::int64_t> user_id;  // then only this user's
        Cause cause;
        std::string_view reason;
    };
    // Closes a payment that is not paid. Errors: not_found, PAYMENT_STATE.
    Task<Result<void>> close(CallContext& context, postgres::Transaction& tx, Wish wish) const;
    // Starts to pay back; of one that is being, or was, paid back nothing changes. Errors: the same.
    Task<Result<void>> refund(CallContext& context, postgres::Transaction& tx, Wish wish) const;

    // A provider's message has its effect, once. Errors: not_found, AMOUNT_MISMATCH, and PAYMENT_STATE for
    // one that came too early; it is not recorded then and should come again.
    Task<Result<void>> hear(CallContext& context, postgres::Transaction& tx, std::string_view provider,
                            const Notice& notice) const;

private:
    void follow(Verdict verdict, CallContext& context, postgres::Transaction& tx, const WholePayment& whole,
                const ChargeRow& charge, const Notice& notice) const;

    PaymentStore& store_;
    PaymentNews& news_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::payment
