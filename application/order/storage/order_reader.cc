// SPDX-License-Identifier: Apache-2.0
#include "application/order/storage/order_reader.h"

#include <cassert>

#include "application/order/domain/order_no.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::order {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;

constexpr Read kFind{R"sql(
    SELECT id, order_no, checkout_id, payment_id, payment_method, user_id, shop_id, shop_name, status, note,
           currency_code, goods_minor, freight_minor, discount_minor, total_minor, recipient, phone,
           country_code, province, city, district, street, postal_code, region_code, carrier, tracking_no, cancel_reason,
           created_at, pay_before, completes_at, ship_before, paid_at, shipped_at, completed_at, cancelled_at, refunded_at
    FROM orders
    WHERE order_no = $1
      AND ($2::BIGINT IS NULL OR user_id = $2)
      AND ($3::BIGINT IS NULL OR shop_id = $3)
)sql"};

// An ItemRow each.
constexpr Piece kItemRows = R"sql(
    SELECT order_id, sku_id, product_id, product_name, option_values, picture_url, picture_width,
           picture_height, picture_alt, quantity, price_minor, total_minor
    FROM order_items
)sql";

constexpr Read kItems{joined<kItemRows, R"sql(
    WHERE order_id = $1
    ORDER BY line_no
)sql">};

constexpr Read kFirstItems{joined<kItemRows, R"sql(
    WHERE order_id = ANY($1) AND line_no <= 5
    ORDER BY order_id, line_no
)sql">};

constexpr Read kMoves{R"sql(
    SELECT NULLIF(from_status, '') AS from_status, to_status, actor, actor_user_id, reason, moved_at
    FROM order_moves
    WHERE order_id = $1
    ORDER BY id
)sql"};

constexpr Read kOfCheckout{R"sql(
    SELECT order_no, shop_id, shop_name, status, total_minor, currency_code, pay_before
    FROM orders
    WHERE checkout_id = $1
    ORDER BY shop_id
)sql"};

// A SummaryRow's.
constexpr Piece kSummary = R"sql(
    id, order_no, status, shop_id, shop_name, payment_id, item_count, quantity, total_minor, currency_code, recipient,
    note, created_at, pay_before, ship_before, completed_at
)sql";

// One statement for each index that a list walks along. None says what was not asked for: PostgreSQL takes any range
// for a small part of the table, and a plan that is made without the values would walk along that.
constexpr Read kListOfUser{Plan::each_time, joined<R"sql(SELECT )sql", kSummary, R"sql(
    FROM orders
    WHERE user_id = $1 AND id < $2
    ORDER BY id DESC
    LIMIT $3
)sql">};

constexpr Read kListOfUserAndStatus{Plan::each_time, joined<R"sql(SELECT )sql", kSummary, R"sql(
    FROM orders
    WHERE user_id = $1 AND status = $2 AND id < $3
    ORDER BY id DESC
    LIMIT $4
)sql">};

constexpr Read kListOfShop{Plan::each_time, joined<R"sql(SELECT )sql", kSummary, R"sql(
    FROM orders
    WHERE shop_id = $1 AND id < $2
    ORDER BY id DESC
    LIMIT $3
)sql">};

constexpr Read kListOfShopAndStatus{Plan::each_time, joined<R"sql(SELECT )sql", kSummary, R"sql(
    FROM orders
    WHERE shop_id = $1 AND status = $2 AND id < $3
    ORDER BY id DESC
    LIMIT $4
)sql">};

constexpr Read kListAll{Plan::each_time, joined<R"sql(SELECT )sql", kSummary, R"sql(
    FROM orders
    WHERE id < $1
    ORDER BY id DESC
    LIMIT $2
)sql">};

constexpr Read kListOfStatus{Plan::each_time, joined<R"sql(SELECT )sql", kSummary, R"sql(
    FROM orders
    WHERE status = $1 AND id < $2
    ORDER BY id DESC
    LIMIT $3
)sql">};

// Few have a number that begins so, whoever they belong to.
constexpr Read kListByNumber{Plan::each_time, joined<R"sql(
    WITH numbered AS MATERIALIZED (SELECT user_id,
)sql",
                                                     kSummary, R"sql(
        FROM orders
        WHERE order_no >= $1 AND order_no < $2
    )
    SELECT
)sql",
                                                     kSummary, R"sql(
    FROM numbered
    WHERE id < $3
      AND ($4::BIGINT IS NULL OR user_id = $4)
      AND ($5::BIGINT IS NULL OR shop_id = $5)
      AND ($6::TEXT IS NULL OR status = $6)
    ORDER BY id DESC
    LIMIT $7
)sql">};

constexpr Read kNumbered{Plan::each_time, joined<R"sql(SELECT )sql", kSummary, R"sql(
    FROM orders
    WHERE order_no = ANY($1)
      AND ($2::BIGINT IS NULL OR user_id = $2)
      AND ($3::BIGINT IS NULL OR shop_id = $3)
    ORDER BY id DESC
)sql">};

// An IndexedRow's.
constexpr Piece kIndexed = R"sql(
    o.id, o.order_no, o.status, o.user_id, o.shop_id, o.shop_name,
    ARRAY(SELECT DISTINCT i.product_name FROM order_items AS i WHERE i.order_id = o.id) AS product_names,
    ARRAY(
        SELECT DISTINCT v.text
        FROM order_items AS i
        CROSS JOIN LATERAL UNNEST(i.option_values) AS v (text)
        WHERE i.order_id = o.id
    ) AS option_values,
    o.created_at
)sql";

constexpr Read kIndexedAfter{Plan::each_time, joined<R"sql(SELECT )sql", kIndexed, R"sql(
    FROM orders AS o
    WHERE o.id > $1
    ORDER BY o.id
    LIMIT $2
)sql">};

constexpr Read kIndexedOf{Plan::each_time, joined<R"sql(SELECT )sql", kIndexed, R"sql(
    FROM orders AS o
    WHERE o.order_no = ANY($1)
    ORDER BY o.id
)sql">};

// No more than $3 of a status are looked at.
constexpr Read kCountOfUser{Plan::each_time, R"sql(
    SELECT asked.status, few.count
    FROM UNNEST($2::TEXT[]) AS asked (status)
    CROSS JOIN LATERAL (
        SELECT COUNT(*) AS count
        FROM (SELECT 1 FROM orders WHERE user_id = $1 AND orders.status = asked.status LIMIT $3) AS counted
    ) AS few
    WHERE few.count > 0
)sql"};

constexpr Read kCountOfShop{Plan::each_time, R"sql(
    SELECT asked.status, few.count
    FROM UNNEST($2::TEXT[]) AS asked (status)
    CROSS JOIN LATERAL (
        SELECT COUNT(*) AS count
        FROM (SELECT 1 FROM orders WHERE shop_id = $1 AND orders.status = asked.status LIMIT $3) AS counted
    ) AS few
    WHERE few.count > 0
)sql"};

}  // namespace

Task<Result<std::optional<OrderRow>>> OrderReader::find(CallContext& context, std::string_view order_no,
                                                        Scope scope) const {
    const auto rows = co_await ok(database_.query(context, kFind, order_no, scope.user_id, scope.shop_id));
    co_return rows.first<OrderRow>();
}

Task<Result<std::vector<ItemRow>>> OrderReader::items(CallContext& context, std::int64_t order_id) const {
    const auto rows = co_await ok(database_.query(context, kItems, order_id));
    co_return rows.to<ItemRow>();
}

Task<Result<std::vector<ItemRow>>> OrderReader::first_items(
    CallContext& context, const std::vector<std::int64_t>& order_ids) const {
    const auto rows = co_await ok(database_.query(context, kFirstItems, order_ids));
    co_return rows.to<ItemRow>();
}

Task<Result<std::vector<MoveRow>>> OrderReader::moves(CallContext& context, std::int64_t order_id) const {
    const auto rows = co_await ok(database_.query(context, kMoves, order_id));
    co_return rows.to<MoveRow>();
}

Task<Result<std::vector<CheckoutOrderRow>>> OrderReader::of_checkout(CallContext& context,
                                                                     std::string_view checkout_id) const {
    const auto rows = co_await ok(database_.query(context, kOfCheckout, checkout_id));
    co_return rows.to<CheckoutOrderRow>();
}

Task<Result<postgres::Rows>> OrderReader::select(CallContext& context, const ListFilter& filter) const {
    const auto& [scope, status, order_no_prefix, before, limit] = filter;
    const auto& [user_id, shop_id] = scope;
    if (!order_no_prefix.empty()) {
        const auto numbers = beginning_with(order_no_prefix);
        co_return co_await database_.query(context, kListByNumber, numbers.first, numbers.last, before,
                                           user_id, shop_id, status, limit);
    }
    if (user_id && status) {
        co_return co_await database_.query(context, kListOfUserAndStatus, *user_id, *status, before, limit);
    }
    if (user_id) co_return co_await database_.query(context, kListOfUser, *user_id, before, limit);
    if (shop_id && status) {
        co_return co_await database_.query(context, kListOfShopAndStatus, *shop_id, *status, before, limit);
    }
    if (shop_id) co_return co_await database_.query(context, kListOfShop, *shop_id, before, limit);
    if (status) co_return co_await database_.query(context, kListOfStatus, *status, before, limit);
    co_return co_await database_.query(context, kListAll, before, limit);
}

Task<Result<std::vector<SummaryRow>>> OrderReader::list(CallContext& context, ListFilter filter) const {
    assert(filter.order_no_prefix.empty() ? !(filter.scope.user_id && filter.scope.shop_id)
                                          : filter.order_no_prefix.size() >= kSearchableNumber);
    const auto rows = co_await ok(select(context, filter));
    co_return rows.to<SummaryRow>();
}

Task<Result<std::vector<SummaryRow>>> OrderReader::numbered(CallContext& context,
                                                            const std::vector<std::string>& order_nos,
                                                            Scope scope) const {
    const auto rows =
        co_await ok(database_.query(context, kNumbered, order_nos, scope.user_id, scope.shop_id));
    co_return rows.to<SummaryRow>();
}

Task<Result<std::vector<IndexedRow>>> OrderReader::indexed(CallContext& context, std::int64_t after_id,
                                                           std::int64_t limit) const {
    const auto rows = co_await ok(database_.query(context, kIndexedAfter, after_id, limit));
    co_return rows.to<IndexedRow>();
}

Task<Result<std::vector<IndexedRow>>> OrderReader::indexed(CallContext& context,
                                                           const std::vector<std::string>& order_nos) const {
    const auto rows = co_await ok(database_.query(context, kIndexedOf, order_nos));
    co_return rows.to<IndexedRow>();
}

Task<Result<std::vector<StatusCount>>> OrderReader::count(CallContext& context, Scope scope,
                                                          const std::vector<State>& states) const {
    const auto rows = co_await ok(
        scope.user_id
            ? co_await database_.query(context, kCountOfUser, *scope.user_id, states, kCountMax + 1)
            : co_await database_.query(context, kCountOfShop, scope.shop_id, states, kCountMax + 1));
    co_return rows.to<StatusCount>();
}

}  // namespace ecommerce::order
