// SPDX-License-Identifier: Apache-2.0
// Which accounts are closed, and what is erased of their shops.
#pragma once

#include <cstdint>

#include "framework/postgres/database.h"

namespace ecommerce::order {

// Stateless; any loop.
class ClosedAccountStore {
public:
    // From the commit on, no order of the account or its shop (0: none) is placed. Repeatable.
    void add(postgres::Transaction& tx, std::int64_t user_id, std::int64_t shop_id, Timestamp now) const;

    // The shop's name in a number of its orders, those with ids above `after`. The last id, or 0 when none are left.
    Task<Result<std::int64_t>> erase_shop_name(postgres::Transaction& tx, std::int64_t shop_id,
                                               std::int64_t after) const;
};

}  // namespace ecommerce::order
