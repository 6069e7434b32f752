// SPDX-License-Identifier: Apache-2.0
// Which shops are closed, as the news of them says: statements of the table shop_closings. Lists and reads of what is on
// sale leave the goods of these shops out (kShopSells in product_columns.h).
#pragma once

#include <cstdint>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::product {

// Stateless; any loop.
class ShopClosings {
public:
    // Twice the same, or what is older than what is known, changes nothing.
    void close(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t version) const;
    void reopen(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t version) const;
    // Of these SKUs, those of closed shops: a column of ids, ascending; queued.
    postgres::Ticket skus_of_closed(postgres::Transaction& tx,
                                    const std::vector<std::int64_t>& sku_ids) const;
};

}  // namespace ecommerce::product
