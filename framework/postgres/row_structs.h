// SPDX-License-Identifier: Apache-2.0
// Rows as structs, for the sources that read them:
//
//   struct OrderRow {
//       std::int64_t id;
//       State status;                      // by name, if the enum has names (framework/state/names.h)
//       std::optional<Timestamp> paid_at;  // a column that may be NULL
//       std::string picture_json;          // SELECT …, picture::TEXT AS picture_json
//       Address address;                   // a struct within takes as many columns as it has fields
//   };
//   auto order = rows.first<OrderRow>();   // std::optional<OrderRow>
//   auto orders = rows.to<OrderRow>();     // std::vector<OrderRow>
//
// A struct is an aggregate without bases, its fields in the order of the statement's columns. Their number and names
// are compared once for each statement and struct, also when there is no row; the column of a field `city` within a
// field `address` is called city or address_city. What does not fit throws std::logic_error: it is the author's bug.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include <boost/pfr/core.hpp>

#include "framework/postgres/columns.h"
#include "framework/postgres/rows.h"

namespace ecommerce::postgres {

// A view of the struct: for the call in whose arguments it stands.
template <typename T>
class Fields {
public:
    explicit Fields(const T& row) : row_(row) {}

    // Calls `use` with each field.
    template <typename Use>
    void each(Use use) const {
        boost::pfr::for_each_field(row_, use);
    }

private:
    const T& row_;
};

template <detail::Struct T>
[[nodiscard]] Fields<T> fields(const T& row [[clang::lifetimebound]]) {
    return Fields<T>(row);
}

namespace detail {

struct Field {
    std::string_view name;
    std::string_view within;  // the field of an outer struct that holds it; empty: none
};

// Throws unless the result has these columns.
void compare_columns(const pg_result* result, const char* sql, std::span<const Field> fields,
                     std::string_view type);

// The statements whose columns were found to fit one struct. Any thread. What it forgets is compared once more.
class FittingStatements {
public:
    bool has(const char* sql) const {
        for (const auto& known : statements_) {
            if (known.load(std::memory_order_relaxed) == sql) return true;
        }
        return false;
    }
    void add(const char* sql) {
        const auto at = next_.fetch_add(1, std::memory_order_relaxed);
        statements_[at % statements_.size()].store(sql, std::memory_order_relaxed);
    }

private:
    std::array<std::atomic<const char*>, 8> statements_{};
    std::atomic<std::size_t> next_ = 0;
};

// An object that is never made: the compiler writes pointers to its fields by their names.
template <typename T>
union Unmade {
    constexpr Unmade() : nothing() {}
    constexpr ~Unmade() {}
    char nothing;
    T object;
};
template <typename T>
inline constinit Unmade<T> unmade;

// The text is "… [Pointer = &unmade.object.quantity]".
template <auto Pointer>
consteval std::string_view field_name() {
    std::string_view text = __PRETTY_FUNCTION__;
    text.remove_suffix(1);
    return text.substr(text.rfind('.') + 1);
}

// The text is "… [T = ecommerce::order::OrderRow]".
template <typename T>
consteval std::string_view type_name() {
    std::string_view text = __PRETTY_FUNCTION__;
    text.remove_suffix(1);
    return text.substr(text.rfind(' ') + 1);
}

template <Struct T>
inline constexpr auto kFieldIndices = std::make_index_sequence<boost::pfr::tuple_size_v<T>>();

template <typename T>
inline constexpr std::size_t kColumns = 1;
template <Struct T>
inline constexpr std::size_t kColumns<T> = []<std::size_t... I>(std::index_sequence<I...>) {
    return (kColumns<boost::pfr::tuple_element_t<I, T>> + ... + 0);
}(kFieldIndices<T>);

// Adds the fields of T to `fields`, those of structs within at their place.
template <Struct T>
consteval void add_fields(std::span<Field>& fields, std::string_view within) {
    const auto add = [&]<std::size_t I> {
        using Type = boost::pfr::tuple_element_t<I, T>;
        constexpr auto name = field_name<&boost::pfr::get<I>(unmade<T>.object)>();
        if constexpr (Struct<Type>) {
            add_fields<Type>(fields, name);
        } else {
            fields.front() = {name, within};
            fields = fields.subspan(1);
        }
    };
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (add.template operator()<I>(), ...);
    }(kFieldIndices<T>);
}

template <Struct T>
inline constexpr auto kFields = [] {
    std::array<Field, kColumns<T>> all;
    std::span<Field> left(all);
    add_fields<T>(left, "");
    return all;
}();

template <typename T>
T read_value(const Row& row, int& column) {
    if constexpr (Struct<T>) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return T{read_value<boost::pfr::tuple_element_t<I, T>>(row, column)...};
        }(kFieldIndices<T>);
    } else {
        return row.get<T>(column++);
    }
}

template <Struct T>
struct StructReader<T> {
    static void compare(const pg_result* result, const char* sql) {
        static constinit FittingStatements fitting;
        if (fitting.has(sql)) return;
        compare_columns(result, sql, kFields<T>, type_name<T>());
        fitting.add(sql);
    }
    static T read(const Row& row) {
        int column = 0;
        return read_value<T>(row, column);
    }
};

}  // namespace detail

}  // namespace ecommerce::postgres
