// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/errors.h"

#include <libpq-fe.h>

#include "framework/call/reasons.h"
#include "framework/postgres/sqlstate.h"

namespace ecommerce::postgres {

bool violates(const Error& error, std::string_view constraint) {
    if (error.reason() != "UNIQUE_VIOLATION" && error.reason() != "CHECK_VIOLATION") return false;
    const auto found = error.metadata().find("constraint");
    return found != error.metadata().end() && found->second.starts_with(constraint);
}

namespace detail {

std::string_view sqlstate(const pg_result* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state ? state : "";
}

Error database_unavailable() {
    return Error(Code::unavailable, "DATABASE_UNAVAILABLE",
                 "The database cannot be reached. Try again shortly.")
        .retry_after(1);
}
Error outcome_unknown() {
    return Error(Code::unavailable, "OUTCOME_UNKNOWN",
                 "The connection to the database was lost. Whether the change was made is not known.")
        .retry_after(1);
}
Error deadline_exceeded() {
    return reason::deadline_exceeded("The database did not answer in time.");
}
Error database_busy() {
    return Error(Code::exhausted, "DATABASE_BUSY", "Too many calls wait for the database. Try again shortly.")
        .retry_after(1);
}
Error caller_gone() {
    return reason::cancelled("The caller is gone.");
}
Error transaction_conflict() {
    return Error(Code::conflict, "TRANSACTION_CONFLICT",
                 "Others changed the same data at the same time. Try again.");
}
Error invalid_text() {
    return reason::invalid_field("Text is not valid UTF-8 or holds a zero character.");
}

bool is_conflict(std::string_view state) {
    return state == "40001" || state == "40P01";
}

bool is_stale_statement(const pg_result* result) {
    const auto state = sqlstate(result);
    if (state == "26000") return true;  // its preparation failed or was cancelled
    if (state != "0A000") return false;
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    return message && std::string_view(message).starts_with("cached plan must not change");
}

bool is_shutdown(std::string_view state) {
    return state == "57P01" || state == "57P02" || state == "57P03" || state == "57P05" ||
           state.starts_with("08");
}

Error to_error(const pg_result* result) {
    const auto state = sqlstate(result);
    const auto field = [&](int code) {
        const char* text = PQresultErrorField(result, code);
        return std::string(text ? text : "");
    };
    if (state == "23505") {
        return Error(Code::conflict, "UNIQUE_VIOLATION", "There is one like this already.")
            .with("constraint", field(PG_DIAG_CONSTRAINT_NAME));
    }
    if (state == "23514") {
        return Error(Code::precondition, "CHECK_VIOLATION", "The change would break a rule of the data.")
            .with("constraint", field(PG_DIAG_CONSTRAINT_NAME));
    }
    if (is_conflict(state)) return transaction_conflict();
    if (state == "57014") return deadline_exceeded();
    if (state == "53300") return database_busy();
    if (is_shutdown(state)) return database_unavailable();
    if (state == "22021" || state == "22P05") return invalid_text();
    return Error(Code::internal, "DATABASE_ERROR", "The database refused a statement.")
        .with("sqlstate", std::string(state))
        .with("database_error", field(PG_DIAG_MESSAGE_PRIMARY));
}

}  // namespace detail

}  // namespace ecommerce::postgres
