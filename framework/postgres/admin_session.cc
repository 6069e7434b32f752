// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/admin_session.h"

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
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexecParams(connection_.get(), sql.c_str(), int(values.size()), nullptr, values.data(), nullptr,
                     nullptr, 0),
        &PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
        const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        const char* message = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
        const auto text = one_line(message ? message : PQerrorMessage(connection_.get()));
        return fail(Error(Code::internal, "DATABASE_ERROR", text).with("sqlstate", state ? state : ""));
    }
    std::vector<Row> rows(std::size_t(PQntuples(result.get())));
    for (int i = 0; i < PQntuples(result.get()); ++i) {
        for (int j = 0; j < PQnfields(result.get()); ++j) {
            rows[std::size_t(i)].emplace_back(PQgetvalue(result.get(), i, j),
                                              std::size_t(PQgetlength(result.get(), i, j)));
        }
    }
    return rows;
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
