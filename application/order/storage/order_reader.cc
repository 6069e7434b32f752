// SPDX-License-Identifier: Apache-2.0
#include "application/order/storage/order_reader.h"

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
           country_code, province, city, district, street, postal_code, carrier, tracking_no, cancel_reason,
           created_at, pay_before, completes_at, paid_at, shipped_at, completed_at, cancelled_at, refunded_at
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

// A SummaryRow each.
constexpr Piece kSummaries = R"sql(
    SELECT id, order_no, status, shop_id, shop_name, payment_id, item_count, quantity, total_minor,
           currency_code, recipient, note, created_at, pay_before
    FROM orders
)sql";

// One statement for each index that a list walks along; what is left of the filter is checked on the way.
constexpr Read kListOfUser{Plan::each_time, joined<kSummaries, R"sql(
    WHERE user_id = $1 AND id < $2 AND order_no >= $3 AND order_no < $4
      AND ($5::TEXT IS NULL OR status = $5)
      AND ($6::BIGINT IS NULL OR shop_id = $6)
    ORDER BY id DESC
    LIMIT $7
)sql">};

constexpr Read kListOfShop{Plan::each_time, joined<kSummaries, R"sql(
    WHERE shop_id = $1 AND id < $2 AND order_no >= $3 AND order_no < $4
    ORDER BY id DESC
    LIMIT $5
)sql">};

constexpr Read kListOfShopAndStatus{Plan::each_time, joined<kSummaries, R"sql(
    WHERE shop_id = $1 AND id < $2 AND order_no >= $3 AND order_no < $4 AND status = $5
    ORDER BY id DESC
    LIMIT $6
)sql">};

constexpr Read kListAll{Plan::each_time, joined<kSummaries, R"sql(
    WHERE id < $1 AND order_no >= $2 AND order_no < $3 AND ($4::TEXT IS NULL OR status = $4)
    ORDER BY id DESC
    LIMIT $5
)sql">};

constexpr Read kCountOfUser{Plan::each_time, R"sql(
    SELECT status, COUNT(*)
    FROM orders
    WHERE user_id = $1
    GROUP BY status
)sql"};

constexpr Read kCountOfShop{Plan::each_time, R"sql(
    SELECT status, COUNT(*)
    FROM orders
    WHERE shop_id = $1
    GROUP BY status
)sql"};

constexpr Read kCountOpenOfUser{Plan::each_time, R"sql(
    SELECT status, COUNT(*)
    FROM orders
    WHERE user_id = $1 AND status IN ('PENDING_PAYMENT', 'PAID', 'SHIPPED', 'REFUNDING')
    GROUP BY status
)sql"};

constexpr Read kCountOpenOfShop{Plan::each_time, R"sql(
    SELECT status, COUNT(*)
    FROM orders
    WHERE shop_id = $1 AND status IN ('PENDING_PAYMENT', 'PAID', 'SHIPPED', 'REFUNDING')
    GROUP BY status
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
    const auto before = filter.before_id;
    const auto numbers = beginning_with(filter.order_no_prefix);
    const auto& status = filter.status;
    const auto& [user_id, shop_id] = filter.scope;
    if (user_id) {
        co_return co_await database_.query(context, kListOfUser, *user_id, before, numbers.first,
                                           numbers.last, status, shop_id, filter.limit);
    }
    if (shop_id && status) {
        co_return co_await database_.query(context, kListOfShopAndStatus, *shop_id, before, numbers.first,
                                           numbers.last, *status, filter.limit);
    }
    if (shop_id) {
        co_return co_await database_.query(context, kListOfShop, *shop_id, before, numbers.first,
                                           numbers.last, filter.limit);
    }
    co_return co_await database_.query(context, kListAll, before, numbers.first, numbers.last, status,
                                       filter.limit);
}

Task<Result<std::vector<SummaryRow>>> OrderReader::list(CallContext& context, ListFilter filter) const {
    const auto rows = co_await ok(select(context, filter));
    co_return rows.to<SummaryRow>();
}

Task<Result<std::vector<StatusCount>>> OrderReader::count(CallContext& context, Scope scope) const {
    const auto rows =
        co_await ok(scope.user_id ? co_await database_.query(context, kCountOfUser, *scope.user_id)
                                  : co_await database_.query(context, kCountOfShop, scope.shop_id));
    co_return rows.to<StatusCount>();
}

Task<Result<std::vector<StatusCount>>> OrderReader::count_open(CallContext& context, Scope scope) const {
    const auto rows =
        co_await ok(scope.user_id ? co_await database_.query(context, kCountOpenOfUser, *scope.user_id)
                                  : co_await database_.query(context, kCountOpenOfShop, scope.shop_id));
    co_return rows.to<StatusCount>();
}

}  // namespace ecommerce::order
