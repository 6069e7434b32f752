// SPDX-License-Identifier: Apache-2.0
// Which shops are closed, as the news of them says: statements of the table shop_closings. Searches leave these shops
// out.
#pragma once

#include <cstdint>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

// Stateless; any loop.
class ShopClosings {
public:
    explicit ShopClosings(postgres::Database& database) : database_(database) {}

    // Twice the same, or what is older than what is known, changes nothing.
    void close(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t version) const;
    void reopen(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t version) const;
    // Which of these are closed.
    Task<Result<std::vector<std::int64_t>>> closed(CallContext& context,
                                                   const std::vector<std::int64_t>& shop_ids) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::search
