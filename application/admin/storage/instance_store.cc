// SPDX-License-Identifier: Apache-2.0
#include "application/admin/storage/instance_store.h"

#include "framework/postgres/row_structs.h"
#include "framework/postgres/statement.h"

namespace ecommerce::admin {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Read kList{Plan::each_time, R"sql(
    SELECT id, process, program_version, started_at, seen_at, parameters_version
    FROM instances
    WHERE seen_at >= $1
    ORDER BY process, started_at DESC, id
    LIMIT $2
)sql"};

constexpr Write kPut{R"sql(
    INSERT INTO instances (id, process, program_version, started_at, seen_at, parameters_version)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, parameters_version = excluded.parameters_version
)sql"};

constexpr Write kForget{R"sql(
    DELETE FROM instances WHERE seen_at < $1
)sql"};

}  // namespace

Task<Result<std::vector<InstanceRow>>> InstanceStore::list(CallContext& context, Timestamp since,
                                                           int limit) const {
    const auto rows = co_await ok(database_.query(context, kList, since, limit));
    co_return rows.to<InstanceRow>();
}

void InstanceStore::put(postgres::Transaction& tx, const InstanceRow& instance) const {
    tx.queue(kPut, postgres::fields(instance));
}

Task<Result<std::int64_t>> InstanceStore::forget(CallContext& context, Timestamp before) const {
    const auto rows = co_await ok(database_.query(context, kForget, before));
    co_return rows.affected();
}

}  // namespace ecommerce::admin
