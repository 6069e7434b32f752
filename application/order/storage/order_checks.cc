// SPDX-License-Identifier: Apache-2.0
#include "application/order/storage/order_checks.h"

#include "framework/postgres/row_structs.h"
#include "framework/service/invariants.h"

namespace ecommerce::order {

namespace {

using postgres::Plan;
using postgres::Read;

// Each gives one row for every violation: what breaks it, as text; a few are enough.
constexpr Read kTotals{R"sql(
    SELECT 'order ' || order_no
    FROM orders
    WHERE total_minor <> goods_minor + freight_minor - discount_minor
    ORDER BY id
    LIMIT 5
)sql"};

constexpr Read kGoods{R"sql(
    SELECT 'order ' || orders.order_no
    FROM orders
    LEFT JOIN (
        SELECT item.order_id, SUM(item.total_minor) AS goods_minor, COUNT(*) AS item_count,
               SUM(item.quantity) AS quantity,
               BOOL_AND(item.total_minor = item.price_minor * item.quantity) AS exact
        FROM order_items AS item
        GROUP BY item.order_id
    ) AS sums ON sums.order_id = orders.id
    WHERE sums.order_id IS NULL
       OR sums.goods_minor <> orders.goods_minor
       OR sums.item_count <> orders.item_count
       OR sums.quantity <> orders.quantity
       OR NOT sums.exact
    ORDER BY orders.id
    LIMIT 5
)sql"};

// Moves that follow each other cancel out: what is left of the sums is the last state, and the nothing before the first.
constexpr Read kTimeline{R"sql(
    SELECT 'order ' || orders.order_no
    FROM orders
    LEFT JOIN (
        SELECT move.order_id, COUNT(*) FILTER (WHERE move.from_status = '') AS beginnings,
               SUM(HASHTEXT(move.to_status)) - SUM(HASHTEXT(move.from_status)) AS left_over
        FROM order_moves AS move
        GROUP BY move.order_id
    ) AS timeline ON timeline.order_id = orders.id
    WHERE timeline.order_id IS NULL
       OR timeline.beginnings <> 1
       OR timeline.left_over <> HASHTEXT(orders.status)::BIGINT - HASHTEXT('')::BIGINT
    ORDER BY orders.id
    LIMIT 5
)sql"};

constexpr Read kOutcome{R"sql(
    SELECT 'order ' || order_no
    FROM orders
    WHERE paid_at IS NOT NULL AND cancelled_at IS NOT NULL
    ORDER BY id
    LIMIT 5
)sql"};

constexpr Read kTimes{R"sql(
    SELECT 'order ' || order_no
    FROM orders
    WHERE (status = 'CANCELLED') <> (cancelled_at IS NOT NULL)
       OR (status IN ('PAID', 'SHIPPED', 'COMPLETED', 'REFUNDING', 'REFUNDED')) <> (paid_at IS NOT NULL)
       OR (status IN ('SHIPPED', 'COMPLETED') AND shipped_at IS NULL)
       OR (status = 'COMPLETED') <> (completed_at IS NOT NULL)
       OR (status = 'REFUNDED' AND refunded_at IS NULL)
       OR (status = 'PENDING_PAYMENT' AND refunded_at IS NOT NULL)
       OR (status = 'PAID' AND ship_before IS NULL)
    ORDER BY id
    LIMIT 5
)sql"};

// By the least and the greatest, for which no group has to be sorted.
constexpr Read kTogether{R"sql(
    SELECT 'order ' || first
    FROM (
        SELECT MIN(order_no) AS first, MIN(outcome) AS least, MAX(outcome) AS most
        FROM (
            SELECT checkout_id, order_no,
                   CASE status WHEN 'PENDING_PAYMENT' THEN 0 WHEN 'CANCELLED' THEN 1 ELSE 2 END AS outcome
            FROM orders
        ) AS outcomes
        GROUP BY checkout_id
    ) AS checkouts
    WHERE least <> most
    ORDER BY first
    LIMIT 5
)sql"};

constexpr Read kOneBuyer{R"sql(
    SELECT 'order ' || MIN(order_no)
    FROM orders
    WHERE checkout_id IN (SELECT checkout_id FROM orders GROUP BY checkout_id HAVING COUNT(*) > 1)
    GROUP BY checkout_id
    HAVING MIN(user_id) <> MAX(user_id)
        OR MIN(payment_id) <> MAX(payment_id)
        OR MIN(currency_code) <> MAX(currency_code)
    ORDER BY MIN(order_no)
    LIMIT 5
)sql"};

constexpr Read kKindsOfMoves{R"sql(
    SELECT DISTINCT NULLIF(from_status, '') AS from_status, to_status, actor
    FROM order_moves
)sql"};

constexpr Read kCheckouts{Plan::each_time, R"sql(
    SELECT checkout_id, ARRAY_AGG(DISTINCT status::TEXT) AS states, SUM(total_minor)::BIGINT AS total_minor,
           COALESCE(SUM(total_minor) FILTER (WHERE goes_back), 0)::BIGINT AS refund_minor,
           COALESCE(SUM(total_minor) FILTER (WHERE goes_back AND refunded_at IS NOT NULL), 0)::BIGINT
               AS refunded_minor,
           SUM(quantity)::BIGINT AS units,
           COALESCE(SUM(quantity) FILTER (WHERE returns), 0)::BIGINT AS returned_units,
           BOOL_AND(goes_back) AS refunded
    FROM (
        SELECT checkout_id, status, total_minor, quantity, refunded_at,
               paid_at IS NOT NULL AND (status = 'REFUNDING' OR refunded_at IS NOT NULL) AS goes_back,
               status IN ('REFUNDING', 'REFUNDED') AND shipped_at IS NULL AS returns
        FROM orders
        WHERE checkout_id > $1
    ) AS facts
    GROUP BY checkout_id
    ORDER BY checkout_id
    LIMIT $2
)sql"};

constexpr service::Invariant kInvariants[] = {
    {kTotals, "order total = goods + freight - discount"},
    {kGoods, "goods, item count and quantity of an order are those of its items"},
    {kTimeline, "the timeline leads to the order's status without a gap"},
    {kOutcome, "no order is both paid and cancelled"},
    {kTimes, "each status has its time"},
    {kTogether, "orders of one checkout are paid or cancelled together"},
    {kOneBuyer, "orders of one checkout have one buyer and one payment"},
};

}  // namespace

Task<Result<void>> OrderChecks::run(CallContext& context,
                                    diagnostics::v1::CheckInvariantsResponse& response) const {
    co_return co_await service::check_all(context, database_, kInvariants, response);
}

Task<Result<std::vector<MoveKind>>> OrderChecks::kinds_of_moves(CallContext& context) const {
    auto body = [](postgres::Transaction& tx) -> Task<Result<std::vector<MoveKind>>> {
        const auto rows = co_await ok(tx.query(kKindsOfMoves));
        co_return rows.to<MoveKind>();
    };
    co_return co_await database_.transaction(context, {.read_only = true}, std::move(body));
}

Task<Result<std::vector<CheckoutTotals>>> OrderChecks::checkouts(CallContext& context, std::string_view after,
                                                                 std::int64_t limit) const {
    // In a transaction it may take its time.
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::vector<CheckoutTotals>>> {
        const auto rows = co_await ok(tx.query(kCheckouts, after, limit));
        co_return rows.to<CheckoutTotals>();
    };
    co_return co_await database_.transaction(context, {.read_only = true}, std::move(body));
}

}  // namespace ecommerce::order
