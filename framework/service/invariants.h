// SPDX-License-Identifier: Apache-2.0
// What must always hold of a service's own tables, as the doctor asks for it.
#pragma once

#include <span>

#include "framework/postgres/database.h"

namespace ecommerce::diagnostics::v1 {
class CheckInvariantsResponse;
}

namespace ecommerce::service {

struct Invariant {
    // Gives a row for each violation: what breaks it, as text. It may read whole tables.
    const postgres::Statement& statement;
    const char* name;
};

// Adds what is broken to `response`. All are checked at one moment, off the connections that short statements
// share. `invariants` outlive the call.
Task<Result<void>> check_all(CallContext& context, postgres::Database& database,
                             std::span<const Invariant> invariants,
                             diagnostics::v1::CheckInvariantsResponse& response);

}  // namespace ecommerce::service
