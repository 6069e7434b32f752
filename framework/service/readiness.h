// SPDX-License-Identifier: Apache-2.0
// What /readyz asks before it calls a process ready. On any loop.
#pragma once

#include <span>
#include <vector>

#include "framework/postgres/migrations.h"
#include "framework/rest/health.h"

namespace ecommerce::postgres {
class Database;
}
namespace ecommerce::redis {
class Client;
}

namespace ecommerce::service {

// The tables of one service, and the files that make them as this program needs them.
struct Schema {
    postgres::Database* database;
    std::span<const postgres::Migration> migrations;
};

// Every database answers.
rest::HealthCheck database_check(std::vector<Schema> schemas);
// No schema is behind this program or half migrated. One that is ahead serves an older program until that is
// replaced.
rest::HealthCheck schema_check(std::vector<Schema> schemas);
// Without it the process works on, slower: degraded, not down.
rest::HealthCheck key_value_check(redis::Client& store);

}  // namespace ecommerce::service
