// SPDX-License-Identifier: Apache-2.0
#include "application/order/storage/closed_account_store.h"

#include <algorithm>

#include "framework/postgres/row_structs.h"

namespace ecommerce::order {

namespace {

using postgres::Plan;
using postgres::Write;

constexpr Write kAdd{R"sql(
    INSERT INTO closed_accounts (user_id, shop_id, closed_at)
    VALUES ($1, $2, $3)
    ON CONFLICT (user_id) DO NOTHING
)sql"};

constexpr Write kEraseShopName{Plan::each_time, R"sql(
    UPDATE orders
    SET shop_name = ''
    WHERE id IN (
        SELECT named.id
        FROM orders AS named
        WHERE named.shop_id = $1 AND named.id > $2
        ORDER BY named.id
        LIMIT 1000
    )
    RETURNING id
)sql"};
constexpr std::size_t kBatch = 1'000;

}  // namespace

void ClosedAccountStore::add(postgres::Transaction& tx, std::int64_t user_id, std::int64_t shop_id,
                             Timestamp now) const {
    tx.queue(kAdd, user_id, shop_id, now);
}

Task<Result<std::int64_t>> ClosedAccountStore::erase_shop_name(postgres::Transaction& tx,
                                                               std::int64_t shop_id,
                                                               std::int64_t after) const {
    const auto rows = co_await ok(tx.query(kEraseShopName, shop_id, after));
    const auto ids = rows.to<std::int64_t>();
    co_return ids.size() < kBatch ? 0 : std::ranges::max(ids);
}

}  // namespace ecommerce::order
