// SPDX-License-Identifier: Apache-2.0
// Schema migrations with golang-migrate's conventions: files `000001_create_orders.up.sql` and
// `.down.sql`, the table schema_migrations(version, dirty), the same advisory lock. The files are embedded
// in the program by embed_migrations() (cmake/Embed.cmake), which also writes the header that gives them.
//
// Each statement is sent by itself, since Citus cannot forward several at once; those of one file run
// inside one transaction. A file whose statements may not (CREATE INDEX CONCURRENTLY, VACUUM, …) runs
// without one: it must be repeatable, and a failure inside leaves the version dirty.
//
// All of this blocks: for the command line and the start of the program, not for a loop.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "framework/runtime/result.h"

namespace ecommerce::postgres {

struct Migration {
    std::uint64_t version;
    std::string_view title;
    std::string_view up;
    std::string_view down;  // empty: there is no way back
};

// Where migrations run. The user must own the schema.
struct MigrationTarget {
    std::string source;  // libpq's URI or key=value form
    std::string schema;
    std::string version_table = "schema_migrations";  // unqualified
};

struct MigrationState {
    std::uint64_t version = 0;  // of the last file that ran; 0: none
    bool dirty = false;         // that file failed half-way: repair by hand, then force_version()
    std::vector<std::uint64_t> pending;
};

// Runs what is pending, in order, and gives the number of files that ran. Safe to call from several
// processes at once: one works, the others wait for it. `migrations` ascend by version.
Result<int> migrate_up(const MigrationTarget& target, std::span<const Migration> migrations);
// Takes back the last `steps` files.
Result<int> migrate_down(const MigrationTarget& target, std::span<const Migration> migrations, int steps);
Result<MigrationState> migration_state(const MigrationTarget& target, std::span<const Migration> migrations);
// Writes down that `version` is where the schema is, clean, without running anything.
Result<void> force_version(const MigrationTarget& target, std::uint64_t version);

// The migrations of several parts as those of one table of versions. A version that two of them have throws
// std::logic_error.
std::vector<Migration> join_migrations(std::initializer_list<std::span<const Migration>> parts);

// The tables that the framework's parts keep in every service's schema are versioned apart from the service's own.
inline constexpr std::string_view kPlatformVersionTable = "platform_migrations";

}  // namespace ecommerce::postgres
