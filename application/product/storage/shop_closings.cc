// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/shop_closings.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::product {

namespace {

using postgres::Write;

constexpr Write kKnow{R"sql(
    INSERT INTO shop_closings (shop_id, closed, version)
    VALUES ($1, FALSE, -1)
    ON CONFLICT (shop_id) DO NOTHING
)sql"};

constexpr Write kLock{R"sql(
    SELECT closed, version FROM shop_closings WHERE shop_id = $1 FOR UPDATE
)sql"};

constexpr Write kSet{R"sql(
    UPDATE shop_closings SET closed = $2, version = $3 WHERE shop_id = $1
)sql"};

struct Known {
    bool closed;
    std::int64_t version;
};

}  // namespace

Task<Result<void>> ShopClosings::close(postgres::Transaction& tx, std::int64_t shop_id,
                                       std::int64_t version) const {
    co_return co_await hear(tx, shop_id, true, version);
}

Task<Result<void>> ShopClosings::reopen(postgres::Transaction& tx, std::int64_t shop_id,
                                        std::int64_t version) const {
    co_return co_await hear(tx, shop_id, false, version);
}

Task<Result<void>> ShopClosings::hear(postgres::Transaction& tx, std::int64_t shop_id, bool closed,
                                      std::int64_t version) const {
    tx.queue(kKnow, shop_id);
    const auto rows = co_await ok(tx.query(kLock, shop_id));
    const auto known = rows.front().to<Known>();
    if (known.version >= version) co_return {};
    tx.queue(kSet, shop_id, closed, version);
    if (known.closed != closed) listings_.count_shop(tx, shop_id, closed);
    co_return {};
}

}  // namespace ecommerce::product
