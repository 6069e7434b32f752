// SPDX-License-Identifier: Apache-2.0
// Opening and moving payments: every statement that changes them. Whoever changes a payment holds its row
// first.
#pragma once

#include <string_view>

#include "application/payment/storage/payment_rows.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::payment {

// Stateless; any loop. Methods without a Task only queue: they run with the transaction's next round trip.
class PaymentStore {
public:
    explicit PaymentStore(postgres::Database& database) : database_(database) {}

    // Adds a payment with its parts; false when the checkout, or the id, has one already.
    Task<Result<bool>> open(postgres::Transaction& tx, const PaymentRow& payment,
                            const std::vector<PartRow>& parts) const;

    // Orders that were cancelled before their payment was opened: it is there from now on, closed, so that nobody opens
    // it. Each adds its part; nothing happens where the payment is not closed.
    struct CancelledOrder {
        std::string_view payment_id;
        std::string_view checkout_id;
        std::int64_t user_id = 0;
        std::string_view order_no;
        std::int64_t shop_id = 0;
        Money total;
        std::string_view reason;
    };
    void open_closed(postgres::Transaction& tx, const CancelledOrder& order, Timestamp now) const;
    // Those of the orders that have a part of a payment.
    Task<Result<std::vector<std::string>>> orders_with_parts(postgres::Transaction& tx,
                                                             const std::vector<std::string>& order_nos) const;

    // Holds the payment until the transaction ends; nothing when it is not there, or another user's.
    using Held = Task<Result<std::optional<WholePayment>>>;
    Held hold(postgres::Transaction& tx, std::string_view payment_id,
              std::optional<std::int64_t> user_id = {}) const;

    // Of many those that are not paid and not closed; of their charges the open ones, and no refunds.
    Task<Result<std::vector<WholePayment>>> hold_open(postgres::Transaction& tx,
                                                      const std::vector<std::string>& payment_ids) const;

    // The same for a provider's message, which is recorded. `is_new` is false when it was before.
    struct ForNews {
        bool is_new = false;
        std::optional<WholePayment> payment;
    };
    Task<Result<ForNews>> hold_for_news(postgres::Transaction& tx, std::string_view provider,
                                        std::string_view event_id, std::string_view charge_id,
                                        std::string_view payment_id, Timestamp now) const;

    // Of held payments.
    // With a charge, which is added.
    void start_processing(postgres::Transaction& tx, std::int64_t id, const ChargeRow& charge,
                          Timestamp now) const;
    // Money came: to SUCCEEDED, and the charge is PAID.
    void take_money(postgres::Transaction& tx, std::int64_t id, const ChargeRow& charge,
                    std::string_view provider_reference, Timestamp now) const;
    // Money came after the payment was closed: to REFUNDING.
    void take_late_money(postgres::Transaction& tx, std::int64_t id, const ChargeRow& charge,
                         std::string_view provider_reference, std::string_view reason, Timestamp now) const;
    void count_decline(postgres::Transaction& tx, std::int64_t id, std::string_view reason) const;
    struct Closing {
        std::int64_t id = 0;
        std::string_view reason;
    };
    // With their open charges, which are abandoned.
    void close(postgres::Transaction& tx, const std::vector<Closing>& closings, Timestamp now) const;
    // To PARTLY_REFUNDED or REFUNDING; an empty reason keeps the present one.
    void start_refund(postgres::Transaction& tx, std::int64_t id, State to, std::string_view reason) const;
    void finish_refund(postgres::Transaction& tx, std::int64_t id, Timestamp now) const;
    // Each goes to REQUESTED, which start_refund() or finish_refunds() follows, and to DONE unless it is there.
    void add_refund(postgres::Transaction& tx, std::int64_t payment_row_id, const RefundRow& refund,
                    Timestamp now) const;
    void finish_refunds(postgres::Transaction& tx, std::int64_t id,
                        const std::vector<std::string>& refund_ids, Timestamp now) const;

    // An empty reference keeps the present one.
    void set_charge(postgres::Transaction& tx, std::int64_t charge_row_id, ChargeState status,
                    std::string_view provider_reference = {}) const;
    Task<Result<void>> set_cashier(CallContext& context, std::string_view charge_id,
                                   std::string_view provider_reference, std::string_view cashier_url) const;

    // The provider did not do it; `status` is REQUESTED or FAILED. Nothing changes once it is not REQUESTED.
    Task<Result<void>> note_failure(CallContext& context, std::string_view refund_id, RefundState status,
                                    std::string_view error) const;
    // From FAILED to REQUESTED; false where it was not FAILED.
    Task<Result<bool>> retry_refund(postgres::Transaction& tx, std::string_view refund_id,
                                    Timestamp now) const;

    // Free texts of a closed account.
    void erase_user(postgres::Transaction& tx, std::int64_t user_id) const;

private:
    // What every move of these payments, or of a refund of theirs, ends with.
    void settle_parts(postgres::Transaction& tx, std::vector<std::int64_t> ids) const;

    postgres::Database& database_;
};

}  // namespace ecommerce::payment
