// SPDX-License-Identifier: Apache-2.0
// Which shops are closed, as the news of them says: statements of the table shop_closings. Lists and reads of what is on
// sale leave the goods of these shops out (kForSale in product_columns.h), as do the counts of brands.
#pragma once

#include <cstdint>

#include "application/product/storage/listings.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::product {

// Stateless; any loop.
class ShopClosings {
public:
    // Twice the same, or what is older than what is known, changes nothing. Who locks products of the shop does so before.
    Task<Result<void>> close(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t version) const;
    Task<Result<void>> reopen(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t version) const;

private:
    Task<Result<void>> hear(postgres::Transaction& tx, std::int64_t shop_id, bool closed,
                            std::int64_t version) const;

    Listings listings_;
};

}  // namespace ecommerce::product
