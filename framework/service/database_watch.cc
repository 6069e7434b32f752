// SPDX-License-Identifier: Apache-2.0
#include "framework/service/database_watch.h"

#include "framework/postgres/row_structs.h"
#include "framework/telemetry/metrics.h"

namespace ecommerce::service {

namespace {

using telemetry::Instrument;

constexpr Instrument kConnections{"ecommerce.postgres.connections", "{connection}",
                                  "Sessions of the whole server, whoever they are of."};
constexpr Instrument kConnectionsMax{"ecommerce.postgres.connections.max", "{connection}",
                                     "Sessions that the server admits."};
constexpr Instrument kBytes{"ecommerce.postgres.database.size", "By", "The database on disk."};
constexpr Instrument kAge{
    "ecommerce.postgres.transaction.age", "{transaction}",
    "Transactions since the oldest row that is not frozen; at 2,000,000,000 nothing can be written."};
constexpr Instrument kWaiting{"ecommerce.postgres.locks.waiting", "{session}",
                              "Sessions that wait for a lock."};
constexpr Instrument kWait{"ecommerce.postgres.locks.wait", "s",
                           "The longest wait for a lock that has not ended."};
constexpr Instrument kDead{"ecommerce.postgres.rows.dead", "{row}", "Dead rows of the service's tables."};
constexpr Instrument kLiving{"ecommerce.postgres.rows", "{row}",
                             "Living rows of the service's tables, about."};

struct Figures {
    std::int64_t connections;
    std::int64_t connections_max;
    std::int64_t bytes;
    std::int64_t age;
    std::int64_t waiting;
    double wait;
    std::int64_t dead;
    std::int64_t living;
};

constexpr postgres::Read kFigures{postgres::Lane::lists, R"sql(
    SELECT server.connections, CURRENT_SETTING('max_connections')::BIGINT AS connections_max,
           PG_DATABASE_SIZE(CURRENT_DATABASE()) AS bytes, ages.age, locks.waiting, locks.wait, tables.dead, tables.living
    FROM (SELECT SUM(numbackends)::BIGINT AS connections FROM pg_stat_database) AS server
    CROSS JOIN (SELECT MAX(AGE(datfrozenxid))::BIGINT AS age FROM pg_database) AS ages
    CROSS JOIN (
        SELECT COUNT(*) AS waiting, COALESCE(EXTRACT(EPOCH FROM MAX(NOW() - waitstart)), 0)::FLOAT8 AS wait
        FROM pg_locks
        WHERE NOT granted
    ) AS locks
    CROSS JOIN (
        SELECT COALESCE(SUM(n_dead_tup), 0)::BIGINT AS dead, COALESCE(SUM(n_live_tup), 0)::BIGINT AS living
        FROM pg_stat_user_tables
        WHERE schemaname = CURRENT_SCHEMA()
    ) AS tables
)sql"};

}  // namespace

Task<Result<void>> DatabaseWatch::look(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kFigures));
    const auto figures = rows.front().to<Figures>();
    metrics_.gauge(kConnections).set(double(figures.connections));
    metrics_.gauge(kConnectionsMax).set(double(figures.connections_max));
    metrics_.gauge(kBytes).set(double(figures.bytes));
    metrics_.gauge(kAge).set(double(figures.age));
    metrics_.gauge(kWaiting).set(double(figures.waiting));
    metrics_.gauge(kWait).set(figures.wait);
    const telemetry::Labels mine{{"service", service_}};
    metrics_.gauge(kDead, mine).set(double(figures.dead));
    metrics_.gauge(kLiving, mine).set(double(figures.living));
    co_return {};
}

}  // namespace ecommerce::service
