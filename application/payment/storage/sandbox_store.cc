// SPDX-License-Identifier: Apache-2.0
#include "application/payment/storage/sandbox_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::payment {

namespace {

using postgres::Lane;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

// The COMMIT does not wait for the disk: whoever pays commits later than this, and before that another charge will do.
constexpr Write kAdd{R"sql(
    INSERT INTO sandbox_charges (charge_id, token, payment_id, amount_minor, currency_code, order_nos,
                                 return_path, status, created_at, expires_at)
    SELECT $1, $2, $3, $4, $5, $6, $7, 'OPEN', $8, $9
    WHERE SET_CONFIG('synchronous_commit', 'off', TRUE) = 'off'
    ON CONFLICT (charge_id) DO NOTHING
)sql"};

constexpr Read kFindByCharge{R"sql(
    SELECT id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
           declined, refuses_refunds, created_at, expires_at
    FROM sandbox_charges
    WHERE charge_id = $1
)sql"};

constexpr Read kFind{R"sql(
    SELECT id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
           declined, refuses_refunds, created_at, expires_at
    FROM sandbox_charges
    WHERE token = $1
)sql"};

constexpr Write kPay{R"sql(
    UPDATE sandbox_charges
    SET status = 'PAID', declined = FALSE
    WHERE token = $1 AND status = 'OPEN' AND expires_at > $2
    RETURNING id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
              declined, refuses_refunds, created_at, expires_at
)sql"};

constexpr Write kDecline{R"sql(
    UPDATE sandbox_charges
    SET declined = TRUE
    WHERE token = $1 AND status = 'OPEN' AND expires_at > $2
    RETURNING id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
              declined, refuses_refunds, created_at, expires_at
)sql"};

constexpr Write kRefuseRefunds{R"sql(
    UPDATE sandbox_charges
    SET refuses_refunds = $2
    WHERE token = $1
    RETURNING id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
              declined, refuses_refunds, created_at, expires_at
)sql"};

constexpr Write kClose{R"sql(
    UPDATE sandbox_charges
    SET status = 'CLOSED'
    WHERE charge_id = $1 AND status = 'OPEN'
)sql"};

constexpr Write kLock{R"sql(
    SELECT id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
           declined, refuses_refunds, created_at, expires_at
    FROM sandbox_charges
    WHERE charge_id = $1
    FOR UPDATE
)sql"};

constexpr Read kRefunds{R"sql(
    SELECT refund_id, amount_minor
    FROM sandbox_refunds
    WHERE charge_id = $1
)sql"};

constexpr Write kAddRefund{R"sql(
    INSERT INTO sandbox_refunds (refund_id, charge_id, amount_minor, created_at)
    VALUES ($1, $2, $3, $4)
)sql"};

constexpr Write kEmpty{R"sql(
    UPDATE sandbox_charges
    SET status = 'REFUNDED'
    WHERE charge_id = $1 AND status = 'PAID'
)sql"};

constexpr Write kAddDelivery{R"sql(
    INSERT INTO sandbox_deliveries (event_id, payload, created_at, due_at)
    VALUES ($1, $2, $3, $4)
)sql"};

// The lease is the time of the next attempt, should this one leave no trace. A call that is made once more is known by
// its event's id, so neither a claim nor its end waits for the disk.
// The first along an index of what is due, which is few rows whatever the values. LIMIT is a literal: of a parameter the
// planner would expect a part of the table.
constexpr Write kClaim{Plan::once, R"sql(
    WITH quick AS MATERIALIZED (SELECT SET_CONFIG('synchronous_commit', 'off', TRUE) AS value), due AS MATERIALIZED (
        SELECT first.id
        FROM sandbox_deliveries AS first
        WHERE first.due_at <= $1
        ORDER BY first.due_at, first.id
        LIMIT 16
        FOR UPDATE SKIP LOCKED
    )
    UPDATE sandbox_deliveries
    SET attempts = attempts + 1, due_at = $2
    FROM quick
    CROSS JOIN due
    WHERE sandbox_deliveries.id = due.id AND quick.value = 'off'
    RETURNING sandbox_deliveries.id, event_id, payload, attempts, created_at
)sql"};
static_assert(SandboxStore::kClaimLimit == 16);

// The end of an index.
constexpr Read kNextDue{Lane::keys, R"sql(
    SELECT MIN(due_at)
    FROM sandbox_deliveries
)sql"};

constexpr Write kDelivered{R"sql(
    WITH quick AS MATERIALIZED (SELECT SET_CONFIG('synchronous_commit', 'off', TRUE) AS value)
    DELETE FROM sandbox_deliveries USING quick WHERE id = ANY($1) AND quick.value = 'off'
)sql"};

constexpr Write kPostpone{R"sql(
    UPDATE sandbox_deliveries
    SET last_error = $2, due_at = $3
    WHERE id = $1
)sql"};

}  // namespace

Task<Result<SandboxCharge>> SandboxStore::add(CallContext& context, const SandboxCharge& charge) const {
    const auto added = co_await ok(database_.query(
        context, kAdd, charge.charge_id, charge.token, charge.payment_id, charge.amount_minor,
        charge.currency_code, charge.order_nos, charge.return_path, charge.created_at, charge.expires_at));
    if (added.affected() == 1) co_return charge;
    const auto rows = co_await ok(database_.query(context, kFindByCharge, charge.charge_id));
    co_return rows.first<SandboxCharge>().value();
}

Task<Result<std::optional<SandboxCharge>>> SandboxStore::find(CallContext& context,
                                                              std::string_view token) const {
    const auto rows = co_await ok(database_.query(context, kFind, token));
    co_return rows.first<SandboxCharge>();
}

SandboxStore::Changed SandboxStore::pay(postgres::Transaction& tx, std::string_view token,
                                        Timestamp now) const {
    const auto rows = co_await ok(tx.query(kPay, token, now));
    co_return rows.first<SandboxCharge>();
}

SandboxStore::Changed SandboxStore::decline(postgres::Transaction& tx, std::string_view token,
                                            Timestamp now) const {
    const auto rows = co_await ok(tx.query(kDecline, token, now));
    co_return rows.first<SandboxCharge>();
}

SandboxStore::Changed SandboxStore::refuse_refunds(postgres::Transaction& tx, std::string_view token,
                                                   bool refuse) const {
    const auto rows = co_await ok(tx.query(kRefuseRefunds, token, refuse));
    co_return rows.first<SandboxCharge>();
}

Task<Result<void>> SandboxStore::close(CallContext& context, std::string_view charge_id) const {
    co_await ok(database_.query(context, kClose, charge_id));
    co_return {};
}

Task<Result<std::optional<SandboxStore::ForRefund>>> SandboxStore::lock(postgres::Transaction& tx,
                                                                        std::string_view charge_id) const {
    const auto locked = tx.queue(kLock, charge_id);
    const auto refunds = tx.queue(kRefunds, charge_id);
    co_await ok(tx.flush());
    auto charge = locked.rows().first<SandboxCharge>();
    if (!charge) co_return std::nullopt;
    co_return ForRefund{.charge = std::move(*charge), .refunds = refunds.rows().to<SandboxRefund>()};
}

void SandboxStore::add_refund(postgres::Transaction& tx, std::string_view charge_id,
                              const SandboxRefund& refund, bool is_last, Timestamp now) const {
    tx.queue(kAddRefund, refund.refund_id, charge_id, refund.amount_minor, now);
    if (is_last) tx.queue(kEmpty, charge_id);
}

void SandboxStore::add_delivery(postgres::Transaction& tx, std::string_view event_id,
                                std::string_view payload, Timestamp now, Timestamp due_at) const {
    tx.queue(kAddDelivery, event_id, payload, now, due_at);
}

Task<Result<std::vector<SandboxDelivery>>> SandboxStore::claim(CallContext& context, Timestamp now,
                                                               Timestamp lease_until) const {
    const auto rows = co_await ok(database_.query(context, kClaim, now, lease_until));
    co_return rows.to<SandboxDelivery>();
}

Task<Result<std::optional<Timestamp>>> SandboxStore::next_due(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kNextDue));
    co_return rows.front().to<std::optional<Timestamp>>();
}

Task<Result<void>> SandboxStore::delivered(CallContext& context, const std::vector<std::int64_t>& ids) const {
    co_await ok(database_.query(context, kDelivered, ids));
    co_return {};
}

Task<Result<void>> SandboxStore::postpone(CallContext& context, std::int64_t id, std::string_view error,
                                          Timestamp due_at) const {
    co_await ok(database_.query(context, kPostpone, id, error, due_at));
    co_return {};
}

}  // namespace ecommerce::payment
