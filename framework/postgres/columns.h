// SPDX-License-Identifier: Apache-2.0
// A range of structs as arrays, one a column, for statements that UNNEST them:
//
//   INSERT INTO lines (order_id, sku_id, quantity)
//   SELECT $1, sku_id, quantity FROM UNNEST($2::BIGINT[], $3::BIGINT[]) AS line (sku_id, quantity)
//
//   tx.queue(kInsertLines, order_id, columns(lines, &Line::sku_id, &Line::quantity));
//
// Members, and callables that take a struct; each becomes one parameter, encoded as params.h says of arrays.
#pragma once

#include <concepts>
#include <functional>
#include <ranges>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ecommerce::postgres {

// A view of the rows: for the call in whose arguments it stands.
template <std::ranges::forward_range Range, typename... Projections>
class Columns {
public:
    Columns(const Range& rows, Projections... projections)
        : rows_(rows), projections_(std::move(projections)...) {}

    // Calls `use` with each column, a range of values.
    template <typename Use>
    void each(Use use) const {
        std::apply(
            [&](const auto&... project) { (use(std::views::transform(rows_, std::ref(project))), ...); },
            projections_);
    }

private:
    const Range& rows_;
    std::tuple<Projections...> projections_;
};

template <std::ranges::forward_range Range, typename... Projections>
    requires(std::regular_invocable<const Projections&, std::ranges::range_reference_t<const Range>> && ...)
[[nodiscard]] Columns<Range, Projections...> columns(const Range& rows [[clang::lifetimebound]],
                                                     Projections... projections) {
    return {rows, std::move(projections)...};
}

// The fields of a struct, one parameter each in their order: fields(order.address). In row_structs.h.
template <typename T>
class Fields;

namespace detail {

template <typename T>
inline constexpr bool is_fields = false;
template <typename T>
inline constexpr bool is_fields<Fields<T>> = true;

template <typename T>
inline constexpr bool is_columns = false;
template <typename Range, typename... Projections>
inline constexpr bool is_columns<Columns<Range, Projections...>> = true;

}  // namespace detail

}  // namespace ecommerce::postgres
