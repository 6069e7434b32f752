// SPDX-License-Identifier: Apache-2.0
// What the doctor asks of products and of what is kept beside them for lists.
#pragma once

#include "framework/postgres/database.h"

namespace ecommerce::diagnostics::v1 {
class CheckInvariantsResponse;
}

namespace ecommerce::product {

class ProductChecks {
public:
    explicit ProductChecks(postgres::Database& database) : database_(database) {}
    Task<Result<void>> run(CallContext& context, diagnostics::v1::CheckInvariantsResponse& response) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::product
