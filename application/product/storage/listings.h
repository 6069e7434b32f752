// SPDX-License-Identifier: Apache-2.0
// What lists need beside the products themselves, kept in the transactions that change these: the table listings, along
// which best-selling lists walk, and brand_counts, how many products of each brand are for sale. The counts leave the
// goods of closed shops out, so whoever moves a product holds its shop's row of shop_closings as it is, and who closes
// a shop waits for them. Locks are taken in this order: products, shops, counts, listings.
#pragma once

#include <cstdint>
#include <vector>

#include "framework/postgres/database.h"

namespace ecommerce::product {

// Stateless; any loop. Statements are queued.
class Listings {
public:
    // Of a product that is new and not on sale.
    void insert(postgres::Transaction& tx, std::int64_t product_id) const;
    // After state, category, brand, name, tags or deletion of these products may have changed. They are locked.
    void refresh(postgres::Transaction& tx, const std::vector<std::int64_t>& product_ids) const;
    // After price and whether it is in stock may have changed. It is locked.
    void refresh_offer(postgres::Transaction& tx, std::int64_t product_id) const;
    // A closed shop's goods leave the counts, a reopened one's return. The shop's row of shop_closings is locked.
    void count_shop(postgres::Transaction& tx, std::int64_t shop_id, bool closed) const;
};

}  // namespace ecommerce::product
