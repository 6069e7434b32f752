// SPDX-License-Identifier: Apache-2.0
#include "application/payment/storage/sandbox_store.h"

namespace ecommerce::payment {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Write kAdd{R"sql(
    INSERT INTO sandbox_charges (charge_id, token, payment_id, amount_minor, currency_code, order_nos,
                                 return_path, status, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'OPEN', $8, $9)
    ON CONFLICT (charge_id) DO NOTHING
)sql"};

constexpr Read kFindByCharge{R"sql(
    SELECT id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
           declined, created_at, expires_at
    FROM sandbox_charges
    WHERE charge_id = $1
)sql"};

constexpr Read kFind{R"sql(
    SELECT id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
           declined, created_at, expires_at
    FROM sandbox_charges
    WHERE token = $1
)sql"};

constexpr Write kPay{R"sql(
    UPDATE sandbox_charges
    SET status = 'PAID', declined = FALSE
    WHERE token = $1 AND status = 'OPEN' AND expires_at > $2
    RETURNING id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
              declined, created_at, expires_at
)sql"};

constexpr Write kDecline{R"sql(
    UPDATE sandbox_charges
    SET declined = TRUE
    WHERE token = $1 AND status = 'OPEN' AND expires_at > $2
    RETURNING id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
              declined, created_at, expires_at
)sql"};

constexpr Write kRefund{R"sql(
    UPDATE sandbox_charges
    SET status = 'REFUNDED'
    WHERE charge_id = $1 AND status = 'PAID'
    RETURNING id, charge_id, token, payment_id, amount_minor, currency_code, order_nos, return_path, status,
              declined, created_at, expires_at
)sql"};

constexpr Read kIsRefunded{R"sql(
    SELECT id
    FROM sandbox_charges
    WHERE charge_id = $1 AND status = 'REFUNDED'
)sql"};

constexpr Write kAddDelivery{R"sql(
    INSERT INTO sandbox_deliveries (event_id, payload, created_at, due_at)
    VALUES ($1, $2, $3, $4)
)sql"};

// The lease is the time of the next attempt, should this one leave no trace.
constexpr Write kClaim{Plan::each_time, R"sql(
    UPDATE sandbox_deliveries
    SET attempts = attempts + 1, due_at = $2
    WHERE id IN (
        SELECT due.id
        FROM sandbox_deliveries AS due
        WHERE due.due_at <= $1
        ORDER BY due.due_at, due.id
        LIMIT $3
        FOR UPDATE SKIP LOCKED
    )
    RETURNING id, event_id, payload, attempts, created_at
)sql"};

constexpr Read kNextDue{R"sql(
    SELECT MIN(due_at)
    FROM sandbox_deliveries
)sql"};

constexpr Write kDelivered{R"sql(
    DELETE FROM sandbox_deliveries
    WHERE id = $1
)sql"};

constexpr Write kPostpone{R"sql(
    UPDATE sandbox_deliveries
    SET last_error = $2, due_at = $3
    WHERE id = $1
)sql"};

SandboxCharge read_charge(const postgres::Row& row) {
    return {.id = row.get<std::int64_t>(0),
            .charge_id = row.get<std::string>(1),
            .token = row.get<std::string>(2),
            .payment_id = row.get<std::string>(3),
            .amount_minor = row.get<std::int64_t>(4),
            .currency_code = row.get<std::string>(5),
            .order_nos = row.get<std::vector<std::string>>(6),
            .return_path = row.get<std::string>(7),
            .status = row.get<std::string>(8),
            .declined = row.get<bool>(9),
            .created_at = row.get<Timestamp>(10),
            .expires_at = row.get<Timestamp>(11)};
}

Result<std::optional<SandboxCharge>> read_first(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    if (rows->empty()) return std::nullopt;
    return read_charge(rows->front());
}

Result<void> done(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    return {};
}

}  // namespace

Task<Result<SandboxCharge>> SandboxStore::add(CallContext& context, const SandboxCharge& charge) const {
    auto added = co_await database_.query(context, kAdd, charge.charge_id, charge.token, charge.payment_id,
                                          charge.amount_minor, charge.currency_code, charge.order_nos,
                                          charge.return_path, charge.created_at, charge.expires_at);
    if (!added) co_return fail(std::move(added.error()));
    if (added->affected() == 1) co_return charge;
    auto found = read_first(co_await database_.query(context, kFindByCharge, charge.charge_id));
    if (!found) co_return fail(std::move(found.error()));
    co_return std::move(found->value());
}

Task<Result<std::optional<SandboxCharge>>> SandboxStore::find(CallContext& context,
                                                              std::string_view token) const {
    co_return read_first(co_await database_.query(context, kFind, token));
}

SandboxStore::Changed SandboxStore::pay(postgres::Transaction& tx, std::string_view token,
                                        Timestamp now) const {
    co_return read_first(co_await tx.query(kPay, token, now));
}

SandboxStore::Changed SandboxStore::decline(postgres::Transaction& tx, std::string_view token,
                                            Timestamp now) const {
    co_return read_first(co_await tx.query(kDecline, token, now));
}

SandboxStore::Changed SandboxStore::refund(postgres::Transaction& tx, std::string_view charge_id) const {
    co_return read_first(co_await tx.query(kRefund, charge_id));
}

Task<Result<bool>> SandboxStore::is_refunded(postgres::Transaction& tx, std::string_view charge_id) const {
    auto rows = co_await tx.query(kIsRefunded, charge_id);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return !rows->empty();
}

void SandboxStore::add_delivery(postgres::Transaction& tx, std::string_view event_id,
                                std::string_view payload, Timestamp now, Timestamp due_at) const {
    tx.queue(kAddDelivery, event_id, payload, now, due_at);
}

Task<Result<std::vector<SandboxDelivery>>> SandboxStore::claim(CallContext& context, Timestamp now,
                                                               Timestamp lease_until,
                                                               std::int64_t limit) const {
    auto rows = co_await database_.query(context, kClaim, now, lease_until, limit);
    if (!rows) co_return fail(std::move(rows.error()));
    std::vector<SandboxDelivery> deliveries;
    for (const auto& row : *rows) {
        deliveries.push_back({.id = row.get<std::int64_t>(0),
                              .event_id = row.get<std::string>(1),
                              .payload = row.get<std::string>(2),
                              .attempts = row.get<std::int32_t>(3),
                              .created_at = row.get<Timestamp>(4)});
    }
    co_return deliveries;
}

Task<Result<std::optional<Timestamp>>> SandboxStore::next_due(CallContext& context) const {
    auto rows = co_await database_.query(context, kNextDue);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return rows->front().get<std::optional<Timestamp>>(0);
}

Task<Result<void>> SandboxStore::delivered(CallContext& context, std::int64_t id) const {
    co_return done(co_await database_.query(context, kDelivered, id));
}

Task<Result<void>> SandboxStore::postpone(CallContext& context, std::int64_t id, std::string_view error,
                                          Timestamp due_at) const {
    co_return done(co_await database_.query(context, kPostpone, id, error, due_at));
}

}  // namespace ecommerce::payment
