// SPDX-License-Identifier: Apache-2.0
// Reading orders: every statement that only looks.
#pragma once

#include <string_view>

#include "application/order/storage/order_rows.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::order {

// Which orders a list shows. A buyer and a shop are named together only with a number: no index has both.
struct ListFilter {
    Scope scope;
    std::optional<State> status;
    std::string order_no_prefix;  // empty: any; else no shorter than kSearchableNumber
    std::int64_t before_id = std::numeric_limits<std::int64_t>::max();
    std::int64_t limit = 20;
};

// Stateless; any loop.
class OrderReader {
public:
    explicit OrderReader(postgres::Database& database) : database_(database) {}

    Task<Result<std::optional<OrderRow>>> find(CallContext& context, std::string_view order_no,
                                               Scope scope) const;
    Task<Result<std::vector<ItemRow>>> items(CallContext& context, std::int64_t order_id) const;
    // The first five of each order.
    Task<Result<std::vector<ItemRow>>> first_items(CallContext& context,
                                                   const std::vector<std::int64_t>& order_ids) const;
    Task<Result<std::vector<MoveRow>>> moves(CallContext& context, std::int64_t order_id) const;
    // By shop.
    Task<Result<std::vector<CheckoutOrderRow>>> of_checkout(CallContext& context,
                                                            std::string_view checkout_id) const;

    // The latest first.
    Task<Result<std::vector<SummaryRow>>> list(CallContext& context, ListFilter filter) const;
    // Those of `scope` that have these numbers, the latest first.
    Task<Result<std::vector<SummaryRow>>> numbered(CallContext& context,
                                                   const std::vector<std::string>& order_nos,
                                                   Scope scope) const;
    // What orders are found by: above an id, rising; or of these numbers.
    Task<Result<std::vector<IndexedRow>>> indexed(CallContext& context, std::int64_t after_id,
                                                  std::int64_t limit) const;
    Task<Result<std::vector<IndexedRow>>> indexed(CallContext& context,
                                                  const std::vector<std::string>& order_nos) const;
    // Of a buyer or of a shop. A count of kCountMax + 1 is of more than kCountMax.
    static constexpr std::int64_t kCountMax = 1'000;
    Task<Result<std::vector<StatusCount>>> count(CallContext& context, Scope scope,
                                                 const std::vector<State>& states) const;

private:
    Task<Result<postgres::Rows>> select(CallContext& context, const ListFilter& filter) const;

    postgres::Database& database_;
};

}  // namespace ecommerce::order
