// SPDX-License-Identifier: Apache-2.0
// A connection for the command line and the start of the program: one thread, blocking. Internal to
// framework/postgres.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "framework/postgres/connection_source.h"
#include "framework/runtime/result.h"

namespace ecommerce::postgres::detail {

class AdminSession {
public:
    // An empty schema leaves search_path as the account has it.
    static Result<AdminSession> open(const std::string& source, const std::string& schema);

    using Row = std::vector<std::string>;  // NULL is empty
    // One statement; parameters are texts. Failures carry metadata "sqlstate".
    Result<std::vector<Row>> run(const std::string& sql, const std::vector<std::string>& params = {});

    // Row by row as they come, one at a time in memory, whatever number there is. Values are in the binary form,
    // which is the text itself for texts and the bytes themselves for bytea; NULL is empty.
    using OnRow = std::function<void(std::span<const std::string_view>)>;
    Result<void> stream(const std::string& sql, const OnRow& on_row);

    const std::string& database() const { return database_; }
    // As PostgreSQL keeps passwords; the password itself does not travel.
    Result<std::string> encrypt_password(const std::string& role, const std::string& password);

private:
    explicit AdminSession(ConnectionHandle connection);
    ConnectionHandle connection_;
    std::string database_;
};

std::string quote_name(std::string_view name);
std::string quote_text(std::string_view text);

}  // namespace ecommerce::postgres::detail
