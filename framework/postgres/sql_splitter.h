// SPDX-License-Identifier: Apache-2.0
// Parts a file of SQL into its statements, with PostgreSQL's own rules of quoting.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::postgres::detail {

// Without the semicolons, empty statements and comments between statements. Text that ends inside a
// quote or comment is one last statement: PostgreSQL will say what is wrong with it.
std::vector<std::string_view> split_statements(std::string_view sql);

// The statement's first words in upper case, comments left out: "CREATE INDEX CONCURRENTLY".
std::string leading_words(std::string_view statement, int count);

// PostgreSQL refuses it inside a transaction.
bool needs_no_transaction(std::string_view statement);
// BEGIN, COMMIT and the like: the runner sends its own.
bool controls_transaction(std::string_view statement);

}  // namespace ecommerce::postgres::detail
