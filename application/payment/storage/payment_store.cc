// SPDX-License-Identifier: Apache-2.0
#include "application/payment/storage/payment_store.h"

#include <map>

#include "application/payment/storage/shared_statements.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::payment {

namespace {

using postgres::Read;
using postgres::Write;

constexpr Write kOpen{R"sql(
    WITH opened AS (
        INSERT INTO payments (payment_id, checkout_id, user_id, method, status, amount_minor, currency_code,
                              created_at, expires_at)
        VALUES ($1, $2, $3, $4, 'PENDING', $5, $6, $7, $8)
        ON CONFLICT DO NOTHING
        RETURNING id
    )
    INSERT INTO payment_parts (payment_row_id, order_no, shop_id, amount_minor)
    SELECT opened.id, new.order_no, new.shop_id, new.amount_minor
    FROM opened
    CROSS JOIN UNNEST($9::TEXT[], $10::BIGINT[], $11::BIGINT[]) AS new (order_no, shop_id, amount_minor)
)sql"};

// Its insertion waits for one that opens the payment meanwhile, and then changes nothing.
constexpr Write kOpenClosed{R"sql(
    WITH opened AS (
        INSERT INTO payments (payment_id, checkout_id, user_id, method, status, amount_minor, currency_code, reason,
                              created_at, expires_at, closed_at)
        VALUES ($1, $2, $3, '', 'CLOSED', $4, $5, $6, $7, $7, $7)
        ON CONFLICT DO NOTHING
        RETURNING id
    )
    INSERT INTO payment_parts (payment_row_id, order_no, shop_id, amount_minor, status)
    SELECT id, $8, $9, $4, 'CLOSED'
    FROM opened
)sql"};

// The part of another order of such a payment.
constexpr Write kJoinClosed{R"sql(
    WITH joined AS (
        UPDATE payments
        SET amount_minor = amount_minor + $4
        WHERE payment_id = $1
          AND status = 'CLOSED'
          AND NOT EXISTS (SELECT 1 FROM payment_parts AS part WHERE part.order_no = $2)
        RETURNING id
    )
    INSERT INTO payment_parts (payment_row_id, order_no, shop_id, amount_minor, status)
    SELECT id, $2, $3, $4, 'CLOSED'
    FROM joined
)sql"};

constexpr Read kOrdersWithParts{R"sql(
    SELECT order_no
    FROM payment_parts
    WHERE order_no = ANY($1)
)sql"};

constexpr Write kHold{postgres::joined<kPayment, R"sql(FOR UPDATE)sql">};

// A ChargeRow each.
constexpr Read kCharges{R"sql(
    SELECT charge.id, charge.charge_id, charge.provider, charge.method, charge.status, charge.amount_minor,
           charge.currency_code, charge.provider_reference, charge.cashier_url
    FROM payments
    JOIN charges AS charge ON charge.payment_row_id = payments.id
    WHERE payments.payment_id = $1
    ORDER BY charge.id
)sql"};

constexpr Write kHoldOpen{R"sql(
    SELECT id, payment_id, checkout_id, user_id, method, status, amount_minor, currency_code,
           declined_attempts, decline_reason, reason, charge_id, provider_reference, created_at, expires_at,
           paid_at, closed_at, refunded_at
    FROM payments
    WHERE payment_id = ANY($1) AND status IN ('PENDING', 'PROCESSING')
    ORDER BY id
    FOR UPDATE
)sql"};

constexpr Read kPartsOfOpen{R"sql(
    SELECT payments.id, part.order_no, part.shop_id, part.amount_minor
    FROM payments
    JOIN payment_parts AS part ON part.payment_row_id = payments.id
    WHERE payments.payment_id = ANY($1) AND payments.status IN ('PENDING', 'PROCESSING')
    ORDER BY part.id
)sql"};
struct PartOfPayment {
    std::int64_t id;
    PartRow part;
};

constexpr Read kOpenCharges{R"sql(
    SELECT payments.id, charge.charge_id
    FROM payments
    JOIN charges AS charge ON charge.payment_row_id = payments.id
    WHERE payments.payment_id = ANY($1) AND charge.status = 'OPEN'
    ORDER BY charge.id
)sql"};
struct ChargeOfPayment {
    std::int64_t id;
    std::string charge_id;
};

constexpr Write kRecordEvent{R"sql(
    INSERT INTO provider_events (provider, event_id, charge_id, received_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (provider, event_id) DO NOTHING
    RETURNING id
)sql"};

constexpr Write kStartProcessing{R"sql(
    WITH started AS (
        UPDATE payments
        SET status = 'PROCESSING', method = $4
        WHERE id = $2 AND status IN ('PENDING', 'PROCESSING')
        RETURNING id
    )
    INSERT INTO charges (charge_id, payment_row_id, provider, method, status, amount_minor, currency_code,
                         created_at)
    SELECT $1, started.id, $3, $4, 'OPEN', $5, $6, $7
    FROM started
)sql"};

// The parts of a payment that nobody has paid are all PENDING.
constexpr Write kSucceed{R"sql(
    WITH moved AS (
        UPDATE payments
        SET status = 'SUCCEEDED', method = $2, charge_id = $3, provider_reference = $4, paid_at = $5
        WHERE id = $1 AND status IN ('PENDING', 'PROCESSING')
        RETURNING id
    ), settled AS (
        UPDATE payment_parts AS part
        SET status = 'SUCCEEDED'
        FROM moved
        WHERE part.payment_row_id = moved.id
    )
    UPDATE charges
    SET status = 'PAID', provider_reference = COALESCE(NULLIF($4, ''), provider_reference)
    FROM moved
    WHERE charges.id = $6 AND charges.payment_row_id = moved.id
)sql"};

constexpr Write kTakeLateMoney{R"sql(
    UPDATE payments
    SET status = 'REFUNDING', method = $2, charge_id = $3, provider_reference = $4, paid_at = $5, reason = $6
    WHERE id = $1 AND status = 'CLOSED'
)sql"};

constexpr Write kCountDecline{R"sql(
    UPDATE payments
    SET declined_attempts = declined_attempts + 1, decline_reason = $2
    WHERE id = $1 AND status IN ('PENDING', 'PROCESSING')
)sql"};

constexpr Write kClose{R"sql(
    UPDATE payments
    SET status = 'CLOSED', reason = new.reason, closed_at = $3
    FROM UNNEST($1::BIGINT[], $2::TEXT[]) AS new (id, reason)
    WHERE payments.id = new.id AND payments.status IN ('PENDING', 'PROCESSING')
)sql"};

constexpr Write kAbandonCharges{R"sql(
    UPDATE charges
    SET status = 'ABANDONED'
    WHERE payment_row_id = ANY($1) AND status = 'OPEN'
)sql"};

constexpr Write kStartRefund{R"sql(
    UPDATE payments
    SET status = $2, reason = COALESCE(NULLIF($3, ''), reason)
    WHERE id = $1 AND status IN ('SUCCEEDED', 'PARTLY_REFUNDED')
)sql"};

constexpr Write kAddRefund{R"sql(
    INSERT INTO refunds (refund_id, payment_row_id, charge_id, order_no, amount_minor, status, requested_at)
    VALUES ($1, $2, $3, $4, $5, 'REQUESTED', $6)
)sql"};

constexpr Write kFinishRefunds{R"sql(
    UPDATE refunds
    SET status = 'DONE', done_at = $2
    WHERE refund_id = ANY($1) AND status IN ('REQUESTED', 'FAILED')
)sql"};

constexpr Write kNoteFailure{R"sql(
    UPDATE refunds
    SET status = $2, failed_attempts = failed_attempts + 1, last_error = $3
    WHERE refund_id = $1 AND status = 'REQUESTED'
)sql"};

constexpr Write kRetryRefund{R"sql(
    UPDATE refunds
    SET status = 'REQUESTED', requested_at = $2
    WHERE refund_id = $1 AND status = 'FAILED'
)sql"};

constexpr Write kFinishRefund{R"sql(
    UPDATE payments
    SET status = 'REFUNDED', refunded_at = $2
    WHERE id = $1 AND status IN ('SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDING')
)sql"};

constexpr Write kSetCharge{R"sql(
    UPDATE charges
    SET status = $2, provider_reference = COALESCE(NULLIF($3, ''), provider_reference)
    WHERE id = $1
)sql"};

// The COMMIT does not wait for the disk: an address that is lost is asked for again, and whoever pays there commits
// later than this.
constexpr Write kSetCashier{R"sql(
    WITH quick AS MATERIALIZED (SELECT SET_CONFIG('synchronous_commit', 'off', TRUE) AS value)
    UPDATE charges
    SET provider_reference = $2, cashier_url = $3
    FROM quick
    WHERE charge_id = $1 AND quick.value = 'off'
)sql"};

constexpr Write kEraseUser{R"sql(
    UPDATE payments
    SET reason = ''
    WHERE user_id = $1 AND reason <> ''
)sql"};

// Where a part is, of whichever of its payment and its own refund knows better. What is open stays PENDING.
constexpr Write kSettleParts{R"sql(
    UPDATE payment_parts AS part
    SET status = found.status
    FROM (
        SELECT each.id,
               CASE
                   WHEN refund.status = 'DONE' THEN 'REFUNDED'
                   WHEN refund.status IS NOT NULL THEN 'REFUNDING'
                   WHEN payments.status = 'PARTLY_REFUNDED' THEN 'SUCCEEDED'
                   WHEN payments.status = 'PROCESSING' THEN 'PENDING'
                   ELSE payments.status
               END AS status
        FROM payment_parts AS each
        JOIN payments ON payments.id = each.payment_row_id
        LEFT JOIN refunds AS refund ON refund.order_no = each.order_no
        WHERE each.payment_row_id = ANY($1)
    ) AS found
    WHERE part.id = found.id AND part.status <> found.status
)sql"};

struct Queued {
    postgres::Ticket payment;
    postgres::Ticket parts;
    postgres::Ticket charges;
};

Queued queue_hold(postgres::Transaction& tx, std::string_view payment_id,
                  std::optional<std::int64_t> user_id) {
    return {.payment = tx.queue(kHold, payment_id, user_id),
            .parts = tx.queue(kPartsOfPayment, payment_id),
            .charges = tx.queue(kCharges, payment_id)};
}

PaymentStore::Held read_whole(postgres::Transaction& tx, Queued queued) {
    co_await ok(tx.flush());
    auto payment = queued.payment.rows().first<PaymentRow>();
    if (!payment) co_return std::nullopt;
    WholePayment whole{.payment = std::move(*payment),
                       .parts = queued.parts.rows().to<PartRow>(),
                       .refunds = {},
                       .charges = queued.charges.rows().to<ChargeRow>()};
    // What nobody has paid or closed yet has none.
    if (!is_open(whole.payment.status)) {
        const auto refunds = co_await ok(tx.query(kRefundsOfPayment, whole.payment.payment_id));
        whole.refunds = refunds.to<RefundRow>();
    }
    co_return whole;
}

}  // namespace

Task<Result<bool>> PaymentStore::open(postgres::Transaction& tx, const PaymentRow& payment,
                                      const std::vector<PartRow>& parts) const {
    const auto opened = co_await ok(
        tx.query(kOpen, payment.payment_id, payment.checkout_id, payment.user_id, payment.method,
                 payment.amount_minor, payment.currency_code, payment.created_at, payment.expires_at,
                 postgres::columns(parts, &PartRow::order_no, &PartRow::shop_id, &PartRow::amount_minor)));
    co_return opened.affected() > 0;
}

void PaymentStore::open_closed(postgres::Transaction& tx, const CancelledOrder& order, Timestamp now) const {
    tx.queue(kOpenClosed, order.payment_id, order.checkout_id, order.user_id, order.total.minor_units(),
             order.total.currency(), order.reason, now, order.order_no, order.shop_id);
    tx.queue(kJoinClosed, order.payment_id, order.order_no, order.shop_id, order.total.minor_units());
}

Task<Result<std::vector<std::string>>> PaymentStore::orders_with_parts(
    postgres::Transaction& tx, const std::vector<std::string>& order_nos) const {
    const auto rows = co_await ok(tx.query(kOrdersWithParts, order_nos));
    co_return rows.to<std::string>();
}

PaymentStore::Held PaymentStore::hold(postgres::Transaction& tx, std::string_view payment_id,
                                      std::optional<std::int64_t> user_id) const {
    co_return co_await read_whole(tx, queue_hold(tx, payment_id, user_id));
}

Task<Result<std::vector<WholePayment>>> PaymentStore::hold_open(
    postgres::Transaction& tx, const std::vector<std::string>& payment_ids) const {
    const auto held = tx.queue(kHoldOpen, payment_ids);
    const auto parts = tx.queue(kPartsOfOpen, payment_ids);
    const auto charges = tx.queue(kOpenCharges, payment_ids);
    co_await ok(tx.flush());
    std::vector<WholePayment> payments;
    std::map<std::int64_t, std::size_t> places;
    for (auto& row : held.rows().to<PaymentRow>()) {
        places.emplace(row.id, payments.size());
        payments.push_back({.payment = std::move(row), .parts = {}, .refunds = {}, .charges = {}});
    }
    for (auto& [id, part] : parts.rows().to<PartOfPayment>()) {
        if (places.contains(id)) payments[places.at(id)].parts.push_back(std::move(part));
    }
    for (auto& [id, charge_id] : charges.rows().to<ChargeOfPayment>()) {
        if (places.contains(id))
            payments[places.at(id)].charges.push_back({.charge_id = std::move(charge_id)});
    }
    co_return payments;
}

Task<Result<PaymentStore::ForNews>> PaymentStore::hold_for_news(
    postgres::Transaction& tx, std::string_view provider, std::string_view event_id,
    std::string_view charge_id, std::string_view payment_id, Timestamp now) const {
    const auto recorded = tx.queue(kRecordEvent, provider, event_id, charge_id, now);
    auto held = co_await ok(read_whole(tx, queue_hold(tx, payment_id, std::nullopt)));
    co_return ForNews{.is_new = !recorded.rows().empty(), .payment = std::move(held)};
}

void PaymentStore::settle_parts(postgres::Transaction& tx, std::vector<std::int64_t> ids) const {
    tx.queue(kSettleParts, ids);
}

void PaymentStore::start_processing(postgres::Transaction& tx, std::int64_t id, const ChargeRow& charge,
                                    Timestamp now) const {
    tx.queue(kStartProcessing, charge.charge_id, id, charge.provider, charge.method, charge.amount_minor,
             charge.currency_code, now);
}

void PaymentStore::take_money(postgres::Transaction& tx, std::int64_t id, const ChargeRow& charge,
                              std::string_view provider_reference, Timestamp now) const {
    tx.queue(kSucceed, id, charge.method, charge.charge_id, provider_reference, now, charge.id);
}

void PaymentStore::take_late_money(postgres::Transaction& tx, std::int64_t id, const ChargeRow& charge,
                                   std::string_view provider_reference, std::string_view reason,
                                   Timestamp now) const {
    tx.queue(kTakeLateMoney, id, charge.method, charge.charge_id, provider_reference, now, reason);
    settle_parts(tx, {id});
}

void PaymentStore::count_decline(postgres::Transaction& tx, std::int64_t id, std::string_view reason) const {
    tx.queue(kCountDecline, id, reason);
}

void PaymentStore::close(postgres::Transaction& tx, const std::vector<Closing>& closings,
                         Timestamp now) const {
    tx.queue(kClose, postgres::columns(closings, &Closing::id, &Closing::reason), now);
    tx.queue(kAbandonCharges, postgres::columns(closings, &Closing::id));
    std::vector<std::int64_t> ids;
    for (const auto& closing : closings) ids.push_back(closing.id);
    settle_parts(tx, ids);
}

void PaymentStore::start_refund(postgres::Transaction& tx, std::int64_t id, State to,
                                std::string_view reason) const {
    tx.queue(kStartRefund, id, to, reason);
    settle_parts(tx, {id});
}

void PaymentStore::add_refund(postgres::Transaction& tx, std::int64_t payment_row_id, const RefundRow& refund,
                              Timestamp now) const {
    tx.queue(kAddRefund, refund.refund_id, payment_row_id, refund.charge_id, refund.order_no,
             refund.amount_minor, now);
}

void PaymentStore::finish_refunds(postgres::Transaction& tx, std::int64_t id,
                                  const std::vector<std::string>& refund_ids, Timestamp now) const {
    tx.queue(kFinishRefunds, refund_ids, now);
    settle_parts(tx, {id});
}

Task<Result<void>> PaymentStore::note_failure(CallContext& context, std::string_view refund_id,
                                              RefundState status, std::string_view error) const {
    co_await ok(database_.query(context, kNoteFailure, refund_id, status, error));
    co_return {};
}

Task<Result<bool>> PaymentStore::retry_refund(postgres::Transaction& tx, std::string_view refund_id,
                                              Timestamp now) const {
    const auto retried = co_await ok(tx.query(kRetryRefund, refund_id, now));
    co_return retried.affected() == 1;
}

void PaymentStore::finish_refund(postgres::Transaction& tx, std::int64_t id, Timestamp now) const {
    tx.queue(kFinishRefund, id, now);
    settle_parts(tx, {id});
}

void PaymentStore::set_charge(postgres::Transaction& tx, std::int64_t charge_row_id, ChargeState status,
                              std::string_view provider_reference) const {
    tx.queue(kSetCharge, charge_row_id, status, provider_reference);
}

Task<Result<void>> PaymentStore::set_cashier(CallContext& context, std::string_view charge_id,
                                             std::string_view provider_reference,
                                             std::string_view cashier_url) const {
    co_await ok(database_.query(context, kSetCashier, charge_id, provider_reference, cashier_url));
    co_return {};
}

void PaymentStore::erase_user(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kEraseUser, user_id);
}

}  // namespace ecommerce::payment
