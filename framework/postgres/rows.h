// SPDX-License-Identifier: Apache-2.0
// What a statement returned.
//
//   auto orders = rows->to<OrderRow>();          // a struct for each row; include row_structs.h
//   auto ids = rows->to<std::int64_t>();         // the only column
//   if (auto order = rows->first<OrderRow>()) …  // of the first row, if there is one
//
// Columns that do not fit the struct, and a column that is NULL or of another type than asked for, are bugs of the
// statement's author: std::logic_error is thrown.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "framework/runtime/clock.h"
#include "framework/state/names.h"

struct pg_result;  // libpq's PGresult

namespace ecommerce::postgres {

namespace detail {

// One value as it came over the wire, in binary.
struct Cell {
    const char* data;
    std::size_t size;
    std::uint32_t type;  // PostgreSQL's OID
    bool null;
    const char* column;
};

std::int64_t to_int(const Cell& cell);  // smallint, integer, bigint, and numeric without a fraction
bool to_bool(const Cell& cell);
double to_double(const Cell& cell);               // float4, float8, numeric and the integers
std::string to_text(const Cell& cell);            // text and its kin, json, enum, bytea (raw), uuid, numeric
std::string_view to_view(const Cell& cell);       // as to_text, without uuid and numeric
Timestamp to_time(const Cell& cell);              // timestamptz, timestamp (taken as UTC), date
std::vector<Cell> to_elements(const Cell& cell);  // a one-dimensional array
[[noreturn]] void throw_null(const Cell& cell);
[[noreturn]] void throw_range(const Cell& cell);
[[noreturn]] void throw_name(const Cell& cell);

template <typename T>
struct Decode;

template <typename T>
T decode(const Cell& cell) {
    return Decode<T>::from(cell);
}

template <typename T>
struct Decode<std::optional<T>> {
    static std::optional<T> from(const Cell& cell) {
        if (cell.null) return std::nullopt;
        return decode<T>(cell);
    }
};

template <typename T>
struct Decode<std::vector<T>> {
    static std::vector<T> from(const Cell& cell) {
        if (cell.null) throw_null(cell);
        std::vector<T> values;
        for (const auto& element : to_elements(cell)) values.push_back(decode<T>(element));
        return values;
    }
};

template <typename T>
struct Decode {
    static T from(const Cell& cell) {
        if (cell.null) throw_null(cell);
        if constexpr (std::same_as<T, bool>) {
            return to_bool(cell);
        } else if constexpr (Named<T>) {
            const auto value = parse<T>(to_view(cell));
            if (!value) throw_name(cell);
            return *value;
        } else if constexpr (std::is_enum_v<T>) {
            return static_cast<T>(decode<std::underlying_type_t<T>>(cell));
        } else if constexpr (std::integral<T>) {
            const auto value = to_int(cell);
            if (!std::in_range<T>(value)) throw_range(cell);
            return static_cast<T>(value);
        } else if constexpr (std::floating_point<T>) {
            return static_cast<T>(to_double(cell));
        } else if constexpr (std::same_as<T, std::string>) {
            return to_text(cell);
        } else if constexpr (std::same_as<T, std::string_view>) {
            return to_view(cell);
        } else {
            static_assert(std::same_as<T, Timestamp>, "this type cannot be read from a column");
            return to_time(cell);
        }
    }
};

template <typename T>
concept Struct = std::is_class_v<T> && std::is_aggregate_v<T>;

// Reads structs. Defined in row_structs.h, which a source includes that asks for them.
template <typename T>
struct StructReader;

}  // namespace detail

// A view: valid as long as the Rows (moved or not) it comes from.
class Row {
public:
    // A struct of all columns, or the value of the only one.
    template <typename T>
    T to() const {
        if constexpr (detail::Struct<T>) {
            detail::StructReader<T>::compare(result_, sql_);
            return detail::StructReader<T>::read(*this);
        } else {
            return detail::decode<T>(only_cell());
        }
    }
    // string_view points into the rows.
    template <typename T>
    T get(int column) const {
        return detail::decode<T>(cell(column));
    }
    bool is_null(int column) const { return cell(column).null; }

private:
    friend class Rows;
    Row(const pg_result* result, const char* sql, int index) : result_(result), sql_(sql), index_(index) {}
    detail::Cell cell(int column) const;
    detail::Cell only_cell() const;

    const pg_result* result_;
    const char* sql_;
    int index_;
};

class Rows {
public:
    Rows() = default;
    // `sql` is the statement's own text, which lives as long as the program.
    Rows(pg_result* owned, const char* sql) : result_(owned), sql_(sql) {}

    std::size_t size() const;
    bool empty() const { return size() == 0; }
    Row operator[](std::size_t index) const { return Row(result_.get(), sql_, int(index)); }
    Row front() const { return (*this)[0]; }
    // Rows inserted, updated, deleted or selected.
    std::int64_t affected() const;

    // Each row as Row::to() gives it.
    template <typename T>
    std::vector<T> to() const {
        compare<T>();
        std::vector<T> values;
        values.reserve(size());
        for (const auto& row : *this) values.push_back(row.template to<T>());
        return values;
    }
    template <typename T>
    std::optional<T> first() const {
        compare<T>();
        if (empty()) return std::nullopt;
        return front().to<T>();
    }

    class Iterator {
    public:
        using value_type = Row;
        using difference_type = std::ptrdiff_t;
        Iterator() = default;
        Row operator*() const { return Row(result_, sql_, index_); }
        Iterator& operator++() {
            ++index_;
            return *this;
        }
        Iterator operator++(int) {
            auto before = *this;
            ++index_;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        friend class Rows;
        Iterator(const Rows& rows, std::size_t index)
            : result_(rows.result_.get()), sql_(rows.sql_), index_(int(index)) {}

        const pg_result* result_ = nullptr;
        const char* sql_ = nullptr;
        int index_ = 0;
    };
    Iterator begin() const { return Iterator(*this, 0); }
    Iterator end() const { return Iterator(*this, size()); }

private:
    struct Clear {
        void operator()(pg_result* result) const;
    };
    // So that a struct that does not fit is noticed without rows, too.
    template <typename T>
    void compare() const {
        if constexpr (detail::Struct<T>) {
            if (result_) detail::StructReader<T>::compare(result_.get(), sql_);
        }
    }

    std::unique_ptr<pg_result, Clear> result_;
    const char* sql_ = nullptr;
};

}  // namespace ecommerce::postgres
