// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/sweep_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::search {

namespace {

using postgres::Plan;
using postgres::Write;

constexpr Write kBegin{R"sql(
    INSERT INTO sweeps (kind, subject_id, after_id, due_at)
    VALUES ($1, $2, 0, $3)
    ON CONFLICT (kind, subject_id) DO UPDATE
    SET after_id = 0, due_at = GREATEST(sweeps.due_at, EXCLUDED.due_at)
)sql"};

constexpr Write kHold{Plan::each_time, R"sql(
    SELECT kind, subject_id, after_id
    FROM sweeps
    WHERE due_at <= $1
    ORDER BY due_at
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)sql"};

constexpr Write kGoOn{R"sql(
    UPDATE sweeps SET after_id = $3 WHERE kind = $1 AND subject_id = $2
)sql"};

constexpr Write kEnd{R"sql(
    DELETE FROM sweeps WHERE kind = $1 AND subject_id = $2
)sql"};

}  // namespace

void SweepStore::begin(postgres::Transaction& tx, SweepKind kind, std::int64_t subject_id,
                       Timestamp due) const {
    tx.queue(kBegin, kind, subject_id, due);
}

Task<Result<std::optional<Sweep>>> SweepStore::hold(postgres::Transaction& tx, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kHold, now));
    co_return rows.first<Sweep>();
}

void SweepStore::go_on(postgres::Transaction& tx, const Sweep& sweep,
                       std::optional<std::int64_t> after_id) const {
    if (after_id) {
        tx.queue(kGoOn, sweep.kind, sweep.subject_id, *after_id);
    } else {
        tx.queue(kEnd, sweep.kind, sweep.subject_id);
    }
}

}  // namespace ecommerce::search
