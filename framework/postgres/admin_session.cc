// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/admin_session.h"

#include <optional>

#include <libpq-fe.h>

namespace ecommerce::postgres::detail {

namespace {

std::string one_line(const char* text) {
    std::string line = text ? text : "";
    while (!line.empty() && line.back() == '\n') line.pop_back();
    for (char& c : line) {
        if (c == '\n') c = ' ';
    }
    return line;
}

std::string quote(std::string_view text, char mark) {
    std::string quoted(1, mark);
    for (const char c : text) {
        quoted += c;
        if (c == mark) quoted += c;
    }
    return quoted + mark;
}

using ResultHandle = std::unique_ptr<PGresult, decltype(&PQclear)>;

// What is wrong with a result, if anything.
std::optional<Error> failure_of(pg_conn* connection, const PGresult* result) {
    switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_EMPTY_QUERY: return std::nullopt;
    default: break;
    }
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const auto text = one_line(message ? message : PQerrorMessage(connection));
    return Error(Code::internal, "DATABASE_ERROR", text).with("sqlstate", state ? state : "");
}

}  // namespace

AdminSession::AdminSession(ConnectionHandle connection)
    : connection_(std::move(connection)), database_(PQdb(connection_.get())) {}

Result<AdminSession> AdminSession::open(const std::string& source, const std::string& schema) {
    ConnectionSource settings(source);
    settings.set_default("application_name", "ecommerce-migrate");
    settings.set_default("connect_timeout", "5");
    settings.add_setting("TimeZone", "UTC");
    // A table that somebody holds for long is not worth stopping all its other users behind us.
    settings.add_setting("lock_timeout", "10s");
    if (!schema.empty()) settings.add_setting("search_path", quote_name(schema) + ",public");
    auto connection = settings.connect();
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        return fail(Code::unavailable, "DATABASE_UNAVAILABLE",
                    "Cannot connect to the database: " + one_line(PQerrorMessage(connection.get())));
    }
    return AdminSession(std::move(connection));
}

Result<std::vector<AdminSession::Row>> AdminSession::run(const std::string& sql,
                                                         const std::vector<std::string>& params) {
    std::vector<const char*> values;
    for (const auto& param : params) values.push_back(param.c_str());
    const ResultHandle result(PQexecParams(connection_.get(), sql.c_str(), int(values.size()), nullptr,
                                           values.data(), nullptr, nullptr, 0),
                              &PQclear);
    if (auto failure = failure_of(connection_.get(), result.get())) return fail(*std::move(failure));
    std::vector<Row> rows(std::size_t(PQntuples(result.get())));
    for (int i = 0; i < PQntuples(result.get()); ++i) {
        for (int j = 0; j < PQnfields(result.get()); ++j) {
            rows[std::size_t(i)].emplace_back(PQgetvalue(result.get(), i, j),
                                              std::size_t(PQgetlength(result.get(), i, j)));
        }
    }
    return rows;
}

Result<void> AdminSession::stream(const std::string& sql, const OnRow& on_row) {
    constexpr int kBinary = 1;
    auto* connection = connection_.get();
    if (PQsendQueryParams(connection, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, kBinary) != 1 ||
        PQsetSingleRowMode(connection) != 1) {
        return fail(Code::unavailable, "DATABASE_UNAVAILABLE", one_line(PQerrorMessage(connection)));
    }
    Result<void> done;
    std::vector<std::string_view> values;
    // All of them are fetched, also after a failure: the connection is of use only then.
    for (;;) {
        const ResultHandle result(PQgetResult(connection), &PQclear);
        if (!result) return done;
        if (auto failure = failure_of(connection, result.get())) done = fail(*std::move(failure));
        for (int i = 0; i < PQntuples(result.get()); ++i) {
            values.clear();
            for (int j = 0; j < PQnfields(result.get()); ++j) {
                values.emplace_back(PQgetvalue(result.get(), i, j),
                                    std::size_t(PQgetlength(result.get(), i, j)));
            }
            on_row(values);
        }
    }
}

Result<std::string> AdminSession::encrypt_password(const std::string& role, const std::string& password) {
    const std::unique_ptr<char, decltype(&PQfreemem)> encrypted(
        PQencryptPasswordConn(connection_.get(), password.c_str(), role.c_str(), "scram-sha-256"),
        &PQfreemem);
    if (!encrypted)
        return fail(Code::internal, "DATABASE_ERROR", one_line(PQerrorMessage(connection_.get())));
    return std::string(encrypted.get());
}

std::string quote_name(std::string_view name) {
    return quote(name, '"');
}
std::string quote_text(std::string_view text) {
    return quote(text, '\'');
}

}  // namespace ecommerce::postgres::detail
