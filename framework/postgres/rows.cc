// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/rows.h"

#include <bit>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "framework/postgres/numeric.h"
#include "framework/postgres/row_structs.h"
#include "framework/postgres/wire.h"
#include "framework/text/hex.h"

namespace ecommerce::postgres {

namespace detail {

namespace {

enum Type : std::uint32_t {
    kBool = 16,
    kBytea = 17,
    kChar = 18,
    kName = 19,
    kInt8 = 20,
    kInt2 = 21,
    kInt4 = 23,
    kText = 25,
    kOid = 26,
    kJson = 114,
    kFloat4 = 700,
    kFloat8 = 701,
    kUnknown = 705,
    kBpchar = 1042,
    kVarchar = 1043,
    kDate = 1082,
    kTimestamp = 1114,
    kTimestamptz = 1184,
    kNumeric = 1700,
    kUuid = 2950,
    kJsonb = 3802,
    kFirstOwn = 16384,  // types of the database's own: enums and domains
};

[[noreturn]] void wrong_type(const Cell& cell, const char* wanted) {
    throw std::logic_error(fmt::format("column {} of the result has type {} and cannot be read as {}",
                                       cell.column, cell.type, wanted));
}

void need(const Cell& cell, std::size_t size) {
    if (cell.size < size)
        throw std::logic_error(fmt::format("column {} of the result is cut short", cell.column));
}

std::string format_uuid(const Cell& cell) {
    need(cell, 16);
    return text::to_uuid({cell.data, 16});
}

}  // namespace

void throw_null(const Cell& cell) {
    throw std::logic_error(
        fmt::format("column {} of the result is NULL; read it as an optional", cell.column));
}

void throw_range(const Cell& cell) {
    throw std::logic_error(fmt::format("column {} of the result does not fit the integer type", cell.column));
}

void throw_name(const Cell& cell) {
    throw std::logic_error(fmt::format("column {} of the result holds '{}', which its enum does not know",
                                       cell.column, std::string_view(cell.data, cell.size)));
}

std::int64_t to_int(const Cell& cell) {
    switch (cell.type) {
    case kInt8: need(cell, 8); return read_big<std::int64_t>(cell.data);
    case kInt4: need(cell, 4); return read_big<std::int32_t>(cell.data);
    case kInt2: need(cell, 2); return read_big<std::int16_t>(cell.data);
    case kOid: need(cell, 4); return read_big<std::uint32_t>(cell.data);
    case kNumeric: {
        const auto text = format_numeric({cell.data, cell.size});
        std::int64_t value = 0;
        const auto whole = text.substr(0, text.find('.'));
        const auto [end, failure] = std::from_chars(whole.data(), whole.data() + whole.size(), value);
        const bool fraction = text.find_first_not_of("0.", whole.size()) != std::string::npos;
        if (failure != std::errc() || end != whole.data() + whole.size() || fraction) throw_range(cell);
        return value;
    }
    default: wrong_type(cell, "an integer");
    }
}

bool to_bool(const Cell& cell) {
    if (cell.type != kBool) wrong_type(cell, "a boolean");
    need(cell, 1);
    return *cell.data != 0;
}

double to_double(const Cell& cell) {
    switch (cell.type) {
    case kFloat8: need(cell, 8); return std::bit_cast<double>(read_big<std::int64_t>(cell.data));
    case kFloat4: need(cell, 4); return std::bit_cast<float>(read_big<std::int32_t>(cell.data));
    case kNumeric: return std::stod(format_numeric({cell.data, cell.size}));
    default: return double(to_int(cell));
    }
}

std::string_view to_view(const Cell& cell) {
    switch (cell.type) {
    case kBytea:
    case kChar:
    case kName:
    case kText:
    case kJson:
    case kUnknown:
    case kBpchar:
    case kVarchar: return {cell.data, cell.size};
    case kJsonb: need(cell, 1); return {cell.data + 1, cell.size - 1};  // after the format's version
    default:
        if (cell.type < kFirstOwn) wrong_type(cell, "a string");
        return {cell.data, cell.size};
    }
}

std::string to_text(const Cell& cell) {
    if (cell.type == kUuid) return format_uuid(cell);
    if (cell.type == kNumeric) return format_numeric({cell.data, cell.size});
    return std::string(to_view(cell));
}

Timestamp to_time(const Cell& cell) {
    using namespace std::chrono;
    switch (cell.type) {
    case kTimestamptz:
    case kTimestamp:
        need(cell, 8);
        return Timestamp(microseconds(read_big<std::int64_t>(cell.data)) + seconds(kEpochSeconds));
    case kDate:
        need(cell, 4);
        return Timestamp(days(read_big<std::int32_t>(cell.data)) + seconds(kEpochSeconds));
    default: wrong_type(cell, "a time");
    }
}

std::vector<Cell> to_elements(const Cell& cell) {
    need(cell, 12);
    const auto dimensions = read_big<std::int32_t>(cell.data);
    const auto type = read_big<std::uint32_t>(cell.data + 8);
    if (dimensions == 0) return {};
    if (dimensions != 1) wrong_type(cell, "an array of one dimension");
    need(cell, 20);
    const auto count = read_big<std::int32_t>(cell.data + 12);
    std::vector<Cell> elements;
    std::size_t at = 20;
    for (std::int32_t i = 0; i < count; ++i) {
        need(cell, at + 4);
        const auto size = read_big<std::int32_t>(cell.data + at);
        at += 4;
        const auto bytes = size < 0 ? 0 : std::size_t(size);
        need(cell, at + bytes);
        elements.push_back({cell.data + at, bytes, type, size < 0, cell.column});
        at += bytes;
    }
    return elements;
}

void compare_columns(const pg_result* result, const char* sql, std::span<const Field> fields,
                     std::string_view type) {
    const auto count = std::size_t(PQnfields(result));
    if (count != fields.size()) {
        throw std::logic_error(
            fmt::format("{} has {} fields for the {} columns of: {}", type, fields.size(), count, sql));
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view column = PQfname(result, int(i));
        const auto& [name, within] = fields[i];
        if (column == name || (!within.empty() && column == fmt::format("{}_{}", within, name))) continue;
        throw std::logic_error(
            fmt::format("{} has the field {} for the column {} of: {}", type, name, column, sql));
    }
}

}  // namespace detail

detail::Cell Row::cell(int column) const {
    if (column < 0 || column >= PQnfields(result_)) {
        throw std::logic_error(fmt::format("the result has no column {}", column));
    }
    const bool null = PQgetisnull(result_, index_, column) != 0;
    return {PQgetvalue(result_, index_, column), std::size_t(PQgetlength(result_, index_, column)),
            PQftype(result_, column), null, PQfname(result_, column)};
}

detail::Cell Row::only_cell() const {
    if (PQnfields(result_) != 1) {
        throw std::logic_error(
            fmt::format("one value is asked for of the {} columns of: {}", PQnfields(result_), sql_));
    }
    return cell(0);
}

std::size_t Rows::size() const {
    return result_ ? std::size_t(PQntuples(result_.get())) : 0;
}

std::int64_t Rows::affected() const {
    if (!result_) return 0;
    const std::string_view text = PQcmdTuples(result_.get());
    std::int64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

void Rows::Clear::operator()(pg_result* result) const {
    PQclear(result);
}

}  // namespace ecommerce::postgres
