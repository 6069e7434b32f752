// SPDX-License-Identifier: Apache-2.0
#include "framework/events/housekeeping.h"

#include "framework/postgres/database.h"
#include "framework/postgres/idempotency_store.h"

namespace ecommerce::events {

namespace {

constexpr postgres::Write kForgetTaken{postgres::Plan::each_time, R"sql(
    WITH old AS (
        SELECT event_id, subscriber
        FROM inbox
        WHERE taken_at < $1
        ORDER BY taken_at
        LIMIT 1000
        FOR UPDATE SKIP LOCKED
    )
    DELETE FROM inbox USING old WHERE inbox.event_id = old.event_id AND inbox.subscriber = old.subscriber
)sql"};
static_assert(Housekeeping::kBatch == 1'000);

constexpr postgres::TransactionOptions kNotDurable{.durable = false};

}  // namespace

Task<Result<std::int64_t>> Housekeeping::forget_taken_events(CallContext& context) const {
    const auto before = clock_.now() - kInboxKept;
    auto forget = [before](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto rows = co_await ok(tx.query(kForgetTaken, before));
        co_return rows.affected();
    };
    co_return co_await database_.transaction(context, kNotDurable, forget);
}

// Their ages are of the real clock, like the leases of the processes that claim them.
Task<Result<std::int64_t>> Housekeeping::forget_idempotency_keys(CallContext& context) const {
    const runtime::SystemClock real_clock;
    postgres::IdempotencyStore keys(database_, real_clock);
    co_return co_await keys.clean(context);
}

}  // namespace ecommerce::events
