// SPDX-License-Identifier: Apache-2.0
// What the doctor asks of stock.
#pragma once

#include <string_view>

#include "framework/postgres/database.h"

namespace ecommerce::diagnostics::v1 {
class CheckInvariantsResponse;
class ListCheckoutFactsResponse;
}  // namespace ecommerce::diagnostics::v1

namespace ecommerce::product {

class StockChecks {
public:
    explicit StockChecks(postgres::Database& database) : database_(database) {}
    Task<Result<void>> run(CallContext& context, diagnostics::v1::CheckInvariantsResponse& response) const;
    // One fact for each reservation after an id, ascending.
    Task<Result<void>> list_facts(CallContext& context, std::string_view after, int limit,
                                  diagnostics::v1::ListCheckoutFactsResponse& response) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::product
