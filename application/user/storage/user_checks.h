// SPDX-License-Identifier: Apache-2.0
// What the doctor asks of the user service's tables.
#pragma once

#include "framework/postgres/database.h"

namespace ecommerce::diagnostics::v1 {
class CheckInvariantsResponse;
}

namespace ecommerce::user {

class UserChecks {
public:
    explicit UserChecks(postgres::Database& database) : database_(database) {}
    Task<Result<void>> run(CallContext& context, diagnostics::v1::CheckInvariantsResponse& response) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::user
