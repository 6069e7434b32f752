// SPDX-License-Identifier: Apache-2.0
// From PostgreSQL's errors to ours. Internal to framework/postgres.
#pragma once

#include <string_view>

#include "framework/runtime/result.h"

struct pg_result;

namespace ecommerce::postgres::detail {

std::string_view sqlstate(const pg_result* result);  // five characters, or empty
Error to_error(const pg_result* result);

Error database_unavailable();
Error outcome_unknown();
Error deadline_exceeded();
Error database_busy();
Error caller_gone();
Error transaction_conflict();
Error invalid_text();

// A transaction that met one of these does no harm when it runs again.
bool is_conflict(std::string_view sqlstate);
// The statement as prepared on this connection is no longer good; preparing it anew helps.
bool is_stale_statement(const pg_result* result);
// The server ends this connection.
bool is_shutdown(std::string_view sqlstate);

}  // namespace ecommerce::postgres::detail
