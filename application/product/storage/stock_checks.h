// SPDX-License-Identifier: Apache-2.0
// What the doctor asks of stock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/postgres/database.h"

namespace ecommerce::diagnostics::v1 {
class CheckInvariantsResponse;
}

namespace ecommerce::product {

// The lines of a reservation, which has its checkout's id: how many are in each state (returned ones among the sold),
// and their units together.
struct CheckoutUnits {
    std::string checkout_id;
    std::int64_t open;
    std::int64_t released;
    std::int64_t sold;
    std::int64_t units;
    std::int64_t returned_units;  // of those that were sold
};

class StockChecks {
public:
    explicit StockChecks(postgres::Database& database) : database_(database) {}
    Task<Result<void>> run(CallContext& context, diagnostics::v1::CheckInvariantsResponse& response) const;
    // At most `limit` after an id, ascending.
    Task<Result<std::vector<CheckoutUnits>>> checkouts(CallContext& context, std::string_view after,
                                                       int limit) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::product
