// SPDX-License-Identifier: Apache-2.0
// What a statement returned.
//
//   for (const auto& row : *rows) {
//       auto [id, name, paid_at] = row.as<std::int64_t, std::string, std::optional<Timestamp>>();
//   }
//
// A column that is NULL or of another type than asked for is a bug of the statement's author: it throws.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "framework/runtime/clock.h"

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

}  // namespace detail

// A view: valid as long as the Rows (moved or not) it comes from.
class Row {
public:
    // string_view points into the rows.
    template <typename T>
    T get(int column) const {
        return detail::decode<T>(cell(column));
    }
    bool is_null(int column) const { return cell(column).null; }
    // The first columns in order: `auto [id, name] = row.as<std::int64_t, std::string>();`
    template <typename... Ts>
    std::tuple<Ts...> as() const {
        return read<Ts...>(std::index_sequence_for<Ts...>());
    }

private:
    friend class Rows;
    Row(const pg_result* result, int index) : result_(result), index_(index) {}
    detail::Cell cell(int column) const;
    template <typename... Ts, std::size_t... Columns>
    std::tuple<Ts...> read(std::index_sequence<Columns...>) const {
        return std::tuple<Ts...>(get<Ts>(int(Columns))...);
    }

    const pg_result* result_;
    int index_;
};

class Rows {
public:
    Rows() = default;
    explicit Rows(pg_result* owned) : result_(owned) {}

    std::size_t size() const;
    bool empty() const { return size() == 0; }
    Row operator[](std::size_t index) const { return Row(result_.get(), int(index)); }
    Row front() const { return (*this)[0]; }
    // Rows inserted, updated, deleted or selected.
    std::int64_t affected() const;
    // The first row, if there is one: `if (auto found = rows->first<std::int64_t, std::string>())`
    template <typename... Ts>
    std::optional<std::tuple<Ts...>> first() const {
        if (empty()) return std::nullopt;
        return front().as<Ts...>();
    }

    class Iterator {
    public:
        using value_type = Row;
        using difference_type = std::ptrdiff_t;
        Iterator() = default;
        Iterator(const pg_result* result, int index) : result_(result), index_(index) {}
        Row operator*() const { return Row(result_, index_); }
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
        const pg_result* result_ = nullptr;
        int index_ = 0;
    };
    Iterator begin() const { return Iterator(result_.get(), 0); }
    Iterator end() const { return Iterator(result_.get(), int(size())); }

private:
    struct Clear {
        void operator()(pg_result* result) const;
    };
    std::unique_ptr<pg_result, Clear> result_;
};

}  // namespace ecommerce::postgres
