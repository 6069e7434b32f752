// SPDX-License-Identifier: Apache-2.0
#include "application/cart/storage/cart_store.h"

#include "application/cart/domain/limits.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::cart {

namespace {

using postgres::Lane;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Read kList{R"sql(
    SELECT l.id, l.sku_id, l.quantity, l.selected, l.added_price_minor, l.currency_code, l.added_at, l.product_name
    FROM cart_lines AS l
    JOIN carts AS c ON c.id = l.cart_id
    WHERE c.owner = $1
    ORDER BY l.id DESC
)sql"};

// Of one cart, which has few lines.
constexpr Read kCount{Plan::each_time, Lane::keys, R"sql(
    SELECT COUNT(*) AS lines, COALESCE(SUM(l.quantity), 0) AS units
    FROM cart_lines AS l
    JOIN carts AS c ON c.id = l.cart_id
    WHERE c.owner = $1
)sql"};

// What is asked of updated_at is days. A row whose indexed columns stay as they are costs no index anything.
constexpr std::chrono::hours kTouchEvery{1};
// Holds the cart, and makes it where it is not there. One that is young enough is held without a new version of its row.
constexpr Write kLock{R"sql(
    INSERT INTO carts AS c (owner, created_at, updated_at)
    VALUES ($1, $2, $2)
    ON CONFLICT (owner) DO UPDATE
    SET updated_at = EXCLUDED.updated_at
    WHERE c.updated_at < $3
)sql"};

constexpr Read kId{R"sql(
    SELECT id FROM carts WHERE owner = $1
)sql"};

// After kLock, so that it sees what who held the cart before has left, which is few lines along an index. The COMMIT does
// not wait for the disk: a crash of the database may lose what was added alone, and it is added once more.
constexpr Write kAdd{Plan::once, R"sql(
    WITH quick AS MATERIALIZED (SELECT SET_CONFIG('synchronous_commit', 'off', TRUE) AS value)
    INSERT INTO cart_lines AS l (cart_id, sku_id, quantity, selected, added_price_minor, currency_code, added_at,
                                 product_name)
    SELECT c.id, $2, $3::INTEGER, TRUE, $4, $5, $6, $7
    FROM carts AS c
    CROSS JOIN quick
    WHERE c.owner = $1
      AND $3::INTEGER <= $8::BIGINT
      AND (
          EXISTS (SELECT 1 FROM cart_lines AS same WHERE same.cart_id = c.id AND same.sku_id = $2)
          OR (SELECT COUNT(*) FROM cart_lines AS others WHERE others.cart_id = c.id) < $9
      )
    ON CONFLICT (cart_id, sku_id) DO UPDATE
    SET quantity = l.quantity + EXCLUDED.quantity, selected = TRUE,
        added_price_minor = EXCLUDED.added_price_minor, currency_code = EXCLUDED.currency_code,
        product_name = EXCLUDED.product_name
    WHERE l.quantity + EXCLUDED.quantity <= $8
)sql"};

constexpr Write kLockExisting{R"sql(
    SELECT id FROM carts WHERE owner = $1 FOR UPDATE
)sql"};

constexpr Read kLines{R"sql(
    SELECT id, sku_id, quantity, selected, added_price_minor, currency_code, added_at, product_name
    FROM cart_lines
    WHERE cart_id = $1
    ORDER BY id DESC
)sql"};

constexpr Write kPut{R"sql(
    INSERT INTO cart_lines (cart_id, sku_id, quantity, selected, added_price_minor, currency_code, added_at,
                            product_name)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (cart_id, sku_id) DO UPDATE
    SET quantity = EXCLUDED.quantity, selected = EXCLUDED.selected,
        added_price_minor = EXCLUDED.added_price_minor, currency_code = EXCLUDED.currency_code,
        product_name = EXCLUDED.product_name
)sql"};

constexpr Write kPutBack{R"sql(
    INSERT INTO cart_lines (id, cart_id, sku_id, quantity, selected, added_price_minor, currency_code, added_at,
                            product_name)
    VALUES ($9, $1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (cart_id, sku_id) DO UPDATE
    SET quantity = EXCLUDED.quantity, selected = EXCLUDED.selected
)sql"};

constexpr Write kSetQuantity{R"sql(
    UPDATE cart_lines SET quantity = $3 WHERE cart_id = $1 AND sku_id = $2
)sql"};

constexpr Write kSelectAll{R"sql(
    UPDATE cart_lines SET selected = $2 WHERE cart_id = $1
)sql"};

constexpr Write kSelect{R"sql(
    UPDATE cart_lines SET selected = $3 WHERE cart_id = $1 AND sku_id = ANY($2)
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM cart_lines WHERE cart_id = $1 AND sku_id = ANY($2)
)sql"};

constexpr Write kClear{R"sql(
    DELETE FROM cart_lines WHERE cart_id = $1
)sql"};

constexpr Write kDrop{R"sql(
    DELETE FROM carts WHERE id = $1
)sql"};

constexpr Write kOldGuests{Plan::each_time, R"sql(
    SELECT id
    FROM carts
    WHERE updated_at < $1 AND owner LIKE 'g:%'
    ORDER BY updated_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)sql"};

constexpr Write kDropLinesOf{R"sql(
    DELETE FROM cart_lines WHERE cart_id = ANY($1)
)sql"};

constexpr Write kDropMany{R"sql(
    DELETE FROM carts WHERE id = ANY($1)
)sql"};

constexpr Read kCountOrphans{Lane::lists, R"sql(
    SELECT COUNT(*)
    FROM cart_lines AS l
    WHERE NOT EXISTS (SELECT 1 FROM carts AS c WHERE c.id = l.cart_id)
)sql"};

constexpr Read kCountGuests{Lane::lists, R"sql(
    SELECT COUNT(*) FROM carts WHERE owner LIKE 'g:%'
)sql"};

constexpr Read kCountUnits{Lane::lists, R"sql(
    SELECT COALESCE(SUM(quantity), 0) FROM cart_lines
)sql"};

}  // namespace

Task<Result<std::vector<LineRow>>> CartStore::list(CallContext& context, std::string_view owner) const {
    const auto rows = co_await ok(database_.query(context, kList, owner));
    co_return rows.to<LineRow>();
}

Task<Result<Counts>> CartStore::count(CallContext& context, std::string_view owner) const {
    const auto rows = co_await ok(database_.query(context, kCount, owner));
    co_return rows.front().to<Counts>();
}

Task<Result<std::int64_t>> CartStore::lock(postgres::Transaction& tx, std::string_view owner,
                                           Timestamp now) const {
    tx.queue(kLock, owner, now, Timestamp(now - kTouchEvery));
    const auto rows = co_await ok(tx.query(kId, owner));
    co_return rows.front().to<std::int64_t>();
}

Task<Result<std::optional<std::int64_t>>> CartStore::lock_existing(postgres::Transaction& tx,
                                                                   std::string_view owner) const {
    const auto rows = co_await ok(tx.query(kLockExisting, owner));
    co_return rows.first<std::int64_t>();
}

Task<Result<std::vector<LineRow>>> CartStore::lines(postgres::Transaction& tx, std::int64_t cart_id) const {
    const auto rows = co_await ok(tx.query(kLines, cart_id));
    co_return rows.to<LineRow>();
}

CartStore::Adding CartStore::add(postgres::Transaction& tx, std::string_view owner, const LineRow& line,
                                 std::int64_t quantity_max, Timestamp now) const {
    tx.queue(kLock, owner, now, Timestamp(now - kTouchEvery));
    return {.added =
                tx.queue(kAdd, owner, line.sku_id, line.quantity, line.added_price_minor, line.currency_code,
                         line.added_at, line.product_name, quantity_max, std::int64_t(kLinesMax)),
            .lines = tx.queue(kList, owner)};
}

CartStore::Added CartStore::read(const Adding& adding) const {
    return {.done = adding.added.rows().affected() == 1, .lines = adding.lines.rows().to<LineRow>()};
}

void CartStore::put(postgres::Transaction& tx, std::int64_t cart_id, const LineRow& line) const {
    tx.queue(kPut, cart_id, line.sku_id, line.quantity, line.selected, line.added_price_minor,
             line.currency_code, line.added_at, line.product_name);
}

void CartStore::put_back(postgres::Transaction& tx, std::int64_t cart_id, const LineRow& line) const {
    tx.queue(kPutBack, cart_id, line.sku_id, line.quantity, line.selected, line.added_price_minor,
             line.currency_code, line.added_at, line.product_name, line.id);
}

void CartStore::set_quantity(postgres::Transaction& tx, std::int64_t cart_id, std::int64_t sku_id,
                             int quantity) const {
    tx.queue(kSetQuantity, cart_id, sku_id, quantity);
}

void CartStore::select(postgres::Transaction& tx, std::int64_t cart_id,
                       const std::vector<std::int64_t>& sku_ids, bool selected) const {
    if (sku_ids.empty()) {
        tx.queue(kSelectAll, cart_id, selected);
    } else {
        tx.queue(kSelect, cart_id, sku_ids, selected);
    }
}

void CartStore::remove(postgres::Transaction& tx, std::int64_t cart_id,
                       const std::vector<std::int64_t>& sku_ids) const {
    tx.queue(kRemove, cart_id, sku_ids);
}

void CartStore::clear(postgres::Transaction& tx, std::int64_t cart_id) const {
    tx.queue(kClear, cart_id);
}

void CartStore::drop(postgres::Transaction& tx, std::int64_t cart_id) const {
    tx.queue(kClear, cart_id);
    tx.queue(kDrop, cart_id);
}

Task<Result<std::int64_t>> CartStore::drop_old_guests(CallContext& context, Timestamp before,
                                                      int limit) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto rows = co_await ok(tx.query(kOldGuests, before, std::int64_t(limit)));
        const auto ids = rows.to<std::int64_t>();
        tx.queue(kDropLinesOf, ids);
        tx.queue(kDropMany, ids);
        co_return std::int64_t(ids.size());
    };
    co_return co_await database_.transaction(context, std::move(body));
}

Task<Result<std::int64_t>> CartStore::count_orphans(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kCountOrphans));
    co_return rows.front().to<std::int64_t>();
}

Task<Result<std::int64_t>> CartStore::count_guests(CallContext& context) const {
    auto body = [](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto rows = co_await ok(tx.query(kCountGuests));
        co_return rows.front().to<std::int64_t>();
    };
    co_return co_await database_.transaction(context, std::move(body));
}

Task<Result<std::int64_t>> CartStore::count_units(CallContext& context) const {
    auto body = [](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto rows = co_await ok(tx.query(kCountUnits));
        co_return rows.front().to<std::int64_t>();
    };
    co_return co_await database_.transaction(context, std::move(body));
}

}  // namespace ecommerce::cart
