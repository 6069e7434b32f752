// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/stock_checks.h"

#include "framework/postgres/row_structs.h"
#include "framework/service/invariants.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::product {

namespace {

using postgres::Plan;
using postgres::Read;

// Each gives one row for every violation: what breaks it, as text.
constexpr Read kSum{R"sql(
    SELECT 'sku ' || sku_id || ': ' || on_hand || ' <> ' || available || ' + ' || reserved
    FROM sku_stock
    WHERE on_hand <> available + reserved
    LIMIT 100
)sql"};

constexpr Read kReserved{R"sql(
    SELECT 'sku ' || s.sku_id || ': reserved ' || s.reserved || ', open lines ' || COALESCE(l.units, 0)
    FROM sku_stock AS s
    LEFT JOIN (
        SELECT sku_id, SUM(quantity) AS units FROM reservation_lines WHERE status = 'OPEN' GROUP BY sku_id
    ) AS l ON l.sku_id = s.sku_id
    WHERE s.reserved <> COALESCE(l.units, 0)
    LIMIT 100
)sql"};

// Whole numbers below 2^53 add up exactly, and in a third of the time that PostgreSQL takes with its own large ones.
constexpr Read kMovements{R"sql(
    SELECT 'sku ' || s.sku_id || ': on hand ' || s.on_hand || ', reserved ' || s.reserved || '; movements ' ||
           COALESCE(m.on_hand, 0) || ', ' || COALESCE(m.reserved, 0)
    FROM sku_stock AS s
    LEFT JOIN (
        SELECT sku_id, SUM(on_hand_delta::FLOAT8)::BIGINT AS on_hand, SUM(reserved_delta::FLOAT8)::BIGINT AS reserved
        FROM stock_movements
        GROUP BY sku_id
    ) AS m ON m.sku_id = s.sku_id
    WHERE s.on_hand <> COALESCE(m.on_hand, 0) OR s.reserved <> COALESCE(m.reserved, 0)
    LIMIT 100
)sql"};

// Open while a line is, sold when a line was, else released. Piece by piece, for nothing is grouped then.
constexpr Read kReservations{R"sql(
    SELECT 'reservation ' || wrong.reservation_id || ': status ' || wrong.status
    FROM (
        SELECT r.reservation_id, r.status
        FROM reservations AS r
        JOIN reservation_lines AS l ON l.reservation_id = r.reservation_id
        WHERE l.status = 'OPEN' AND r.status <> 'OPEN'
        UNION
        SELECT r.reservation_id, r.status
        FROM reservations AS r
        JOIN reservation_lines AS l ON l.reservation_id = r.reservation_id
        WHERE l.status IN ('SOLD', 'RETURNED') AND r.status = 'RELEASED'
        UNION
        SELECT r.reservation_id, r.status
        FROM reservations AS r
        LEFT JOIN reservation_lines AS l ON l.reservation_id = r.reservation_id AND l.status = 'OPEN'
        WHERE r.status = 'OPEN' AND l.id IS NULL
        UNION
        SELECT r.reservation_id, r.status
        FROM reservations AS r
        LEFT JOIN reservation_lines AS l
            ON l.reservation_id = r.reservation_id AND l.status IN ('SOLD', 'RETURNED')
        WHERE r.status = 'SOLD' AND l.id IS NULL
    ) AS wrong
    LIMIT 100
)sql"};

constexpr Read kOffers{R"sql(
    SELECT 'product ' || p.id || ': price ' || p.price_minor || ', in stock ' || p.in_stock || '; of its SKUs ' ||
           o.price_minor || ', ' || o.in_stock
    FROM products AS p
    JOIN (
        SELECT k.product_id, BOOL_OR(s.available > 0) AS in_stock,
               COALESCE(MIN(k.price_minor) FILTER (WHERE s.available > 0), MIN(k.price_minor)) AS price_minor
        FROM skus AS k
        JOIN sku_stock AS s ON s.sku_id = k.id
        WHERE k.removed_at IS NULL
        GROUP BY k.product_id
    ) AS o ON o.product_id = p.id
    WHERE p.deleted_at IS NULL AND (p.in_stock <> o.in_stock OR p.price_minor <> o.price_minor)
    LIMIT 100
)sql"};

// Both bounds: PostgreSQL does not see that the join makes them one, and would read the lines from their beginning.
constexpr Read kCheckouts{Plan::each_time, R"sql(
    SELECT r.reservation_id AS checkout_id, COUNT(*) FILTER (WHERE l.status = 'OPEN') AS open,
           COUNT(*) FILTER (WHERE l.status = 'RELEASED') AS released,
           COUNT(*) FILTER (WHERE l.status IN ('SOLD', 'RETURNED')) AS sold, SUM(l.quantity) AS units,
           COALESCE(SUM(l.quantity) FILTER (WHERE l.status = 'RETURNED'), 0) AS returned_units
    FROM reservations AS r
    JOIN reservation_lines AS l ON l.reservation_id = r.reservation_id
    WHERE r.reservation_id > $1 AND l.reservation_id > $1
    GROUP BY r.reservation_id
    ORDER BY r.reservation_id
    LIMIT $2
)sql"};

constexpr service::Invariant kInvariants[] = {
    {kSum, "on hand = available + reserved"},
    {kReserved, "reserved = sum of open reservation lines"},
    {kMovements, "stock movements add up to stock"},
    {kReservations, "a reservation is where its lines are"},
    {kOffers, "a product's price is that of what can be bought"},
};

}  // namespace

Task<Result<void>> StockChecks::run(CallContext& context,
                                    diagnostics::v1::CheckInvariantsResponse& response) const {
    co_return co_await service::check_all(context, database_, kInvariants, response);
}

Task<Result<std::vector<CheckoutUnits>>> StockChecks::checkouts(CallContext& context, std::string_view after,
                                                                int limit) const {
    // In a transaction it may take its time.
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::vector<CheckoutUnits>>> {
        const auto rows = co_await ok(tx.query(kCheckouts, after, std::int64_t(limit)));
        co_return rows.to<CheckoutUnits>();
    };
    co_return co_await database_.transaction(context, {.read_only = true}, std::move(body));
}

}  // namespace ecommerce::product
