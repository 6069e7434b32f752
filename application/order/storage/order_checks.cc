// SPDX-License-Identifier: Apache-2.0
#include "application/order/storage/order_checks.h"

#include <array>

#include "framework/postgres/row_structs.h"

namespace ecommerce::order {

namespace {

using postgres::Plan;
using postgres::Read;

struct Rule {
    std::string_view name;
    Read orders_that_break_it;  // order numbers, a few
};

constexpr std::array kRules{
    Rule{"order total = goods + freight - discount", Read{R"sql(
        SELECT order_no
        FROM orders
        WHERE total_minor <> goods_minor + freight_minor - discount_minor
        ORDER BY id
        LIMIT 5
    )sql"}},
    Rule{"goods, item count and quantity of an order are those of its items", Read{R"sql(
        SELECT orders.order_no
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
    )sql"}},
    Rule{"the timeline leads to the order's status without a gap", Read{R"sql(
        SELECT orders.order_no
        FROM orders
        LEFT JOIN (
            SELECT chained.order_id, BOOL_AND(chained.from_status = chained.expected) AS whole,
                   MAX(chained.to_status) FILTER (WHERE chained.is_last) AS last_status
            FROM (
                SELECT move.order_id, move.from_status, move.to_status,
                       COALESCE(LAG(move.to_status) OVER steps, '') AS expected,
                       LEAD(move.id) OVER steps IS NULL AS is_last
                FROM order_moves AS move
                WINDOW steps AS (PARTITION BY move.order_id ORDER BY move.id)
            ) AS chained
            GROUP BY chained.order_id
        ) AS timeline ON timeline.order_id = orders.id
        WHERE timeline.order_id IS NULL OR NOT timeline.whole OR timeline.last_status <> orders.status
        ORDER BY orders.id
        LIMIT 5
    )sql"}},
    Rule{"no order is both paid and cancelled", Read{R"sql(
        SELECT order_no
        FROM orders
        WHERE paid_at IS NOT NULL AND cancelled_at IS NOT NULL
        ORDER BY id
        LIMIT 5
    )sql"}},
    Rule{"each status has its time", Read{R"sql(
        SELECT order_no
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
    )sql"}},
    Rule{"orders of one checkout are paid or cancelled together", Read{R"sql(
        SELECT MIN(order_no)
        FROM orders
        GROUP BY checkout_id
        HAVING COUNT(DISTINCT CASE status WHEN 'PENDING_PAYMENT' THEN 0 WHEN 'CANCELLED' THEN 1 ELSE 2 END)
            > 1
        ORDER BY MIN(id)
        LIMIT 5
    )sql"}},
    Rule{"orders of one checkout have one buyer and one payment", Read{R"sql(
        SELECT MIN(order_no)
        FROM orders
        GROUP BY checkout_id
        HAVING COUNT(DISTINCT user_id) > 1
            OR COUNT(DISTINCT payment_id) > 1
            OR COUNT(DISTINCT currency_code) > 1
        ORDER BY MIN(id)
        LIMIT 5
    )sql"}},
};

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

}  // namespace

Task<Result<std::vector<BrokenRule>>> OrderChecks::broken_rules(CallContext& context) const {
    // One moment for all rules, and off the connections that short statements share.
    auto body = [](postgres::Transaction& tx) -> Task<Result<std::vector<BrokenRule>>> {
        std::vector<BrokenRule> broken;
        for (const auto& rule : kRules) {
            const auto rows = co_await ok(tx.query(rule.orders_that_break_it));
            if (rows.empty()) continue;
            std::string detail = "orders";
            for (const auto& number : rows.to<std::string>()) detail += " " + number;
            broken.push_back({std::string(rule.name), std::move(detail)});
        }
        co_return broken;
    };
    co_return co_await database_.transaction(
        context, {.isolation = postgres::Isolation::repeatable_read, .read_only = true}, std::move(body));
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
