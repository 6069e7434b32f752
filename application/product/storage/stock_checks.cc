// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/stock_checks.h"

#include "framework/service/invariants.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::product {

namespace {

using postgres::Statement;

// Each gives one row for every violation: what breaks it, as text.
constexpr Statement kSum{R"sql(
    SELECT 'sku ' || sku_id || ': ' || on_hand || ' <> ' || available || ' + ' || reserved
    FROM sku_stock
    WHERE on_hand <> available + reserved
    LIMIT 100
)sql"};

constexpr Statement kReserved{R"sql(
    SELECT 'sku ' || s.sku_id || ': reserved ' || s.reserved || ', open lines ' || COALESCE(l.units, 0)
    FROM sku_stock AS s
    LEFT JOIN (
        SELECT sku_id, SUM(quantity) AS units FROM reservation_lines WHERE status = 1 GROUP BY sku_id
    ) AS l ON l.sku_id = s.sku_id
    WHERE s.reserved <> COALESCE(l.units, 0)
    LIMIT 100
)sql"};

constexpr Statement kMovements{R"sql(
    SELECT 'sku ' || s.sku_id || ': on hand ' || s.on_hand || ', reserved ' || s.reserved || '; movements ' ||
           COALESCE(m.on_hand, 0) || ', ' || COALESCE(m.reserved, 0)
    FROM sku_stock AS s
    LEFT JOIN (
        SELECT sku_id, SUM(on_hand_delta) AS on_hand, SUM(reserved_delta) AS reserved
        FROM stock_movements
        GROUP BY sku_id
    ) AS m ON m.sku_id = s.sku_id
    WHERE s.on_hand <> COALESCE(m.on_hand, 0) OR s.reserved <> COALESCE(m.reserved, 0)
    LIMIT 100
)sql"};

constexpr Statement kReservations{R"sql(
    SELECT 'reservation ' || r.reservation_id || ': status ' || r.status
    FROM reservations AS r
    LEFT JOIN (
        SELECT reservation_id, COUNT(*) FILTER (WHERE status = 1) AS open, COUNT(*) FILTER (WHERE status = 3) AS sold
        FROM reservation_lines
        GROUP BY reservation_id
    ) AS l ON l.reservation_id = r.reservation_id
    WHERE r.status <> CASE WHEN l.open > 0 THEN 1 WHEN l.sold > 0 THEN 3 ELSE 2 END
    LIMIT 100
)sql"};

constexpr Statement kFacts{R"sql(
    SELECT r.reservation_id, COUNT(*) FILTER (WHERE l.status = 1), COUNT(*) FILTER (WHERE l.status = 2),
           COUNT(*) FILTER (WHERE l.status = 3), SUM(l.quantity)
    FROM reservations AS r
    JOIN reservation_lines AS l ON l.reservation_id = r.reservation_id
    WHERE r.reservation_id > $1
    GROUP BY r.reservation_id
    ORDER BY r.reservation_id
    LIMIT $2
)sql"};

constexpr service::Invariant kInvariants[] = {
    {kSum, "on hand = available + reserved"},
    {kReserved, "reserved = sum of open reservation lines"},
    {kMovements, "stock movements add up to stock"},
    {kReservations, "a reservation is where its lines are"},
};

diagnostics::v1::CheckoutState state_of(std::int64_t open, std::int64_t released, std::int64_t sold) {
    if (int(open > 0) + int(released > 0) + int(sold > 0) > 1) return diagnostics::v1::CHECKOUT_STATE_MIXED;
    if (open > 0) return diagnostics::v1::CHECKOUT_STATE_OPEN;
    return sold > 0 ? diagnostics::v1::CHECKOUT_STATE_PAID : diagnostics::v1::CHECKOUT_STATE_CANCELLED;
}

}  // namespace

Task<Result<void>> StockChecks::run(CallContext& context,
                                    diagnostics::v1::CheckInvariantsResponse& response) const {
    co_return co_await service::check_all(context, database_, kInvariants, response);
}

Task<Result<void>> StockChecks::list_facts(CallContext& context, std::string_view after, int limit,
                                           diagnostics::v1::ListCheckoutFactsResponse& response) const {
    auto rows = co_await database_.query(context, kFacts, after, std::int64_t(limit));
    if (!rows) co_return fail(std::move(rows.error()));
    for (const auto& row : *rows) {
        auto& fact = *response.add_facts();
        fact.set_checkout_id(row.get<std::string>(0));
        fact.set_state(
            state_of(row.get<std::int64_t>(1), row.get<std::int64_t>(2), row.get<std::int64_t>(3)));
        fact.set_units(row.get<std::int64_t>(4));
    }
    co_return Result<void>();
}

}  // namespace ecommerce::product
