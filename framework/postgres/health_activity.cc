// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/health_checks.h"

namespace ecommerce::postgres::detail {

namespace {

using Row = AdminSession::Row;

// Who waits for a lock, by the session at the end of the chain, which waits for none.
constexpr auto kLocks = R"sql(
    WITH RECURSIVE waits AS (
        SELECT l.pid AS waiter, b.pid AS blocker, EXTRACT(EPOCH FROM NOW() - l.waitstart) AS seconds
        FROM pg_locks AS l
        CROSS JOIN LATERAL UNNEST(PG_BLOCKING_PIDS(l.pid)) AS b (pid)
        WHERE NOT l.granted AND l.waitstart < NOW() - MAKE_INTERVAL(secs => $1::FLOAT8)
    ), chains AS (
        SELECT waiter, blocker, seconds FROM waits
        UNION
        SELECT c.waiter, w.blocker, c.seconds FROM chains AS c JOIN waits AS w ON w.waiter = c.blocker
    )
    SELECT c.blocker, COALESCE(a.usename::TEXT, 'a role'), COALESCE(a.state, 'at something'),
           COUNT(DISTINCT c.waiter), ROUND(MAX(c.seconds)),
           COALESCE(ROUND(EXTRACT(EPOCH FROM NOW() - MIN(a.xact_start)))::TEXT, '')
    FROM chains AS c
    LEFT JOIN pg_stat_activity AS a ON a.pid = c.blocker
    WHERE NOT EXISTS (SELECT 1 FROM waits AS w WHERE w.waiter = c.blocker)
    GROUP BY c.blocker, a.usename, a.state
    ORDER BY COUNT(DISTINCT c.waiter) DESC
    LIMIT 10
)sql";

void tell_lock(const Row& row, HealthReport& report) {
    find(report, "locks", Severity::wrong,
         row[3] + " session(s) wait for a lock of session " + row[0] + " of " + row[1] + " (" + row[2] +
             (row[5].empty() ? "" : ", its transaction is " + row[5] + " s old") + "), the longest for " +
             row[4] + " s.",
         "See what it does in pg_stat_activity; SELECT pg_terminate_backend(" + row[0] + ") ends it.");
}

constexpr auto kTransactions = R"sql(
    SELECT pid, usename, state, ROUND(EXTRACT(EPOCH FROM NOW() - xact_start)), application_name
    FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> PG_BACKEND_PID()
      AND (xact_start < NOW() - MAKE_INTERVAL(secs => $1::FLOAT8)
           OR (state LIKE 'idle in transaction%' AND state_change < NOW() - MAKE_INTERVAL(secs => $2::FLOAT8)))
    ORDER BY xact_start
    LIMIT 10
)sql";

void tell_transaction(const Row& row, HealthReport& report) {
    find(report, "transactions", Severity::wrong,
         "A transaction of " + row[1] + " (session " + row[0] + ", " + row[4] + ") is " + row[3] +
             " s old and " + row[2] + ": since then no dead row of the database could be removed.",
         "Let it end, or SELECT pg_terminate_backend(" + row[0] +
             "). idle_in_transaction_session_timeout ends forgotten ones by itself.");
}

constexpr auto kPrepared = R"sql(
    SELECT gid, owner, ROUND(EXTRACT(EPOCH FROM NOW() - prepared))
    FROM pg_prepared_xacts
    WHERE prepared < NOW() - MAKE_INTERVAL(secs => $1::FLOAT8)
    LIMIT 10
)sql";

void tell_prepared(const Row& row, HealthReport& report) {
    find(report, "transactions", Severity::wrong,
         "The prepared transaction " + row[0] + " of " + row[1] + " has been left for " + row[2] + " s.",
         "COMMIT PREPARED or ROLLBACK PREPARED it; this platform prepares none.");
}

constexpr auto kConnections = R"sql(
    SELECT SUM(role.sessions) AS sessions, MAX(room.most) AS most,
           STRING_AGG(role.name || ' ' || role.sessions, ', ' ORDER BY role.sessions DESC),
           SUM(role.sessions) * 100 >= MAX(room.most) * $1::INTEGER
    FROM (
        SELECT COALESCE(usename::TEXT, 'others') AS name, COUNT(*) AS sessions
        FROM pg_stat_activity
        WHERE backend_type = 'client backend'
        GROUP BY usename
    ) AS role
    CROSS JOIN (
        SELECT CURRENT_SETTING('max_connections')::BIGINT
               - CURRENT_SETTING('superuser_reserved_connections')::BIGINT AS most
    ) AS room
)sql";

void tell_connections(const Row& row, HealthReport& report) {
    report.figures.push_back({"connections", row[0] + " of " + row[1] + ": " + row[2]});
    if (row[3] != "t") return;
    find(report, "connections", Severity::wrong,
         row[0] + " of " + row[1] + " connections are taken: " + row[2] + ".",
         "Lower database.connections_max of the processes, put a pooler between, or raise max_connections.");
}

constexpr auto kReplicas = R"sql(
    SELECT COALESCE(application_name, ''), state, COALESCE(sync_state, ''),
           COALESCE(PG_SIZE_PRETTY(PG_WAL_LSN_DIFF(PG_CURRENT_WAL_LSN(), replay_lsn)), 'unknown'),
           COALESCE(PG_WAL_LSN_DIFF(PG_CURRENT_WAL_LSN(), replay_lsn) > $1::BIGINT, TRUE)
    FROM pg_stat_replication
    WHERE NOT PG_IS_IN_RECOVERY()
)sql";

void tell_replica(const Row& row, HealthReport& report) {
    report.figures.push_back({"replica " + row[0], row[1] + ", " + row[2] + ", " + row[3] + " behind"});
    if (row[4] != "t") return;
    find(report, "replication", Severity::wrong,
         "The replica " + row[0] + " (" + row[1] + ") is " + row[3] + " behind.",
         "See its log and its disk; what it lacks is lost should this server be.");
}

constexpr auto kSlots = R"sql(
    SELECT slot_name, COALESCE(wal_status, 'unknown'), active,
           COALESCE(PG_SIZE_PRETTY(PG_WAL_LSN_DIFF(PG_CURRENT_WAL_LSN(), restart_lsn)), 'nothing')
    FROM pg_replication_slots
    WHERE NOT PG_IS_IN_RECOVERY()
      AND (wal_status IN ('lost', 'unreserved')
           OR PG_WAL_LSN_DIFF(PG_CURRENT_WAL_LSN(), restart_lsn) > $1::BIGINT)
)sql";

void tell_slot(const Row& row, HealthReport& report) {
    find(report, "replication", Severity::wrong,
         "The replication slot " + row[0] + " (" + (row[2] == "t" ? "in use" : "not in use") + ", " + row[1] +
             ") keeps " + row[3] + " of the log on the disk.",
         "Bring its reader back, or SELECT pg_drop_replication_slot('" + row[0] + "').");
}

// What a durable server needs, and what one wants to have when something is slow. $n of a row: name, value, whether it
// is wrong, why, what to do.
constexpr auto kSettings = R"sql(
    SELECT s.name, s.setting, r.wrong, r.why, r.remedy
    FROM (VALUES
        ('fsync', 'off', TRUE, 'a crash of the machine destroys the database', 'Set it on.'),
        ('full_page_writes', 'off', TRUE, 'a crash of the machine can destroy pages', 'Set it on.'),
        ('synchronous_commit', 'off', TRUE, 'a crash forgets purchases that were confirmed', 'Set it on.'),
        ('autovacuum', 'off', TRUE, 'dead rows are never removed', 'Set it on.'),
        ('track_counts', 'off', TRUE, 'autovacuum cannot work', 'Set it on.'),
        ('zero_damaged_pages', 'on', TRUE, 'damaged pages are thrown away', 'Set it off.'),
        ('log_min_duration_statement', '-1', FALSE, 'slow statements leave no trace', 'Set it to 500ms or so.'),
        ('log_lock_waits', 'off', FALSE, 'long waits for locks leave no trace', 'Set it on.'),
        ('data_checksums', 'off', FALSE, 'damage of the disk is not noticed', 'Run pg_checksums --enable while it is stopped.'),
        ('password_encryption', 'md5', FALSE, 'passwords are kept with a broken hash', 'Set it to scram-sha-256.')
    ) AS r (name, value, wrong, why, remedy)
    JOIN pg_settings AS s ON s.name = r.name AND s.setting = r.value
)sql";

void tell_setting(const Row& row, HealthReport& report) {
    find(report, "settings", row[2] == "t" ? Severity::wrong : Severity::advice,
         row[0] + " is " + row[1] + ": " + row[3] + ".", row[4]);
}

constexpr auto kCheckpoints = R"sql(
    SELECT checkpoints_req, checkpoints_timed
    FROM pg_stat_bgwriter
    WHERE checkpoints_req > 20 AND checkpoints_req > checkpoints_timed
)sql";

constexpr auto kCheckpoints17 = R"sql(
    SELECT num_requested, num_timed
    FROM pg_stat_checkpointer
    WHERE num_requested > 20 AND num_requested > num_timed
)sql";

void tell_checkpoints(const Row& row, HealthReport& report) {
    find(report, "checkpoints", Severity::advice,
         row[0] + " checkpoints came because the log was full, " + row[1] +
             " in their time: pages are written too often.",
         "Raise max_wal_size.");
}

constexpr auto kDatabase = R"sql(
    SELECT ROUND(blks_hit * 100.0 / (blks_hit + blks_read), 1), PG_SIZE_PRETTY(temp_bytes), deadlocks,
           blks_hit + blks_read > 1000000 AND blks_hit < 0.9 * (blks_hit + blks_read),
           temp_bytes > PG_DATABASE_SIZE(datid)
    FROM pg_stat_database
    WHERE datname = CURRENT_DATABASE() AND blks_hit + blks_read > 0
)sql";

void tell_database(const Row& row, HealthReport& report) {
    report.figures.push_back({"pages found in shared_buffers", row[0] + " %"});
    report.figures.push_back({"deadlocks", row[2]});
    if (row[3] == "t") {
        find(report, "cache", Severity::advice, "Only " + row[0] + " % of the pages were in shared_buffers.",
             "Raise shared_buffers, to a quarter of the memory.");
    }
    if (row[4] == "t") {
        find(report, "cache", Severity::advice, row[1] + " were sorted and joined on the disk.",
             "Raise work_mem.");
    }
}

constexpr auto kStatements = R"sql(
    SELECT ROUND(mean_exec_time::NUMERIC, 1), calls, ROUND(total_exec_time::NUMERIC / 1000),
           LEFT(REGEXP_REPLACE(query, '\s+', ' ', 'g'), 160)
    FROM pg_stat_statements AS s
    JOIN pg_database AS d ON d.oid = s.dbid AND d.datname = CURRENT_DATABASE()
    WHERE calls >= 10 AND mean_exec_time > $1::FLOAT8
    ORDER BY total_exec_time DESC
    LIMIT 5
)sql";

void tell_statement(const Row& row, HealthReport& report) {
    find(report, "statements", Severity::advice,
         "A statement takes " + row[0] + " ms on average, " + row[1] + " calls, " + row[2] +
             " s in all: " + row[3],
         "EXPLAIN (ANALYZE, BUFFERS) it.");
}

const HealthCheck kChecks[] = {
    {"locks", kLocks,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.lock_wait.count())}; },
     tell_lock},
    {"transactions", kTransactions,
     [](const HealthLimits& limits) {
         return std::vector{std::to_string(limits.transaction.count()),
                            std::to_string(limits.idle_transaction.count())};
     },
     tell_transaction},
    {"transactions", kPrepared,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.transaction.count())}; },
     tell_prepared},
    {"connections", kConnections,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.connections_percent)}; },
     tell_connections},
    {"replication", kReplicas,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.replication_bytes)}; },
     tell_replica},
    {"replication", kSlots,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.slot_bytes)}; }, tell_slot},
    {"settings", kSettings, no_params, tell_setting},
    {"checkpoints", kCheckpoints, no_params, tell_checkpoints, 0, 170000},
    {"checkpoints", kCheckpoints17, no_params, tell_checkpoints, 170000},
    {"cache", kDatabase, no_params, tell_database},
    {"statements", kStatements,
     [](const HealthLimits& limits) { return std::vector{std::to_string(limits.slow_statement_ms)}; },
     tell_statement, 130000},
};

}  // namespace

std::span<const HealthCheck> activity_checks() {
    return kChecks;
}

}  // namespace ecommerce::postgres::detail
