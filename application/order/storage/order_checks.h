// SPDX-License-Identifier: Apache-2.0
// What the doctor asks of the tables: statements that look over all of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "application/order/storage/order_rows.h"
#include "framework/postgres/database.h"

namespace ecommerce::diagnostics::v1 {
class CheckInvariantsResponse;
}

namespace ecommerce::order {

struct MoveKind {
    std::optional<State> from_status;
    State to_status;
    Actor actor;
};

// One checkout; `states` are those of its orders, each once.
struct CheckoutTotals {
    std::string checkout_id;
    std::vector<State> states;
    std::int64_t total_minor = 0;
    std::int64_t refund_minor = 0;    // of paid orders, what goes back or went
    std::int64_t refunded_minor = 0;  // of that, what went
    std::int64_t units = 0;
    std::int64_t returned_units = 0;  // of paid orders that were never shipped and are paid back
    bool refunded = false;            // all of it goes back or went
};

// Stateless; any loop.
class OrderChecks {
public:
    explicit OrderChecks(postgres::Database& database) : database_(database) {}

    // Adds which of this service's rules are broken.
    Task<Result<void>> run(CallContext& context, diagnostics::v1::CheckInvariantsResponse& response) const;
    // Every kind of move that happened.
    Task<Result<std::vector<MoveKind>>> kinds_of_moves(CallContext& context) const;
    // Those after `after`, ascending.
    Task<Result<std::vector<CheckoutTotals>>> checkouts(CallContext& context, std::string_view after,
                                                        std::int64_t limit) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::order
