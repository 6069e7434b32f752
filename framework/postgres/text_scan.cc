// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/text_scan.h"

#include <algorithm>

#include "framework/postgres/admin_session.h"

namespace ecommerce::postgres {

namespace {

using detail::AdminSession;
using detail::quote_name;
using Kind = ScannedColumn::Kind;

// Everything that is no number (N), truth (B), time (D, T), shape (G) or UUID may hold a person's words; of arrays
// the elements count, and a domain is of its base type's category.
constexpr auto kColumns = R"sql(
    SELECT space.nspname, class.relname, attribute.attname,
           CASE
               WHEN 'bytea'::REGTYPE IN (type.oid, type.typbasetype) THEN 'bytes'
               WHEN type.typcategory = 'N' THEN 'number'
               ELSE 'text'
           END,
           HAS_SCHEMA_PRIVILEGE(space.oid, 'USAGE') AND HAS_TABLE_PRIVILEGE(class.oid, 'SELECT')
    FROM pg_class AS class
    JOIN pg_namespace AS space ON space.oid = class.relnamespace
    JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid AND attribute.attnum > 0
    JOIN pg_type AS type ON type.oid = attribute.atttypid
    LEFT JOIN pg_type AS element ON element.oid = type.typelem AND type.typcategory = 'A'
    WHERE class.relkind IN ('r', 'm', 'f')
      AND space.nspname NOT IN ('pg_catalog', 'information_schema')
      AND space.nspname NOT LIKE 'pg\_toast%'
      AND space.nspname NOT LIKE 'pg\_temp%'
      AND NOT attribute.attisdropped
      AND type.typcategory NOT IN ('B', 'D', 'G', 'T')
      AND COALESCE(element.typcategory, '') NOT IN ('N', 'B', 'D', 'G', 'T')
      AND 'uuid'::REGTYPE <> COALESCE(element.oid, type.oid)
    ORDER BY space.nspname, class.relname, attribute.attnum
)sql";

Kind kind_of(std::string_view word) {
    return word == "bytes" ? Kind::bytes : word == "number" ? Kind::number : Kind::text;
}

std::string full_name(const ScannedTable& table) {
    return quote_name(table.schema) + "." + quote_name(table.name);
}

Result<std::vector<std::string>> first_column(Result<std::vector<AdminSession::Row>> rows) {
    if (!rows) return fail(rows.error());
    std::vector<std::string> values;
    for (auto& row : *rows) values.push_back(std::move(row.front()));
    return values;
}

// As PostgreSQL writes an array.
std::string array_of(const std::vector<std::string>& values) {
    std::string out = "{";
    for (const auto& value : values) {
        if (out.size() > 1) out += ',';
        out += '"';
        for (const char c : value) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        out += '"';
    }
    return out + "}";
}

}  // namespace

bool ScannedTable::has(std::string_view column, ScannedColumn::Kind kind) const {
    return std::ranges::any_of(
        columns, [&](const ScannedColumn& each) { return each.name == column && each.kind == kind; });
}

struct TextScan::Session {
    AdminSession admin;
};

TextScan::TextScan(std::unique_ptr<Session> session) : session_(std::move(session)) {}
TextScan::TextScan(TextScan&&) noexcept = default;
TextScan& TextScan::operator=(TextScan&&) noexcept = default;
TextScan::~TextScan() = default;

Result<TextScan> TextScan::open(const std::string& source) {
    auto admin = AdminSession::open(source, "");
    if (!admin) return fail(admin.error());
    // Rows that a policy hides would count as gone: better that the statement fails.
    for (const auto* setting : {"SET default_transaction_read_only = on", "SET row_security = off"}) {
        if (auto done = admin->run(setting); !done) return fail(done.error());
    }
    return TextScan(std::make_unique<Session>(Session{*std::move(admin)}));
}

Result<std::vector<ScannedTable>> TextScan::tables() {
    auto rows = session_->admin.run(kColumns);
    if (!rows) return fail(rows.error());
    std::vector<ScannedTable> tables;
    for (auto& row : *rows) {
        if (tables.empty() || tables.back().schema != row[0] || tables.back().name != row[1]) {
            tables.push_back({.schema = row[0], .name = row[1], .columns = {}, .readable = row[4] == "t"});
        }
        tables.back().columns.push_back({.name = std::move(row[2]), .kind = kind_of(row[3])});
    }
    return tables;
}

Result<void> TextScan::each_value(const ScannedTable& table, const OnValue& on_value) {
    std::vector<const ScannedColumn*> columns;
    std::string list;
    for (const auto& column : table.columns) {
        if (column.kind == Kind::number) continue;
        if (!columns.empty()) list += ", ";
        list += quote_name(column.name) + (column.kind == Kind::text ? "::TEXT" : "");
        columns.push_back(&column);
    }
    if (columns.empty()) return {};
    return session_->admin.stream("SELECT " + list + " FROM " + full_name(table),
                                  [&](std::span<const std::string_view> values) {
                                      for (std::size_t i = 0; i < values.size(); ++i) {
                                          if (!values[i].empty()) on_value(*columns[i], values[i]);
                                      }
                                  });
}

Result<std::vector<std::string>> TextScan::values_of(const ScannedTable& table, std::string_view column,
                                                     std::string_view owner, std::int64_t id) {
    const auto text = quote_name(column) + "::TEXT";
    return first_column(session_->admin.run("SELECT DISTINCT " + text + " FROM " + full_name(table) +
                                                " WHERE " + quote_name(owner) + " = $1 AND " + text +
                                                " <> ''",
                                            {std::to_string(id)}));
}

Result<std::vector<std::string>> TextScan::values_of_others(const ScannedTable& table,
                                                            std::string_view column,
                                                            const std::vector<std::string>& values,
                                                            std::string_view owner, std::int64_t id) {
    const auto text = quote_name(column) + "::TEXT";
    return first_column(session_->admin.run("SELECT DISTINCT " + text + " FROM " + full_name(table) +
                                                " WHERE " + text + " = ANY($1::TEXT[]) AND " +
                                                quote_name(owner) + " <> $2",
                                            {array_of(values), std::to_string(id)}));
}

Result<std::vector<std::int64_t>> TextScan::numbers_of(const ScannedTable& table, std::string_view wanted,
                                                       std::string_view column, const std::string& value) {
    auto texts =
        first_column(session_->admin.run("SELECT " + quote_name(wanted) + " FROM " + full_name(table) +
                                             " WHERE LOWER(" + quote_name(column) + "::TEXT) = LOWER($1)",
                                         {value}));
    if (!texts) return fail(texts.error());
    std::vector<std::int64_t> numbers;
    for (const auto& text : *texts) numbers.push_back(std::stoll(text));
    return numbers;
}

}  // namespace ecommerce::postgres
