// SPDX-License-Identifier: Apache-2.0
// The runner behind migrations.h, on a session of the caller's. Internal to framework/postgres.
#pragma once

#include <span>
#include <string>

#include "framework/postgres/admin_session.h"
#include "framework/postgres/migrations.h"

namespace ecommerce::postgres::detail {

class Migrator {
public:
    Migrator(AdminSession& session, std::string schema, std::string table)
        : session_(session), schema_(std::move(schema)), table_(std::move(table)) {}

    Result<int> up(std::span<const Migration> migrations);
    Result<int> down(std::span<const Migration> migrations, int steps);
    Result<MigrationState> state(std::span<const Migration> migrations);
    Result<void> force(std::uint64_t version);

private:
    template <typename Work>
    auto locked(Work work) -> decltype(work());
    std::string table() const { return quote_name(schema_) + "." + quote_name(table_); }
    std::string lock_id() const;
    Result<void> execute(const std::string& sql);
    Result<bool> has_table();
    Result<MigrationState> read();
    Result<MigrationState> read_clean();
    Result<void> apply(const Migration& migration, bool up, std::uint64_t version_after);
    Result<void> run_statements(const Migration& migration, bool up,
                                std::span<const std::string_view> statements);
    Result<void> write_version(std::uint64_t version, bool dirty);

    AdminSession& session_;
    std::string schema_;
    std::string table_;
};

}  // namespace ecommerce::postgres::detail
