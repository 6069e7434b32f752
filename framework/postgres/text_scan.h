// SPDX-License-Identifier: Apache-2.0
// Every text that a database holds, in whatever schema and table: what there is comes from the catalogue, so that a
// new table is read without being named anywhere. For commands about the data as a whole, such as the proof that
// somebody's data is gone. Blocks, reads only, and keeps one row in memory.
//
// It needs the connection of the account that owns all schemas.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "framework/runtime/result.h"

namespace ecommerce::postgres {

struct ScannedColumn {
    enum class Kind : std::uint8_t {
        text,    // texts, JSON, addresses, arrays and all else that is no number, time or plain id
        bytes,   // bytea
        number,  // not read by each_value(); may name an owner
    };
    std::string name;
    Kind kind = Kind::text;
};

struct ScannedTable {
    std::string schema;
    std::string name;
    std::vector<ScannedColumn> columns;
    bool readable = true;  // by this connection

    bool has(std::string_view column, ScannedColumn::Kind kind) const;
};

class TextScan {
public:
    static Result<TextScan> open(const std::string& source);
    TextScan(TextScan&&) noexcept;
    TextScan& operator=(TextScan&&) noexcept;
    ~TextScan();

    // Of all schemas but the server's own, each partition by itself.
    Result<std::vector<ScannedTable>> tables();

    // Every value of the table's texts and bytes that is not empty. The view lives for the call.
    using OnValue = std::function<void(const ScannedColumn&, std::string_view)>;
    Result<void> each_value(const ScannedTable& table, const OnValue& on_value);

    // The texts of `column` in the rows whose `owner` is `id`: each once, without the empty one.
    Result<std::vector<std::string>> values_of(const ScannedTable& table, std::string_view column,
                                               std::string_view owner, std::int64_t id);
    // Those of `values` that rows of others have there as well, to the letter.
    Result<std::vector<std::string>> values_of_others(const ScannedTable& table, std::string_view column,
                                                      const std::vector<std::string>& values,
                                                      std::string_view owner, std::int64_t id);
    // The numbers in `wanted` of rows with that text, whatever its case.
    Result<std::vector<std::int64_t>> numbers_of(const ScannedTable& table, std::string_view wanted,
                                                 std::string_view column, const std::string& value);

private:
    struct Session;
    explicit TextScan(std::unique_ptr<Session> session);
    std::unique_ptr<Session> session_;
};

}  // namespace ecommerce::postgres
