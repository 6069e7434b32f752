// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/bootstrap.h"

#include <array>
#include <chrono>
#include <new>
#include <thread>

#include <sodium.h>

#include "framework/postgres/migrator.h"
#include "framework/text/hex.h"

namespace ecommerce::postgres {

using detail::AdminSession;
using detail::quote_name;
using detail::quote_text;

namespace {

// What the role's comment says once everything below was done with this password; its version grows with the rights.
// Every role can read comments, so a password costs at least as much to guess from it as from what PostgreSQL keeps.
std::string mark_of(const ServiceAccount& account) {
    constexpr std::size_t kMemory = 8 * 1024 * 1024;
    std::array<unsigned char, crypto_pwhash_SALTBYTES> salt;
    crypto_generichash(salt.data(), salt.size(), reinterpret_cast<const unsigned char*>(account.role.data()),
                       account.role.size(), nullptr, 0);
    std::array<unsigned char, 16> hash;
    if (crypto_pwhash(hash.data(), hash.size(), account.password.data(), account.password.size(), salt.data(),
                      crypto_pwhash_OPSLIMIT_MIN, kMemory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    return "ecommerce service account, version 1, key " +
           text::to_hex({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

Result<bool> is_done(AdminSession& session, const ServiceAccount& account, const std::string& mark) {
    static const std::string kDone = R"sql(
        SELECT 1
        FROM pg_roles AS r
        JOIN pg_namespace AS n ON n.nspname = $2
        JOIN pg_database AS d ON d.datname = CURRENT_DATABASE()
        JOIN pg_db_role_setting AS s ON s.setrole = r.oid AND s.setdatabase = d.oid
        JOIN pg_default_acl AS a ON a.defaclnamespace = n.oid AND a.defaclobjtype = 'S'
        WHERE r.rolname = $1 AND r.rolcanlogin AND SHOBJ_DESCRIPTION(r.oid, 'pg_authid') = $3
          AND HAS_SCHEMA_PRIVILEGE(r.oid, n.oid, 'USAGE')
    )sql";
    auto rows = session.run(kDone, {account.role, account.schema, mark});
    if (!rows) return fail(rows.error());
    return !rows->empty();
}

Result<void> run_all(AdminSession& session, const std::vector<std::string>& statements) {
    for (const auto& sql : statements) {
        if (auto done = session.run(sql); !done) {
            (void)session.run("ROLLBACK");
            return fail(done.error());
        }
    }
    return {};
}

std::vector<std::string> statements_for(const std::string& database, const ServiceAccount& account,
                                        const std::string& mark, bool exists,
                                        const std::string& encrypted_password) {
    const auto role = quote_name(account.role);
    const auto schema = quote_name(account.schema);
    const auto login = " LOGIN PASSWORD " + quote_text(encrypted_password);
    const auto in_schema = " IN SCHEMA " + schema;
    return {
        (exists ? "ALTER ROLE " : "CREATE ROLE ") + role + login,
        "CREATE SCHEMA IF NOT EXISTS " + schema,
        "REVOKE ALL ON SCHEMA " + schema + " FROM PUBLIC",
        "GRANT USAGE ON SCHEMA " + schema + " TO " + role,
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES" + in_schema + " TO " + role,
        "GRANT USAGE, SELECT ON ALL SEQUENCES" + in_schema + " TO " + role,
        "ALTER DEFAULT PRIVILEGES" + in_schema + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + role,
        "ALTER DEFAULT PRIVILEGES" + in_schema + " GRANT USAGE, SELECT ON SEQUENCES TO " + role,
        "ALTER ROLE " + role + " IN DATABASE " + quote_name(database) + " SET search_path = " + schema +
            ", public",
        "COMMENT ON ROLE " + role + " IS " + quote_text(mark),
    };
}

// One process at a time; the others find that all is done.
Result<void> set_up(AdminSession& session, const ServiceAccount& account, const std::string& mark) {
    auto locked = run_all(session, {"BEGIN", R"sql(SELECT PG_ADVISORY_XACT_LOCK(7370813214))sql"});
    if (!locked) return locked;
    auto done = is_done(session, account, mark);
    if (!done) return fail(done.error());
    if (*done) return run_all(session, {"COMMIT"});
    auto password = session.encrypt_password(account.role, account.password);
    if (!password) return fail(password.error());
    auto exists = session.run(R"sql(SELECT 1 FROM pg_roles WHERE rolname = $1)sql", {account.role});
    if (!exists) return fail(exists.error());
    auto statements = statements_for(session.database(), account, mark, !exists->empty(), *password);
    statements.push_back("COMMIT");
    return run_all(session, statements);
}

// Roles belong to the whole server, the advisory lock to one database: another database's bootstrap may
// make or change the same role at the same time.
bool met_another(const Error& error) {
    const auto found = error.metadata().find("sqlstate");
    if (found == error.metadata().end()) return false;
    const auto& state = found->second;
    return state == "42710" || state == "23505" || state == "42P06" || state == "40P01" || state == "40001" ||
           (state == "XX000" && error.message().find("concurrently") != std::string::npos);
}

Result<void> bootstrap_on(AdminSession& session, const ServiceAccount& account) {
    const auto mark = mark_of(account);
    for (int attempt = 1;; ++attempt) {
        auto done = is_done(session, account, mark);
        if (!done) return fail(done.error());
        if (*done) return {};
        auto made = set_up(session, account, mark);
        if (made || attempt == 20 || !met_another(made.error())) return made;
        std::this_thread::sleep_for(std::chrono::milliseconds(5 * attempt));
    }
}

}  // namespace

std::string schema_of(std::string_view service) {
    return std::string(service) + "_service";
}
std::string role_of(std::string_view service) {
    return "ecommerce_" + std::string(service);
}

ServiceAccount service_account(std::string_view service, std::string password) {
    return {schema_of(service), role_of(service), std::move(password)};
}

Result<void> bootstrap(const std::string& source, const ServiceAccount& account) {
    auto session = AdminSession::open(source, "");
    if (!session) return fail(session.error());
    return bootstrap_on(*session, account);
}

Result<int> prepare_service(const std::string& source, const ServiceAccount& account,
                            std::span<const Migration> platform, std::span<const Migration> own) {
    auto session = AdminSession::open(source, account.schema);
    if (!session) return fail(session.error());
    if (auto done = bootstrap_on(*session, account); !done) return fail(done.error());
    auto common = detail::Migrator(*session, account.schema, std::string(kPlatformVersionTable)).up(platform);
    if (!common) return common;
    auto special = detail::Migrator(*session, account.schema, "schema_migrations").up(own);
    if (!special) return special;
    return *common + *special;
}

}  // namespace ecommerce::postgres
