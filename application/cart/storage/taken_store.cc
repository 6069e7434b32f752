// SPDX-License-Identifier: Apache-2.0
#include "application/cart/storage/taken_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::cart {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

// The cart's row is held first, as by every change of a cart.
constexpr Write kTake{R"sql(
    WITH had AS (
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
    SELECT sku_id, quantity, TRUE AS again FROM had
    UNION ALL
    SELECT sku_id, quantity, FALSE AS again FROM taken
)sql"};

constexpr Write kGiveUp{R"sql(
    DELETE FROM taken_lines
    WHERE owner = $1 AND checkout_id = $2 AND taken_at < COALESCE($3, 'infinity'::TIMESTAMPTZ)
    RETURNING line_id AS id, sku_id, quantity, TRUE AS selected, added_price_minor, currency_code, added_at,
              product_name
)sql"};

constexpr Write kForget{R"sql(
    DELETE FROM taken_lines WHERE owner = $1 AND checkout_id = $2
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

// A crash of the database may lose such a move alone: bought lines stand in the cart once more, no harm.
constexpr postgres::TransactionOptions kNotDurable{.durable = false};

}  // namespace

Task<Result<std::vector<TakenRow>>> TakenStore::take(CallContext& context, std::string_view owner,
                                                     std::string_view checkout_id, Timestamp now) const {
    std::optional<postgres::Ticket> taken;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        taken = tx.queue(kTake, owner, checkout_id, now);
        co_return {};
    };
    co_await ok(database_.transaction(context, kNotDurable, std::move(body)));
    co_return taken->rows().to<TakenRow>();
}

Task<Result<std::vector<LineRow>>> TakenStore::give_up(postgres::Transaction& tx, std::string_view owner,
                                                       std::string_view checkout_id,
                                                       std::optional<Timestamp> before) const {
    const auto rows = co_await ok(tx.query(kGiveUp, owner, checkout_id, before));
    co_return rows.to<LineRow>();
}

Task<Result<void>> TakenStore::forget(CallContext& context, std::string_view owner,
                                      std::string_view checkout_id) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        tx.queue(kForget, owner, checkout_id);
        co_return {};
    };
    co_return co_await database_.transaction(context, kNotDurable, std::move(body));
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
