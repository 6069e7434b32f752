// SPDX-License-Identifier: Apache-2.0
// What leaves a service. A reason that the contract declares is told as it is, whoever declares it: a service may
// pass on what a neighbour refused. Anything else (a store that is down, a constraint, a bug) becomes the reason of
// the platform that says what a caller may do about it, and names nothing of what is inside:
//
//   unavailable    UNAVAILABLE
//   exhausted      RATE_LIMITED
//   deadline       DEADLINE_EXCEEDED
//   cancelled      CANCELLED
//   conflict       CONCURRENT_CHANGE
//   all others     INTERNAL
#pragma once

#include "framework/runtime/result.h"

namespace ecommerce {

// Whether callers may see it.
bool is_public(const Error& error);

// The error, or what callers are told instead of it. The front before a service (framework/rpc/front.h) tells its
// observer what it replaces; the transports replace what comes from before a front.
Error public_error(Error error);

}  // namespace ecommerce
