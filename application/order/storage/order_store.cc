// SPDX-License-Identifier: Apache-2.0
#include "application/order/storage/order_store.h"

#include <algorithm>

#include "framework/postgres/row_structs.h"

#include "order/v1/error_reason.rpc.h"

namespace ecommerce::order {

namespace {

using postgres::columns;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

// The orders of a checkout, each with the first line of its life and what it is made of; nothing where they are there.
constexpr Write kPlace{R"sql(
    WITH placed AS (
        INSERT INTO orders (order_no, checkout_id, payment_id, payment_method, user_id, shop_id, shop_name,
                            status, note, item_count, quantity, currency_code, goods_minor, freight_minor,
                            discount_minor, total_minor, recipient, phone, country_code, province, city, district,
                            street, postal_code, region_code, created_at, pay_before)
        SELECT new.order_no, $1, $2, $3, $4, new.shop_id, new.shop_name, 'PENDING_PAYMENT', new.note,
               new.item_count, new.quantity, $5, new.goods_minor, new.freight_minor, new.discount_minor,
               new.total_minor, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
        FROM UNNEST($17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
            AS new (order_no, shop_id, shop_name, note, item_count, quantity, goods_minor, freight_minor,
                    discount_minor, total_minor)
        WHERE NOT EXISTS (SELECT 1 FROM closed_accounts AS closed WHERE closed.user_id = $4)
          AND NOT EXISTS (
              SELECT 1
              FROM closed_accounts AS closed
              WHERE closed.shop_id <> 0 AND closed.shop_id = ANY($18)
          )
        ORDER BY new.shop_id
        ON CONFLICT (checkout_id, shop_id) DO NOTHING
        RETURNING id, shop_id
    ), begun AS (
        INSERT INTO order_moves (order_id, from_status, to_status, actor, actor_user_id, reason, moved_at)
        SELECT placed.id, '', 'PENDING_PAYMENT', 'CUSTOMER', $4, '', $15
        FROM placed
    ), filled AS (
        INSERT INTO order_items (order_id, line_no, sku_id, product_id, product_name, option_values, picture_url,
                                 picture_width, picture_height, picture_alt, quantity, price_minor, total_minor)
        SELECT placed.id, new.line_no, new.sku_id, new.product_id, new.product_name,
               STRING_TO_ARRAY(new.option_values, CHR(31)), new.picture_url, new.picture_width,
               new.picture_height, new.picture_alt, new.quantity, new.price_minor, new.total_minor
        FROM UNNEST($27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39)
            AS new (shop_id, line_no, sku_id, product_id, product_name, option_values, picture_url,
                    picture_width, picture_height, picture_alt, quantity, price_minor, total_minor)
        JOIN placed ON placed.shop_id = new.shop_id
    )
    SELECT id FROM placed
)sql"};

// The buyer's checkouts follow each other, so that each counts those before. Advisory locks are the database's: the
// name keeps this one apart from those of other services.
constexpr Write kLockBuyer{R"sql(
    SELECT PG_ADVISORY_XACT_LOCK(HASHTEXTEXTENDED('order.unpaid', $1))
)sql"};

// Few along an index, whoever asks: no account may have many.
constexpr Read kCountUnpaid{Plan::once, R"sql(
    SELECT COUNT(DISTINCT checkout_id) FROM orders WHERE user_id = $1 AND status = 'PENDING_PAYMENT'
)sql"};

constexpr Write kHoldCheckouts{R"sql(
    SELECT id, order_no, checkout_id, payment_id, user_id, shop_id, status, total_minor, currency_code
    FROM orders
    WHERE checkout_id = ANY($1)
    ORDER BY id
    FOR UPDATE
)sql"};

constexpr Read kCheckoutLines{R"sql(
    SELECT item.order_id, item.sku_id, item.product_id, item.quantity, item.total_minor
    FROM orders
    JOIN order_items AS item ON item.order_id = orders.id
    WHERE orders.checkout_id = ANY($1)
    ORDER BY item.order_id, item.line_no
)sql"};

constexpr Write kHoldUnpaid{R"sql(
    SELECT id, order_no, checkout_id, payment_id, user_id, shop_id, status, total_minor, currency_code
    FROM orders
    WHERE checkout_id = ANY($1) AND status = 'PENDING_PAYMENT'
    ORDER BY id
    FOR UPDATE
)sql"};

constexpr Read kUnpaidLines{R"sql(
    SELECT item.order_id, item.sku_id, item.product_id, item.quantity, item.total_minor
    FROM orders
    JOIN order_items AS item ON item.order_id = orders.id
    WHERE orders.checkout_id = ANY($1) AND orders.status = 'PENDING_PAYMENT'
    ORDER BY item.order_id, item.line_no
)sql"};

constexpr Write kHoldCheckoutOf{R"sql(
    SELECT id, order_no, checkout_id, payment_id, user_id, shop_id, status, total_minor, currency_code
    FROM orders
    WHERE user_id = $2
      AND checkout_id = (
          SELECT named.checkout_id
          FROM orders AS named
          WHERE named.order_no = $1 AND named.user_id = $2
      )
    ORDER BY id
    FOR UPDATE
)sql"};

constexpr Read kCheckoutLinesOf{R"sql(
    SELECT item.order_id, item.sku_id, item.product_id, item.quantity, item.total_minor
    FROM orders
    JOIN order_items AS item ON item.order_id = orders.id
    WHERE orders.checkout_id = (SELECT named.checkout_id FROM orders AS named WHERE named.order_no = $1)
    ORDER BY item.order_id, item.line_no
)sql"};

constexpr Write kHoldOne{R"sql(
    SELECT id, order_no, checkout_id, payment_id, user_id, shop_id, status, total_minor, currency_code
    FROM orders
    WHERE order_no = $1
      AND ($2::BIGINT IS NULL OR user_id = $2)
      AND ($3::BIGINT IS NULL OR shop_id = $3)
    FOR UPDATE
)sql"};

constexpr Read kLinesOfOne{R"sql(
    SELECT item.order_id, item.sku_id, item.product_id, item.quantity, item.total_minor
    FROM orders
    JOIN order_items AS item ON item.order_id = orders.id
    WHERE orders.order_no = $1
    ORDER BY item.line_no
)sql"};

constexpr Read kItemsOf{R"sql(
    SELECT order_id, sku_id, product_id, product_name, option_values, picture_url, picture_width,
           picture_height, picture_alt, quantity, price_minor, total_minor
    FROM order_items
    WHERE order_id = $1
    ORDER BY line_no
)sql"};

constexpr Write kPay{R"sql(
    WITH moved AS (
        UPDATE orders
        SET status = 'PAID', paid_at = new.paid_at, ship_before = new.ship_before
        FROM UNNEST($1::BIGINT[], $2::TIMESTAMPTZ[], $3::TIMESTAMPTZ[]) AS new (order_id, paid_at, ship_before)
        WHERE orders.id = new.order_id AND orders.status = 'PENDING_PAYMENT'
        RETURNING orders.id, orders.paid_at
    )
    INSERT INTO order_moves (order_id, from_status, to_status, actor, actor_user_id, reason, moved_at)
    SELECT moved.id, 'PENDING_PAYMENT', 'PAID', 'PAYMENT', 0, '', moved.paid_at
    FROM moved
)sql"};

constexpr Write kCancel{R"sql(
    WITH moved AS (
        UPDATE orders
        SET status = 'CANCELLED', cancelled_at = $3, cancel_reason = new.reason
        FROM UNNEST($1::BIGINT[], $2::TEXT[]) AS new (order_id, reason)
        WHERE orders.id = new.order_id AND orders.status = 'PENDING_PAYMENT'
        RETURNING orders.id, new.reason
    )
    INSERT INTO order_moves (order_id, from_status, to_status, actor, actor_user_id, reason, moved_at)
    SELECT moved.id, 'PENDING_PAYMENT', 'CANCELLED', $4, $5, moved.reason, $3
    FROM moved
)sql"};

constexpr Write kShip{R"sql(
    WITH moved AS (
        UPDATE orders
        SET status = 'SHIPPED', shipped_at = $2, carrier = $6, tracking_no = $7, completes_at = $8
        WHERE id = $1 AND status = 'PAID'
        RETURNING id
    )
    INSERT INTO order_moves (order_id, from_status, to_status, actor, actor_user_id, reason, moved_at)
    SELECT moved.id, 'PAID', 'SHIPPED', $3, $4, $5, $2
    FROM moved
)sql"};

constexpr Write kComplete{R"sql(
    WITH moved AS (
        UPDATE orders
        SET status = 'COMPLETED', completed_at = $2
        WHERE id = $1 AND status = 'SHIPPED'
        RETURNING id
    )
    INSERT INTO order_moves (order_id, from_status, to_status, actor, actor_user_id, reason, moved_at)
    SELECT moved.id, 'SHIPPED', 'COMPLETED', $3, $4, $5, $2
    FROM moved
)sql"};

constexpr Write kStartRefund{R"sql(
    WITH moved AS (
        UPDATE orders
        SET status = 'REFUNDING', cancel_reason = $5
        WHERE id = $1 AND status = $6
        RETURNING id
    )
    INSERT INTO order_moves (order_id, from_status, to_status, actor, actor_user_id, reason, moved_at)
    SELECT moved.id, $6, 'REFUNDING', $3, $4, $5, $2
    FROM moved
)sql"};

constexpr Read kUnpaidOfUser{Plan::each_time, R"sql(
    SELECT checkout_id, MIN(order_no) AS order_no
    FROM orders
    WHERE user_id = $1 AND status = 'PENDING_PAYMENT'
    GROUP BY checkout_id
)sql"};

constexpr Read kOpenOfShop{Plan::each_time, R"sql(
    SELECT checkout_id, order_no
    FROM orders
    WHERE shop_id = $1 AND status = ANY($2)
    ORDER BY id
)sql"};

constexpr Write kRefund{R"sql(
    WITH moved AS (
        UPDATE orders
        SET status = 'REFUNDED', refunded_at = $2
        WHERE id = ANY($1) AND status = $6
        RETURNING id
    )
    INSERT INTO order_moves (order_id, from_status, to_status, actor, actor_user_id, reason, moved_at)
    SELECT moved.id, $6, 'REFUNDED', $3, $4, $5, $2
    FROM moved
)sql"};

constexpr Write kNoteRefund{R"sql(
    UPDATE orders
    SET refunded_at = $2
    WHERE id = ANY($1) AND refunded_at IS NULL
)sql"};

constexpr Write kUpdateUnpaid{R"sql(
    UPDATE orders
    SET note = COALESCE($3, note),
        recipient = COALESCE($4, recipient),
        phone = COALESCE($5, phone),
        city = COALESCE($6, city),
        district = COALESCE($7, district),
        street = COALESCE($8, street),
        postal_code = COALESCE($9, postal_code),
        region_code = COALESCE($10, region_code)
    WHERE order_no = $1 AND user_id = $2 AND status = 'PENDING_PAYMENT'
    RETURNING id
)sql"};

constexpr Write kEraseUser{R"sql(
    UPDATE orders
    SET recipient = '', phone = '', city = '', district = '', street = '', postal_code = '', region_code = '',
        note = '', cancel_reason = ''
    WHERE user_id = $1 AND status IN ('COMPLETED', 'CANCELLED', 'REFUNDED')
)sql"};

constexpr Write kEraseUserMoves{R"sql(
    UPDATE order_moves
    SET reason = ''
    WHERE order_id IN (SELECT orders.id FROM orders WHERE orders.user_id = $1)
      AND actor NOT IN ('TIMER', 'PLATFORM')
      AND reason <> ''
)sql"};

constexpr Write kMarkUser{R"sql(
    UPDATE orders
    SET erase_address = TRUE
    WHERE user_id = $1 AND status NOT IN ('COMPLETED', 'CANCELLED', 'REFUNDED')
)sql"};

constexpr Write kEraseMarked{R"sql(
    UPDATE orders
    SET recipient = '', phone = '', city = '', district = '', street = '', postal_code = '', region_code = '',
        note = '', cancel_reason = '', erase_address = FALSE
    WHERE id = ANY($1) AND erase_address
)sql"};

// How the lists of a row's texts travel in one text; people's texts hold no such character.
constexpr char kUnitSeparator = '\x1f';

std::string join(const std::vector<std::string>& values) {
    std::string joined;
    for (const auto& value : values) {
        if (&value != &values.front()) joined += kUnitSeparator;
        std::ranges::remove_copy(value, std::back_inserter(joined), kUnitSeparator);
    }
    return joined;
}

// An item of a checkout's orders.
struct NewItem {
    std::int64_t shop_id;
    std::int64_t line_no;
    const ItemRow* item;
};

std::vector<NewItem> items_of(const std::vector<NewOrderRow>& orders) {
    std::vector<NewItem> items;
    for (const auto& order : orders) {
        std::int64_t line_no = 0;
        for (const auto& item : order.items) items.push_back({order.shop_id, ++line_no, &item});
    }
    return items;
}

std::int64_t item_count(const NewOrderRow& order) {
    return std::int64_t(order.items.size());
}

std::int64_t units(const NewOrderRow& order) {
    std::int64_t units = 0;
    for (const auto& item : order.items) units += item.quantity;
    return units;
}

// A HeldOrder without its lines.
struct HeldRow {
    std::int64_t id = 0;
    std::string order_no;
    std::string checkout_id;
    std::string payment_id;
    std::int64_t user_id = 0;
    std::int64_t shop_id = 0;
    State status = State::pending_payment;
    std::int64_t total_minor = 0;
    std::string currency_code;
};

// `held` is of a statement that holds orders, `lines` of one that reads their lines.
OrderStore::Held read_held_orders(postgres::Transaction& tx, postgres::Ticket held, postgres::Ticket lines) {
    co_await ok(tx.flush());
    std::vector<HeldOrder> orders;
    for (auto& row : held.rows().to<HeldRow>()) {
        orders.push_back({.id = row.id,
                          .order_no = std::move(row.order_no),
                          .checkout_id = std::move(row.checkout_id),
                          .payment_id = std::move(row.payment_id),
                          .user_id = row.user_id,
                          .shop_id = row.shop_id,
                          .status = row.status,
                          .total_minor = row.total_minor,
                          .currency_code = std::move(row.currency_code),
                          .lines = {}});
    }
    // Both are by the order's id.
    auto order = orders.begin();
    for (const auto& line : lines.rows().to<LineRow>()) {
        while (order != orders.end() && order->id < line.order_id) ++order;
        if (order != orders.end() && order->id == line.order_id) order->lines.push_back(line);
    }
    co_return orders;
}

}  // namespace

Task<Result<bool>> OrderStore::place(postgres::Transaction& tx, const NewCheckoutRow& checkout,
                                     int unpaid_max) const {
    const auto& orders = checkout.orders;
    const auto items = items_of(orders);
    const auto of_item = [](auto ItemRow::* member) {
        return [member](const NewItem& each) { return each.item->*member; };
    };
    const auto option_values = [](const NewItem& each) { return join(each.item->option_values); };
    tx.queue(kLockBuyer, checkout.user_id);
    const auto unpaid = tx.queue(kCountUnpaid, checkout.user_id);
    const auto placed = co_await ok(tx.query(
        kPlace, checkout.checkout_id, checkout.payment_id, checkout.payment_method, checkout.user_id,
        checkout.currency_code, postgres::fields(checkout.address), checkout.created_at, checkout.pay_before,
        columns(orders, &NewOrderRow::order_no, &NewOrderRow::shop_id, &NewOrderRow::shop_name,
                &NewOrderRow::note, item_count, units, &NewOrderRow::goods_minor, &NewOrderRow::freight_minor,
                &NewOrderRow::discount_minor, &NewOrderRow::total_minor),
        columns(items, &NewItem::shop_id, &NewItem::line_no, of_item(&ItemRow::sku_id),
                of_item(&ItemRow::product_id), of_item(&ItemRow::product_name), option_values,
                of_item(&ItemRow::picture_url), of_item(&ItemRow::picture_width),
                of_item(&ItemRow::picture_height), of_item(&ItemRow::picture_alt),
                of_item(&ItemRow::quantity), of_item(&ItemRow::price_minor),
                of_item(&ItemRow::total_minor))));
    if (placed.empty()) co_return false;
    if (unpaid.rows().front().to<std::int64_t>() >= unpaid_max) {
        co_return v1::reason::too_many_unpaid("Pay or cancel an order before you place another one.")
            .with("unpaid_max", std::to_string(unpaid_max));
    }
    if (placed.size() != orders.size()) {
        co_return v1::reason::checkout_changed("This checkout was placed before, with other shops.");
    }
    co_return true;
}

OrderStore::Held OrderStore::hold_checkouts(postgres::Transaction& tx, const CheckoutIds& ids) const {
    const auto held = tx.queue(kHoldCheckouts, ids);
    const auto lines = tx.queue(kCheckoutLines, ids);
    co_return co_await read_held_orders(tx, held, lines);
}

OrderStore::Held OrderStore::hold_unpaid(postgres::Transaction& tx, const CheckoutIds& ids) const {
    const auto held = tx.queue(kHoldUnpaid, ids);
    const auto lines = tx.queue(kUnpaidLines, ids);
    co_return co_await read_held_orders(tx, held, lines);
}

OrderStore::Held OrderStore::hold_checkout_of(postgres::Transaction& tx, std::string_view order_no,
                                              std::int64_t user_id) const {
    const auto held = tx.queue(kHoldCheckoutOf, order_no, user_id);
    const auto lines = tx.queue(kCheckoutLinesOf, order_no);
    co_return co_await read_held_orders(tx, held, lines);
}

OrderStore::Held OrderStore::hold_one(postgres::Transaction& tx, std::string_view order_no,
                                      Scope scope) const {
    const auto held = tx.queue(kHoldOne, order_no, scope.user_id, scope.shop_id);
    const auto lines = tx.queue(kLinesOfOne, order_no);
    co_return co_await read_held_orders(tx, held, lines);
}

Task<Result<std::vector<ItemRow>>> OrderStore::items(postgres::Transaction& tx, std::int64_t order_id) const {
    const auto rows = co_await ok(tx.query(kItemsOf, order_id));
    co_return rows.to<ItemRow>();
}

Task<Result<std::vector<OpenOrderRow>>> OrderStore::unpaid_of_user(postgres::Transaction& tx,
                                                                   std::int64_t user_id) const {
    const auto rows = co_await ok(tx.query(kUnpaidOfUser, user_id));
    co_return rows.to<OpenOrderRow>();
}

Task<Result<std::vector<OpenOrderRow>>> OrderStore::of_shop(postgres::Transaction& tx, std::int64_t shop_id,
                                                            const std::vector<State>& states) const {
    const auto rows = co_await ok(tx.query(kOpenOfShop, shop_id, states));
    co_return rows.to<OpenOrderRow>();
}

void OrderStore::pay(postgres::Transaction& tx, const std::vector<Payment>& payments) const {
    tx.queue(kPay, columns(payments, &Payment::order_id, &Payment::paid_at, &Payment::ship_before));
}

void OrderStore::cancel(postgres::Transaction& tx, const std::vector<Cancelling>& orders,
                        const MoveNote& note) const {
    tx.queue(kCancel, columns(orders, &Cancelling::order_id, &Cancelling::reason), note.at, note.actor,
             note.actor_user_id);
}

void OrderStore::ship(postgres::Transaction& tx, std::int64_t id, std::string_view carrier,
                      std::string_view tracking_no, Timestamp completes_at, const MoveNote& note) const {
    tx.queue(kShip, id, note.at, note.actor, note.actor_user_id, note.reason, carrier, tracking_no,
             completes_at);
}

void OrderStore::complete(postgres::Transaction& tx, std::int64_t id, const MoveNote& note) const {
    tx.queue(kComplete, id, note.at, note.actor, note.actor_user_id, note.reason);
}

void OrderStore::start_refund(postgres::Transaction& tx, std::int64_t id, State from,
                              const MoveNote& note) const {
    tx.queue(kStartRefund, id, note.at, note.actor, note.actor_user_id, note.reason, from);
}

void OrderStore::refund(postgres::Transaction& tx, const Ids& ids, State from, const MoveNote& note) const {
    tx.queue(kRefund, ids, note.at, note.actor, note.actor_user_id, note.reason, from);
}

void OrderStore::note_refund(postgres::Transaction& tx, const Ids& ids, Timestamp at) const {
    tx.queue(kNoteRefund, ids, at);
}

Task<Result<bool>> OrderStore::update_unpaid(CallContext& context, std::string_view order_no,
                                             std::int64_t user_id, std::optional<std::string> note,
                                             std::optional<PostalAddress> address) const {
    const auto part = [&](std::string PostalAddress::* member) -> std::optional<std::string> {
        if (!address) return std::nullopt;
        return (*address).*member;
    };
    const auto rows = co_await ok(database_.query(
        context, kUpdateUnpaid, order_no, user_id, note, part(&PostalAddress::recipient),
        part(&PostalAddress::phone), part(&PostalAddress::city), part(&PostalAddress::district),
        part(&PostalAddress::street), part(&PostalAddress::postal_code), part(&PostalAddress::region_code)));
    co_return !rows.empty();
}

void OrderStore::erase_user(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kEraseUser, user_id);
    tx.queue(kEraseUserMoves, user_id);
    tx.queue(kMarkUser, user_id);
}

void OrderStore::erase_marked(postgres::Transaction& tx, const Ids& ids) const {
    tx.queue(kEraseMarked, ids);
}

}  // namespace ecommerce::order
