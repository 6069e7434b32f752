// SPDX-License-Identifier: Apache-2.0
#include "framework/service/readiness.h"

#include "framework/call/reasons.h"
#include "framework/postgres/database.h"
#include "framework/postgres/row_structs.h"
#include "framework/redis/client.h"
#include "framework/service/platform_migrations.h"

namespace ecommerce::service {

namespace {

struct Version {
    std::int64_t version = 0;
    bool dirty = false;
};

constexpr postgres::Read kAlive{R"sql(SELECT 1)sql"};
constexpr postgres::Read kVersion{R"sql(SELECT version, dirty FROM schema_migrations)sql"};
constexpr postgres::Read kPlatformVersion{R"sql(SELECT version, dirty FROM platform_migrations)sql"};

Task<Result<void>> ask(const std::vector<Schema>& schemas, Deadline deadline) {
    auto context = CallContext::background("health", deadline);
    for (const auto& schema : schemas) (void)co_await ok(schema.database->query(context, kAlive));
    co_return {};
}

Task<Result<void>> compare(postgres::Database& database, const postgres::Statement& statement,
                           std::span<const postgres::Migration> migrations, CallContext& context) {
    if (migrations.empty()) co_return {};
    const auto rows = co_await ok(database.query(context, statement));
    const auto found = rows.first<Version>();
    if (found && !found->dirty && found->version >= std::int64_t(migrations.back().version)) co_return {};
    co_return reason::unavailable("The schema of the service " + database.name() +
                                  " is not the one this program needs.");
}

Task<Result<void>> compare_all(const std::vector<Schema>& schemas, Deadline deadline) {
    auto context = CallContext::background("health", deadline);
    for (const auto& schema : schemas) {
        co_await ok(compare(*schema.database, kPlatformVersion, platform_migrations(), context));
        co_await ok(compare(*schema.database, kVersion, schema.migrations, context));
    }
    co_return {};
}

Task<Result<void>> ping(redis::Client& store, Deadline deadline) {
    auto context = CallContext::background("health", deadline);
    (void)co_await ok(store.command(context, {"PING"}));
    co_return {};
}

}  // namespace

rest::HealthCheck database_check(std::vector<Schema> schemas) {
    return {.name = "database",
            .run = [schemas = std::move(schemas)](Deadline deadline) { return ask(schemas, deadline); }};
}

rest::HealthCheck schema_check(std::vector<Schema> schemas) {
    return {.name = "schema", .run = [schemas = std::move(schemas)](Deadline deadline) {
                return compare_all(schemas, deadline);
            }};
}

rest::HealthCheck key_value_check(redis::Client& store) {
    return {.name = "key_value",
            .run = [&store](Deadline deadline) { return ping(store, deadline); },
            .vital = false};
}

}  // namespace ecommerce::service
