// SPDX-License-Identifier: Apache-2.0
#include "application/cart/storage/taken_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::cart {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

// Neither this nor kForget waits for the disk: a crash of the database may lose such a move alone, and then bought lines
// stand in the cart once more. The cart's row is held first, as by every change of a cart.
constexpr Write kTake{R"sql(
    WITH quick AS MATERIALIZED (SELECT SET_CONFIG('synchronous_commit', 'off', TRUE) AS value), had AS (
        UPDATE taken_lines
        SET taken_at = $3
        WHERE owner = $1 AND checkout_id = $2
        RETURNING sku_id, quantity
    ), cart AS (
        SELECT id FROM carts WHERE owner = $1 AND NOT EXISTS (SELECT 1 FROM had) FOR UPDATE
    ), gone AS (
        DELETE FROM cart_lines AS l
        USING cart
        WHERE l.cart_id = cart.id AND l.selected
        RETURNING l.id, l.sku_id, l.quantity, l.added_price_minor, l.currency_code, l.added_at, l.product_name
    ), taken AS (
        INSERT INTO taken_lines (owner, checkout_id, sku_id, line_id, quantity, added_price_minor, currency_code,
                                 added_at, product_name, taken_at)
        SELECT $1, $2, gone.sku_id, gone.id, gone.quantity, gone.added_price_minor, gone.currency_code,
               gone.added_at, gone.product_name, $3
        FROM gone
        RETURNING sku_id, quantity
    )
    SELECT had.sku_id, had.quantity, TRUE AS again FROM had CROSS JOIN quick
    UNION ALL
    SELECT taken.sku_id, taken.quantity, FALSE AS again FROM taken CROSS JOIN quick
)sql"};

constexpr Write kGiveUp{R"sql(
    DELETE FROM taken_lines
    WHERE owner = $1 AND checkout_id = $2 AND taken_at < COALESCE($3, 'infinity'::TIMESTAMPTZ)
    RETURNING line_id AS id, sku_id, quantity, TRUE AS selected, added_price_minor, currency_code, added_at,
              product_name
)sql"};

constexpr Write kForget{R"sql(
    WITH quick AS MATERIALIZED (SELECT SET_CONFIG('synchronous_commit', 'off', TRUE) AS value)
    DELETE FROM taken_lines USING quick WHERE owner = $1 AND checkout_id = $2 AND quick.value = 'off'
)sql"};

constexpr Write kForgetAll{R"sql(
    DELETE FROM taken_lines WHERE owner = $1
)sql"};

constexpr Read kUnsettled{Plan::each_time, R"sql(
    SELECT owner, checkout_id
    FROM (
        SELECT owner, checkout_id, taken_at FROM taken_lines WHERE taken_at < $1 ORDER BY taken_at LIMIT 1000
    ) AS oldest
    GROUP BY owner, checkout_id
    ORDER BY MIN(taken_at)
    LIMIT $2
)sql"};

}  // namespace

Task<Result<std::vector<TakenRow>>> TakenStore::take(CallContext& context, std::string_view owner,
                                                     std::string_view checkout_id, Timestamp now) const {
    const auto taken = co_await ok(database_.query(context, kTake, owner, checkout_id, now));
    co_return taken.to<TakenRow>();
}

Task<Result<std::vector<LineRow>>> TakenStore::give_up(postgres::Transaction& tx, std::string_view owner,
                                                       std::string_view checkout_id,
                                                       std::optional<Timestamp> before) const {
    const auto rows = co_await ok(tx.query(kGiveUp, owner, checkout_id, before));
    co_return rows.to<LineRow>();
}

Task<Result<void>> TakenStore::forget(CallContext& context, std::string_view owner,
                                      std::string_view checkout_id) const {
    co_await ok(database_.query(context, kForget, owner, checkout_id));
    co_return {};
}

void TakenStore::forget_all(postgres::Transaction& tx, std::string_view owner) const {
    tx.queue(kForgetAll, owner);
}

Task<Result<std::vector<TakerRow>>> TakenStore::unsettled(CallContext& context, Timestamp before,
                                                          int limit) const {
    const auto rows = co_await ok(database_.query(context, kUnsettled, before, limit));
    co_return rows.to<TakerRow>();
}

}  // namespace ecommerce::cart
