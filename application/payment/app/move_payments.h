// SPDX-License-Identifier: Apache-2.0
// Every move of a payment after its opening, inside the caller's transaction: hold the row, look at the
// state table, move, tell.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "application/payment/app/payment_publisher.h"
#include "application/payment/app/provider.h"
#include "application/payment/storage/payment_store.h"

namespace ecommerce::payment {

// Stateless; any loop.
class MovePayments {
public:
    MovePayments(PaymentStore& store, PaymentPublisher& publisher, const runtime::Clock& clock)
        : store_(store), publisher_(publisher), clock_(clock) {}

    struct Wish {
        std::string_view payment_id;
        std::optional<std::int64_t> user_id;  // then only this user's
        Cause cause;
        std::string_view reason;
    };
    // Closes a payment that is not paid. Errors: not_found, PAYMENT_STATE.
    Task<Result<void>> close(CallContext& context, postgres::Transaction& tx, Wish wish) const;
    struct Over {
        const CallContext* context;
        std::string payment_id;
        std::string_view reason;
    };
    // Closes those of the payments that are not paid; to the others, and where there is none, nothing happens.
    Task<Result<void>> close_open(postgres::Transaction& tx, const std::vector<Over>& payments,
                                  Cause cause) const;
    struct OrderOver {
        const CallContext* context;
        PaymentStore::CancelledOrder order;
    };
    // Closes the payments of cancelled orders. One that is not opened yet, since the orders are placed first, cannot be
    // opened any more.
    Task<Result<void>> close_of_orders(postgres::Transaction& tx, const std::vector<OrderOver>& orders) const;
    // Starts to pay back all that has not gone back yet. Errors: the same.
    Task<Result<void>> refund(CallContext& context, postgres::Transaction& tx, Wish wish) const;
    // Starts to pay back what was paid for one order; once, however often it is asked. Errors: the same, and
    // not_found where the payment has no part for that order.
    Task<Result<void>> refund_order(CallContext& context, postgres::Transaction& tx, Wish wish,
                                    std::string_view order_no) const;
    // Asks once more for a refund that failed. Errors: not_found, REFUND_STATE.
    Task<Result<void>> retry_refund(CallContext& context, postgres::Transaction& tx,
                                    const RefundRecordRow& refund) const;

    // A provider's message has its effect, once. Errors: not_found, AMOUNT_MISMATCH, and PAYMENT_STATE for
    // one that came too early; it is not recorded then and should come again.
    Task<Result<void>> hear(CallContext& context, postgres::Transaction& tx, std::string_view provider,
                            const Notice& notice) const;

private:
    void follow(Verdict verdict, CallContext& context, postgres::Transaction& tx, const WholePayment& whole,
                const ChargeRow& charge, const Notice& notice) const;
    Task<Result<void>> hear_refund(CallContext& context, postgres::Transaction& tx, const WholePayment& whole,
                                   const ChargeRow& charge, const Notice& notice) const;
    // Adds refunds of what has not gone back yet.
    void request(CallContext& context, postgres::Transaction& tx, WholePayment& whole,
                 std::vector<RefundRow> refunds, std::string_view reason) const;
    // The provider undid the charge by itself: all that it brought is back.
    void undo(CallContext& context, postgres::Transaction& tx, const WholePayment& whole,
              const ChargeRow& charge) const;
    // Money of this charge is back: that of these refunds, which are among `whole.refunds`.
    void finish(CallContext& context, postgres::Transaction& tx, const WholePayment& whole,
                const ChargeRow& charge, std::span<const RefundRow> done) const;

    PaymentStore& store_;
    PaymentPublisher& publisher_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::payment
