// SPDX-License-Identifier: Apache-2.0
// How PostgreSQL's failures look to services:
//
//   what happened                         Code          reason
//   a unique key exists already           conflict      UNIQUE_VIOLATION      metadata: constraint
//   a CHECK constraint refused            precondition  CHECK_VIOLATION       metadata: constraint
//   text that is not UTF-8 or has a NUL   invalid       INVALID_FIELD         a reason of the platform
//   conflicts went on after the retries   conflict      TRANSACTION_CONFLICT
//   the call's time is over               deadline      DEADLINE_EXCEEDED     the effect is unknown
//   nobody waits for the answer any more  cancelled     CANCELLED             only of calls that change nothing
//   no connection was free, queue full    exhausted     DATABASE_BUSY
//   PostgreSQL is down or going down      unavailable   DATABASE_UNAVAILABLE  nothing was changed
//   connection lost around the COMMIT     unavailable   OUTCOME_UNKNOWN       repeat under an idempotent key
//   anything else is a bug                internal      DATABASE_ERROR        metadata: sqlstate, database_error
#pragma once

#include <string_view>

#include "framework/runtime/result.h"

namespace ecommerce::postgres {

// True for a violation of this unique or CHECK constraint. Names are compared as prefixes, since Citus
// appends a shard number ("orders_checkout_uq_102011"); so no constraint's name may begin with another's.
bool violates(const Error& error, std::string_view constraint);

}  // namespace ecommerce::postgres
