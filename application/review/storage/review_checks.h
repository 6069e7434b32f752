// SPDX-License-Identifier: Apache-2.0
// What must always hold of reviews and of what they add up to.
#pragma once

#include "framework/postgres/database.h"

namespace ecommerce::diagnostics::v1 {
class CheckInvariantsResponse;
}

namespace ecommerce::review {

class ReviewChecks {
public:
    explicit ReviewChecks(postgres::Database& database) : database_(database) {}
    Task<Result<void>> run(CallContext& context, diagnostics::v1::CheckInvariantsResponse& response) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::review
