// SPDX-License-Identifier: Apache-2.0
// What the doctor asks of the tables: statements that look over all of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "application/order/storage/order_rows.h"
#include "framework/postgres/database.h"

namespace ecommerce::order {

struct BrokenRule {
    std::string rule;
    std::string detail;  // the first orders that break it
};

struct MoveKind {
    std::optional<State> from_status;
    State to_status;
    Actor actor;
};

// One checkout; `states` are those of its orders, each once.
struct CheckoutTotals {
    std::string checkout_id;
    std::vector<State> states;
    bool refunded = false;  // each of its orders was paid back
    std::int64_t total_minor = 0;
    std::int64_t units = 0;
};

// Stateless; any loop.
class OrderChecks {
public:
    explicit OrderChecks(postgres::Database& database) : database_(database) {}

    Task<Result<std::vector<BrokenRule>>> broken_rules(CallContext& context) const;
    // Every kind of move that happened.
    Task<Result<std::vector<MoveKind>>> kinds_of_moves(CallContext& context) const;
    // Those after `after`, ascending.
    Task<Result<std::vector<CheckoutTotals>>> checkouts(CallContext& context, std::string_view after,
                                                        std::int64_t limit) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::order
