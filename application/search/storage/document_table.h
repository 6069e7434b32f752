// SPDX-License-Identifier: Apache-2.0
// Reading the tables `documents` and `shop_closings` for a copy of them in memory.
//
// A copy follows by transactions: each row says which one wrote it last, and of a PostgreSQL snapshot it is known which
// transactions it does not see yet. So what two snapshots differ in is what those wrote that the earlier one did not see,
// in whichever order they began, drew tickets and committed.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "application/search/storage/memory_index.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

// What was written since a snapshot.
struct TableNews {
    std::string snapshot;  // the next one to ask from
    std::vector<Version> products;
    bool shops = false;  // some were closed or opened
    bool other_past =
        false;  // the database does not come from that snapshot: it was restored, or is another one
};

// Stateless; any loop.
class DocumentTable {
public:
    explicit DocumentTable(postgres::Database& database) : database_(database) {}

    Task<Result<std::string>> snapshot(CallContext& context) const;
    Task<Result<TableNews>> since(CallContext& context, const std::string& snapshot) const;
    // Those on sale, by rising ids.
    Task<Result<std::vector<MemoryDocument>>> page(CallContext& context, std::int64_t after_id,
                                                   std::int64_t limit) const;
    // Those of these that are on sale.
    Task<Result<std::vector<MemoryDocument>>> get(CallContext& context,
                                                  const std::vector<std::int64_t>& product_ids) const;
    Task<Result<std::unordered_set<std::int64_t>>> closed_shops(CallContext& context) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::search
