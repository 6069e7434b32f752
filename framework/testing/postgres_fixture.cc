// SPDX-License-Identifier: Apache-2.0
#include "framework/testing/postgres_fixture.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <map>
#include <mutex>
#include <stdexcept>

#include <libpq-fe.h>

#include "framework/postgres/source.h"
#include "framework/testing/servers.h"

namespace ecommerce::testing {

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

Connection connect(const std::string& source) {
    Connection connection(PQconnectdb(source.c_str()), &PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK)
        throw std::runtime_error(PQerrorMessage(connection.get()));
    PQsetNoticeProcessor(connection.get(), [](void*, const char*) {}, nullptr);
    return connection;
}

std::string execute_on(PGconn* connection, const std::string& sql) {
    const Result result(PQexec(connection, sql.c_str()), &PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        throw std::runtime_error(sql + ": " + PQresultErrorMessage(result.get()));
    }
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

void drop(PGconn* connection, const std::string& database) {
    const auto sql = "DROP DATABASE IF EXISTS " + database;
    try {
        execute_on(connection, sql + " WITH (FORCE)");
    } catch (const std::runtime_error&) {
        // FORCE may not end an autovacuum that happens to be there; without it PostgreSQL does.
        execute_on(connection, sql);
    }
}

std::string new_name() {
    static std::atomic<int> next = 0;
    return "test_" + std::to_string(getpid()) + "_" + std::to_string(next++);
}

// Templates of this process, dropped when it ends.
std::map<std::string, std::unique_ptr<TemporaryDatabase>>& templates() {
    // What the destructors need lives longer than what follows: the servers, and libcrypto, which the first
    // connection sets up.
    static const bool connected = PQstatus(connect(server_addresses().db_source).get()) == CONNECTION_OK;
    if (!connected) throw std::runtime_error("the test's server refuses connections");
    static std::map<std::string, std::unique_ptr<TemporaryDatabase>> all;
    return all;
}

}  // namespace

std::string with_database(const std::string& source, const std::string& database) {
    auto keywords = postgres::parse_source(source);
    keywords["dbname"] = database;
    return postgres::format_source(keywords);
}

TemporaryDatabase::TemporaryDatabase(const std::string& from) : name_(new_name()) {
    const auto& server = server_addresses().db_source;
    const auto connection = connect(server);
    drop(connection.get(), name_);
    execute_on(connection.get(), "CREATE DATABASE " + name_ + " TEMPLATE " + from);
    source_ = with_database(server, name_);
}

TemporaryDatabase::~TemporaryDatabase() {
    try {
        const auto connection = connect(server_addresses().db_source);
        drop(connection.get(), name_);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "cannot drop the database of a test: %s\n", e.what());
    }
}

void TemporaryDatabase::execute(const std::string& sql) const {
    value(sql);
}

std::string TemporaryDatabase::value(const std::string& sql) const {
    const auto connection = connect(source_);
    return execute_on(connection.get(), sql);
}

PostgresFixture::PostgresFixture() = default;
PostgresFixture::~PostgresFixture() = default;

void PostgresFixture::SetUp() {
    std::string from = "template0";
    if (const auto name = template_name(); !name.empty()) {
        auto& prepared = templates()[name];
        if (!prepared) {
            auto fresh = std::make_unique<TemporaryDatabase>();
            prepare_template(*fresh);
            prepared = std::move(fresh);
        }
        from = prepared->name();
    }
    temporary_ = std::make_unique<TemporaryDatabase>(from);
    database_ = std::make_unique<postgres::Database>(loops_, budget_, options());
    context = context_with();
}

void PostgresFixture::TearDown() {
    database_.reset();
    temporary_.reset();
}

postgres::DatabaseOptions PostgresFixture::options() const {
    postgres::DatabaseOptions options;
    options.name = "test";
    options.source = temporary_->source();
    return options;
}

}  // namespace ecommerce::testing
