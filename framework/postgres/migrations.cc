// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/migrations.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <zlib.h>

#include "framework/postgres/migrator.h"
#include "framework/postgres/sql_splitter.h"
#include "framework/text/words.h"

namespace ecommerce::postgres {

namespace detail {

namespace {

// The file and statement of a failure, in the words of the person who has to repair it.
std::unexpected<Error> failed(const Migration& migration, bool up, std::size_t number,
                              const std::string& schema, const Error& error) {
    const auto sqlstate = error.metadata().find("sqlstate");
    auto text =
        fmt::format("Migration {:06}_{}.{}.sql of schema {} failed in statement {}: {}", migration.version,
                    migration.title, up ? "up" : "down", schema, number, error.message());
    return fail(Error(Code::internal, "MIGRATION_FAILED", std::move(text))
                    .with("sqlstate", sqlstate == error.metadata().end() ? "" : sqlstate->second));
}

std::uint64_t to_version(const std::string& text) {
    return text::to_number<std::uint64_t>(text).value_or(0);
}

}  // namespace

// As golang-migrate computes it, so that both exclude each other.
std::string Migrator::lock_id() const {
    std::string name = schema_;
    name += '\0';
    name += table_;
    name += '\0';
    name += session_.database();
    constexpr std::uint32_t kSalt = 1'486'364'155;
    const auto sum = std::uint32_t(crc32(0, reinterpret_cast<const Bytef*>(name.data()), uInt(name.size())));
    return std::to_string(sum * kSalt);
}

template <typename Work>
auto Migrator::locked(Work work) -> decltype(work()) {
    // Asked for again and again: who waits inside pg_advisory_lock() has a snapshot, and CREATE INDEX
    // CONCURRENTLY of the one who works would wait for that.
    for (;;) {
        auto rows = session_.run("SELECT pg_try_advisory_lock(" + lock_id() + ")");
        if (!rows) return fail(rows.error());
        if (rows->front().front() == "t") break;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    auto result = work();
    const auto unlocked = execute("SELECT pg_advisory_unlock(" + lock_id() + ")");
    if (result && !unlocked) return fail(unlocked.error());
    return result;
}

Result<void> Migrator::execute(const std::string& sql) {
    auto done = session_.run(sql);
    if (!done) return fail(done.error());
    return {};
}

Result<bool> Migrator::has_table() {
    auto rows = session_.run(R"sql(SELECT TO_REGCLASS($1) IS NOT NULL)sql", {table()});
    if (!rows) return fail(rows.error());
    return rows->front().front() == "t";
}

Result<MigrationState> Migrator::read() {
    auto exists = has_table();
    if (!exists) return fail(exists.error());
    if (!*exists) return MigrationState{};
    auto rows = session_.run("SELECT version, dirty FROM " + table() + " LIMIT 1");
    if (!rows) return fail(rows.error());
    if (rows->empty()) return MigrationState{};
    return MigrationState{to_version(rows->front()[0]), rows->front()[1] == "t", {}};
}

Result<MigrationState> Migrator::read_clean() {
    auto state = read();
    if (state && state->dirty) {
        return fail(
            Code::precondition, "MIGRATION_DIRTY",
            fmt::format("Schema {} is dirty at version {}: that migration failed half-way. Repair the schema "
                        "by hand, then set the version with force.",
                        schema_, state->version));
    }
    return state;
}

Result<MigrationState> Migrator::state(std::span<const Migration> migrations) {
    auto state = read();
    if (!state) return state;
    for (const auto& migration : migrations) {
        if (migration.version > state->version) state->pending.push_back(migration.version);
    }
    return state;
}

Result<int> Migrator::up(std::span<const Migration> migrations) {
    // Most starts find nothing to do. What is dirty may be somebody's work under way: the lock will tell.
    auto before = read();
    if (!before) return fail(before.error());
    if (!before->dirty && (migrations.empty() || migrations.back().version <= before->version)) return 0;
    return locked([&]() -> Result<int> {
        const auto made = execute("CREATE TABLE IF NOT EXISTS " + table() +
                                  " (version BIGINT NOT NULL PRIMARY KEY, dirty BOOLEAN NOT NULL)");
        if (!made) return fail(made.error());
        auto state = read_clean();
        if (!state) return fail(state.error());
        int count = 0;
        for (const auto& migration : migrations) {
            if (migration.version <= state->version) continue;
            if (auto done = apply(migration, true, migration.version); !done) return fail(done.error());
            ++count;
        }
        return count;
    });
}

Result<int> Migrator::down(std::span<const Migration> migrations, int steps) {
    return locked([&]() -> Result<int> {
        int count = 0;
        for (; count < steps; ++count) {
            auto state = read_clean();
            if (!state) return fail(state.error());
            if (state->version == 0) break;
            const auto found = std::ranges::find(migrations, state->version, &Migration::version);
            if (found == migrations.end()) {
                return fail(Code::precondition, "MIGRATION_UNKNOWN",
                            fmt::format("Schema {} is at version {}, which this program does not know.",
                                        schema_, state->version));
            }
            if (found->down.empty()) {
                return fail(Code::precondition, "MIGRATION_ONE_WAY",
                            fmt::format("Migration {:06}_{} has no way back.", found->version, found->title));
            }
            const auto previous = found == migrations.begin() ? 0 : std::prev(found)->version;
            if (auto done = apply(*found, false, previous); !done) return fail(done.error());
        }
        return count;
    });
}

Result<void> Migrator::force(std::uint64_t version) {
    return locked([&]() -> Result<void> {
        for (const auto& sql :
             {std::string("BEGIN"), "CREATE TABLE IF NOT EXISTS " + table() +
                                        " (version BIGINT NOT NULL PRIMARY KEY, dirty BOOLEAN NOT NULL)"}) {
            if (auto done = execute(sql); !done) return done;
        }
        if (auto done = write_version(version, false); !done) return done;
        return execute("COMMIT");
    });
}

Result<void> Migrator::write_version(std::uint64_t version, bool dirty) {
    if (auto done = execute("TRUNCATE " + table()); !done) return done;
    if (version == 0) return {};
    auto written = session_.run("INSERT INTO " + table() + " (version, dirty) VALUES ($1, $2)",
                                {std::to_string(version), dirty ? "true" : "false"});
    if (!written) return fail(written.error());
    return {};
}

Result<void> Migrator::run_statements(const Migration& migration, bool up,
                                      std::span<const std::string_view> statements) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
        if (controls_transaction(statements[i])) continue;
        if (auto done = execute(std::string(statements[i])); !done) {
            return failed(migration, up, i + 1, schema_, done.error());
        }
    }
    return {};
}

Result<void> Migrator::apply(const Migration& migration, bool up, std::uint64_t version_after) {
    const auto statements = split_statements(up ? migration.up : migration.down);
    if (std::ranges::none_of(statements, needs_no_transaction)) {
        if (auto done = execute("BEGIN"); !done) return done;
        auto done = run_statements(migration, up, statements);
        if (done) done = write_version(version_after, false);
        if (done) return execute("COMMIT");
        (void)execute("ROLLBACK");
        return done;
    }
    // While it runs the version is dirty, so that a failure half-way is seen.
    for (const bool dirty : {true, false}) {
        if (auto done = execute("BEGIN"); !done) return done;
        if (auto done = write_version(dirty ? migration.version : version_after, dirty); !done) return done;
        if (auto done = execute("COMMIT"); !done) return done;
        if (!dirty) break;
        if (auto done = run_statements(migration, up, statements); !done) return done;
    }
    return {};
}

}  // namespace detail

std::vector<Migration> join_migrations(std::initializer_list<std::span<const Migration>> parts) {
    std::vector<Migration> joined;
    for (const auto part : parts) joined.insert(joined.end(), part.begin(), part.end());
    std::ranges::sort(joined, {}, &Migration::version);
    const auto twice = std::ranges::adjacent_find(joined, {}, &Migration::version);
    if (twice != joined.end()) {
        throw std::logic_error(fmt::format("two migrations have the version {}: {} and {}", twice->version,
                                           twice->title, std::next(twice)->title));
    }
    return joined;
}

Result<int> migrate_up(const MigrationTarget& target, std::span<const Migration> migrations) {
    auto session = detail::AdminSession::open(target.source, target.schema);
    if (!session) return fail(session.error());
    return detail::Migrator(*session, target.schema, target.version_table).up(migrations);
}

Result<int> migrate_down(const MigrationTarget& target, std::span<const Migration> migrations, int steps) {
    auto session = detail::AdminSession::open(target.source, target.schema);
    if (!session) return fail(session.error());
    return detail::Migrator(*session, target.schema, target.version_table).down(migrations, steps);
}

Result<MigrationState> migration_state(const MigrationTarget& target, std::span<const Migration> migrations) {
    auto session = detail::AdminSession::open(target.source, target.schema);
    if (!session) return fail(session.error());
    return detail::Migrator(*session, target.schema, target.version_table).state(migrations);
}

Result<void> force_version(const MigrationTarget& target, std::uint64_t version) {
    auto session = detail::AdminSession::open(target.source, target.schema);
    if (!session) return fail(session.error());
    return detail::Migrator(*session, target.schema, target.version_table).force(version);
}

}  // namespace ecommerce::postgres
