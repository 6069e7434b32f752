// SPDX-License-Identifier: Apache-2.0
// The parameters $1, $2, … of one execution, copied and encoded for the wire.
//
//   C++                                      PostgreSQL
//   bool                                     boolean
//   integers up to 32 bits (not uint32)      integer
//   wider integers                           bigint
//   enums                                    their names (framework/state/names.h), or else their underlying integers
//   float, double                            double precision
//   std::string, string_view, literals       what the statement needs there: text, jsonb, numeric, enum, uuid, …
//   Bytes                                    bytea
//   Timestamp                                timestamptz
//   std::optional<T>, std::nullopt           T or NULL
//   vectors, spans, arrays of these          bigint[], text[], boolean[], double precision[], timestamptz[], bytea[]
//   columns(rows, &Row::a, &Row::b)          several parameters, an array for each (columns.h)
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "framework/postgres/columns.h"
#include "framework/runtime/clock.h"
#include "framework/state/names.h"

namespace ecommerce::postgres {

// Marks a string as raw bytes.
struct Bytes {
    std::string_view data;
};

namespace detail {

template <typename T>
inline constexpr bool is_optional = false;
template <typename T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <typename T>
concept Text = std::convertible_to<const T&, std::string_view>;

template <typename T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

template <typename T>
concept Sequence = std::ranges::forward_range<const T> && !Text<T>;

}  // namespace detail

class Params {
public:
    template <typename... Args>
    static Params of(const Args&... args) {
        Params params;
        params.values_.reserve(sizeof...(Args));
        (params.add(args), ...);
        return params;
    }

    struct Value {
        std::uint32_t type;    // PostgreSQL's OID; 0: whatever the statement needs there
        std::uint32_t offset;  // into bytes()
        std::int32_t size;     // -1: NULL
        bool binary;
    };
    const std::vector<Value>& values() const { return values_; }
    const std::string& bytes() const { return bytes_; }
    // False when a text holds a zero character, which PostgreSQL cannot store.
    bool valid() const { return valid_; }

private:
    enum Type : std::uint32_t {
        kAny = 0,
        kBool = 16,
        kBytea = 17,
        kInt8 = 20,
        kInt4 = 23,
        kText = 25,
        kFloat8 = 701,
        kTimestamptz = 1184,
    };

    template <typename T>
    static constexpr Type type_of() {
        if constexpr (detail::is_optional<T>) {
            return type_of<typename T::value_type>();
        } else if constexpr (Named<T>) {
            return kAny;
        } else if constexpr (std::is_enum_v<T>) {
            return type_of<std::underlying_type_t<T>>();
        } else if constexpr (std::same_as<T, bool>) {
            return kBool;
        } else if constexpr (detail::Integer<T>) {
            return sizeof(T) > 4 || (sizeof(T) == 4 && std::unsigned_integral<T>) ? kInt8 : kInt4;
        } else if constexpr (std::floating_point<T>) {
            return kFloat8;
        } else if constexpr (std::same_as<T, Timestamp>) {
            return kTimestamptz;
        } else if constexpr (std::same_as<T, Bytes>) {
            return kBytea;
        } else {
            static_assert(detail::Text<T>, "this type cannot be a parameter");
            return kAny;
        }
    }

    template <typename T>
    void add(const T& value) {
        if constexpr (detail::is_columns<T>) {
            value.each([this](const auto& column) { this->add_array(column); });
        } else if constexpr (detail::is_fields<T>) {
            value.each([this](const auto& field) { this->add(field); });
        } else if constexpr (std::same_as<T, std::nullopt_t> || std::same_as<T, std::nullptr_t>) {
            add_null(kAny);
        } else if constexpr (detail::is_optional<T>) {
            if (value) {
                add(*value);
            } else {
                using Inner = typename T::value_type;
                if constexpr (detail::Sequence<Inner>) {
                    add_null(kAny);
                } else {
                    add_null(type_of<Inner>());
                }
            }
        } else if constexpr (detail::Sequence<T>) {
            add_array(value);
        } else if constexpr (Named<T>) {
            add_text(name_of(value));
        } else if constexpr (detail::Text<T>) {
            add_text(value);
        } else {
            const auto at = begin(type_of<T>());
            put(value);
            end(at);
        }
    }

    // Integers in an array are always bigint, texts always text: the two forms that ANY and unnest meet.
    template <typename Range>
    void add_array(const Range& range) {
        using Element = std::remove_cvref_t<std::ranges::range_value_t<Range>>;
        constexpr Type plain = type_of<Element>();
        constexpr Type element = plain == kInt4 ? kInt8 : plain == kAny ? kText : plain;
        const auto at = begin(array_of(element));
        const auto count = std::int32_t(std::ranges::distance(range));
        array_header(element, count);
        for (auto&& each : range) add_element<element, Element>(each);
        end(at);
    }

    template <Type element, typename T>
    void add_element(const T& value) {
        if constexpr (detail::is_optional<T>) {
            if (value) {
                add_element<element, typename T::value_type>(*value);
            } else {
                put32(-1);
            }
        } else {
            const auto at = bytes_.size();
            put32(0);
            if constexpr (element == kInt8) {
                put64(std::int64_t(value));
            } else {
                put(value);
            }
            set_length(at);
        }
    }

    template <typename T>
    void put(const T& value) {
        if constexpr (Named<T>) {
            put_text(name_of(value));
        } else if constexpr (std::is_enum_v<T>) {
            put(static_cast<std::underlying_type_t<T>>(value));
        } else if constexpr (std::same_as<T, bool>) {
            bytes_.push_back(value ? '\1' : '\0');
        } else if constexpr (detail::Integer<T>) {
            if constexpr (type_of<T>() == kInt8) {
                put64(std::int64_t(value));
            } else {
                put32(std::int32_t(value));
            }
        } else if constexpr (std::floating_point<T>) {
            put_double(double(value));
        } else if constexpr (std::same_as<T, Timestamp>) {
            put_time(value);
        } else if constexpr (std::same_as<T, Bytes>) {
            bytes_.append(value.data);
        } else {
            put_text(std::string_view(value));
        }
    }

    static std::uint32_t array_of(Type element);
    void add_null(std::uint32_t type);
    void add_text(std::string_view text);
    std::size_t begin(std::uint32_t type);
    void end(std::size_t index);
    void array_header(std::uint32_t element, std::int32_t count);
    void put32(std::int32_t value);
    void put64(std::int64_t value);
    void put_double(double value);
    void put_time(Timestamp time);
    void put_text(std::string_view text);
    void set_length(std::size_t at);

    std::vector<Value> values_;
    std::string bytes_;
    bool valid_ = true;
};

}  // namespace ecommerce::postgres
