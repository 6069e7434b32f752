// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/shop_closings.h"

namespace ecommerce::product {

namespace {

using postgres::Read;
using postgres::Write;

constexpr Write kHear{R"sql(
    INSERT INTO shop_closings (shop_id, closed, version)
    VALUES ($1, $2, $3)
    ON CONFLICT (shop_id) DO UPDATE
    SET closed = EXCLUDED.closed, version = EXCLUDED.version
    WHERE shop_closings.version < EXCLUDED.version
)sql"};

constexpr Read kSkusOfClosed{R"sql(
    SELECT k.id
    FROM skus AS k
    JOIN products AS p ON p.id = k.product_id
    JOIN shop_closings AS c ON c.shop_id = p.shop_id
    WHERE k.id = ANY($1) AND c.closed
    ORDER BY k.id
)sql"};

}  // namespace

void ShopClosings::close(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t version) const {
    tx.queue(kHear, shop_id, true, version);
}

void ShopClosings::reopen(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t version) const {
    tx.queue(kHear, shop_id, false, version);
}

postgres::Ticket ShopClosings::skus_of_closed(postgres::Transaction& tx,
                                              const std::vector<std::int64_t>& sku_ids) const {
    return tx.queue(kSkusOfClosed, sku_ids);
}

}  // namespace ecommerce::product
