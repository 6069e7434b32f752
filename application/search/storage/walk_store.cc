// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/walk_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::search {

namespace {

using postgres::Read;
using postgres::Write;

constexpr Read kWalk{R"sql(
    SELECT run, finished_run, after_id, products AS read, analyser, finished_at, engine FROM walks WHERE id = $1
)sql"};

// The ticket parts looks of before from those that the engine's new index has seen.
constexpr Write kBegin{R"sql(
    INSERT INTO walks (id, run, finished_run, after_id, products, analyser, engine, ticket)
    VALUES ($1, 1, 0, 0, 0, 0, $2, NEXTVAL('tickets'))
    ON CONFLICT (id) DO UPDATE
    SET run = walks.run + 1, after_id = 0, products = 0, engine = EXCLUDED.engine, ticket = EXCLUDED.ticket
    RETURNING run
)sql"};

constexpr Write kGoOn{R"sql(
    UPDATE walks
    SET after_id = $4, products = products + $5
    WHERE id = $1 AND run = $2 AND after_id = $3
)sql"};

constexpr Write kFinish{R"sql(
    UPDATE walks
    SET finished_run = run, analyser = $3, finished_at = $4
    WHERE id = $1 AND run = $2 AND finished_run < run
)sql"};

}  // namespace

Task<Result<std::optional<Walk>>> WalkStore::latest(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kWalk, id_));
    co_return rows.first<Walk>();
}

Task<Result<std::int64_t>> WalkStore::begin(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kBegin, id_, engine_));
    co_return rows.front().to<std::int64_t>();
}

Task<Result<bool>> WalkStore::go_on(postgres::Transaction& tx, const Walk& from, std::int64_t after_id,
                                    std::int64_t read) const {
    const auto rows = co_await ok(tx.query(kGoOn, id_, from.run, from.after_id, after_id, read));
    co_return rows.affected() > 0;
}

Task<Result<void>> WalkStore::finish(CallContext& context, std::int64_t run, std::int32_t analyser,
                                     Timestamp now) const {
    co_await ok(database_.query(context, kFinish, id_, run, analyser, now));
    co_return {};
}

}  // namespace ecommerce::search
