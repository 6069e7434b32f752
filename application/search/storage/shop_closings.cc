// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/shop_closings.h"

namespace ecommerce::search {

namespace {

using postgres::Read;
using postgres::Write;

constexpr Write kHear{R"sql(
    INSERT INTO shop_closings (shop_id, closed, version, changed_in)
    VALUES ($1, $2, $3, PG_CURRENT_XACT_ID())
    ON CONFLICT (shop_id) DO UPDATE
    SET closed = EXCLUDED.closed, version = EXCLUDED.version, changed_in = EXCLUDED.changed_in
    WHERE shop_closings.version < EXCLUDED.version
)sql"};

constexpr Read kClosed{R"sql(
    SELECT shop_id FROM shop_closings WHERE shop_id = ANY($1) AND closed
)sql"};

}  // namespace

void ShopClosings::close(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t version) const {
    tx.queue(kHear, shop_id, true, version);
}

void ShopClosings::reopen(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t version) const {
    tx.queue(kHear, shop_id, false, version);
}

Task<Result<std::vector<std::int64_t>>> ShopClosings::closed(
    CallContext& context, const std::vector<std::int64_t>& shop_ids) const {
    const auto rows = co_await ok(database_.query(context, kClosed, shop_ids));
    co_return rows.to<std::int64_t>();
}

}  // namespace ecommerce::search
