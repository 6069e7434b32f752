// SPDX-License-Identifier: Apache-2.0
// What the doctor asks of the auth service's tables.
#pragma once

#include "framework/postgres/database.h"

namespace ecommerce::diagnostics::v1 {
class CheckInvariantsResponse;
}

namespace ecommerce::auth {

class SessionChecks {
public:
    explicit SessionChecks(postgres::Database& database) : database_(database) {}
    Task<Result<void>> run(CallContext& context, diagnostics::v1::CheckInvariantsResponse& response) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::auth
