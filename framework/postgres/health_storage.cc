// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/health_checks.h"

namespace ecommerce::postgres::detail {

namespace {

using Row = AdminSession::Row;

constexpr auto kSize = R"sql(
    SELECT PG_SIZE_PRETTY(PG_DATABASE_SIZE(CURRENT_DATABASE()))
)sql";

void tell_size(const Row& row, HealthReport& report) {
    report.figures.push_back({"database", row[0]});
}

constexpr auto kBiggest = R"sql(
    SELECT s.schemaname || '.' || s.relname, PG_SIZE_PRETTY(PG_TABLE_SIZE(s.relid)),
           PG_SIZE_PRETTY(PG_INDEXES_SIZE(s.relid)), GREATEST(s.n_live_tup, c.reltuples::BIGINT)
    FROM pg_stat_user_tables AS s
    JOIN pg_class AS c ON c.oid = s.relid
    ORDER BY PG_TOTAL_RELATION_SIZE(s.relid) DESC
    LIMIT 8
)sql";

void tell_biggest(const Row& row, HealthReport& report) {
    report.figures.push_back(
        {"table " + row[0], row[1] + " and " + row[2] + " of indexes, about " + row[3] + " rows"});
}

constexpr auto kDead = R"sql(
    SELECT FORMAT('%I.%I', schemaname, relname), n_dead_tup, n_live_tup,
           COALESCE(TO_CHAR(GREATEST(last_vacuum, last_autovacuum), 'YYYY-MM-DD HH24:MI'), 'never')
    FROM pg_stat_user_tables
    WHERE n_dead_tup > $1::BIGINT AND n_dead_tup > 0.25 * (n_live_tup + n_dead_tup)
    ORDER BY n_dead_tup DESC
    LIMIT 10
)sql";

void tell_dead(const Row& row, HealthReport& report) {
    find(report, "dead rows", Severity::advice,
         row[0] + " has " + row[1] + " dead rows beside " + row[2] +
             " living ones; last vacuumed: " + row[3] + ".",
         "VACUUM (ANALYZE) " + row[0] +
             "; when it comes back, lower autovacuum_vacuum_scale_factor of the table.");
}

constexpr auto kUnknown = R"sql(
    SELECT FORMAT('%I.%I', schemaname, relname), n_mod_since_analyze,
           COALESCE(TO_CHAR(GREATEST(last_analyze, last_autoanalyze), 'YYYY-MM-DD HH24:MI'), 'never')
    FROM pg_stat_user_tables
    WHERE n_mod_since_analyze > $1::BIGINT AND n_mod_since_analyze > 0.5 * n_live_tup
    ORDER BY n_mod_since_analyze DESC
    LIMIT 10
)sql";

void tell_unknown(const Row& row, HealthReport& report) {
    find(report, "statistics", Severity::advice,
         "Of " + row[0] + " " + row[1] + " rows changed since it was analyzed (" + row[2] +
             "): its plans are guesses.",
         "ANALYZE " + row[0] + ".");
}

constexpr auto kUnused = R"sql(
    SELECT FORMAT('%I.%I', s.schemaname, s.indexrelname), PG_SIZE_PRETTY(PG_RELATION_SIZE(s.indexrelid)),
           COALESCE(TO_CHAR((SELECT d.stats_reset FROM pg_stat_database AS d WHERE d.datname = CURRENT_DATABASE()),
                            'YYYY-MM-DD'), 'the beginning')
    FROM pg_stat_user_indexes AS s
    JOIN pg_index AS i ON i.indexrelid = s.indexrelid
    WHERE s.idx_scan = 0 AND NOT i.indisunique AND i.indisvalid AND PG_RELATION_SIZE(s.indexrelid) >= $1::BIGINT
    ORDER BY PG_RELATION_SIZE(s.indexrelid) DESC
    LIMIT 10
)sql";

void tell_unused(const Row& row, HealthReport& report) {
    find(report, "indexes", Severity::advice,
         "The index " + row[0] + " (" + row[1] + ") was never read since " + row[2] + ".",
         "When that is long enough, on replicas too, drop it by a migration: each write pays for it.");
}

constexpr auto kInvalid = R"sql(
    SELECT FORMAT('%I.%I', n.nspname, c.relname)
    FROM pg_index AS i
    JOIN pg_class AS c ON c.oid = i.indexrelid
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE NOT i.indisvalid AND n.nspname NOT LIKE 'pg\_%'
    LIMIT 10
)sql";

void tell_invalid(const Row& row, HealthReport& report) {
    find(report, "indexes", Severity::wrong, "The index " + row[0] + " was left half built; it only costs.",
         "REINDEX INDEX CONCURRENTLY " + row[0] + ".");
}

// A B-tree with twice the pages that its entries need: 8 bytes of header and 4 of pointer for each, 90 % full. It folds
// equal keys together, so it may be smaller than this, never larger by itself.
constexpr auto kBloated = R"sql(
    SELECT name, PG_SIZE_PRETTY(bytes), PG_SIZE_PRETTY(needed::BIGINT)
    FROM (
        SELECT FORMAT('%I.%I', n.nspname, c.relname) AS name, PG_RELATION_SIZE(c.oid) AS bytes,
               c.reltuples * (12 + 8 * CEIL(SUM(COALESCE(w.avg_width, 32)) / 8.0)) / 0.9 AS needed
        FROM pg_index AS i
        JOIN pg_class AS c ON c.oid = i.indexrelid
        JOIN pg_am AS m ON m.oid = c.relam AND m.amname = 'btree'
        JOIN pg_class AS t ON t.oid = i.indrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL UNNEST(i.indkey::SMALLINT[]) AS k (attnum)
        LEFT JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.attnum
        LEFT JOIN pg_stats AS w ON w.schemaname = n.nspname AND w.tablename = t.relname AND w.attname = a.attname
        WHERE n.nspname NOT LIKE 'pg\_%' AND c.reltuples > 0
        GROUP BY n.nspname, c.relname, c.oid, c.reltuples
    ) AS indexes
    WHERE bytes >= $1::BIGINT AND bytes > 2 * needed
    ORDER BY bytes - needed DESC
    LIMIT 10
)sql";

void tell_bloated(const Row& row, HealthReport& report) {
    find(report, "indexes", Severity::advice,
         "The index " + row[0] + " takes " + row[1] + " where " + row[2] + " would do.",
         "REINDEX INDEX CONCURRENTLY " + row[0] + ", with as much free disk as it takes.");
}

constexpr auto kAge = R"sql(
    SELECT datname, GREATEST(AGE(datfrozenxid), MXID_AGE(datminmxid))
    FROM pg_database
    WHERE GREATEST(AGE(datfrozenxid), MXID_AGE(datminmxid)) > $1::BIGINT
    ORDER BY 2 DESC
)sql";

void tell_age(const Row& row, HealthReport& report) {
    find(
        report, "wraparound", Severity::wrong,
        "The oldest row of the database " + row[0] + " is " + row[1] +
            " transactions old; at 2,000,000,000 nothing can be written.",
        "See why autovacuum does not come through (old transactions, slots, locks), then VACUUM (FREEZE) there.");
}

const HealthCheck kChecks[] = {
    {"disk", kSize, no_params, tell_size},
    {"disk", kBiggest, no_params, tell_biggest},
    {"dead rows", kDead,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.dead_rows)}; }, tell_dead},
    {"statistics", kUnknown,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.dead_rows)}; }, tell_unknown},
    {"indexes", kUnused,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.unused_index_bytes)}; },
     tell_unused},
    {"indexes", kInvalid, no_params, tell_invalid},
    {"indexes", kBloated,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.bloated_index_bytes)}; },
     tell_bloated},
    {"wraparound", kAge,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.transaction_age)}; },
     tell_age},
};

}  // namespace

std::span<const HealthCheck> storage_checks() {
    return kChecks;
}

}  // namespace ecommerce::postgres::detail
