// SPDX-License-Identifier: Apache-2.0
// What accounts' news mean for their sessions and second factors.
#pragma once

#include "application/auth/app/second_factors.h"
#include "application/auth/app/session_ends.h"
#include "framework/events/subscriptions.h"
#include "framework/postgres/transactor.h"

namespace ecommerce::auth {

// Registers the handlers; everything referred to outlives `subscriptions`.
void subscribe_session_events(events::Subscriptions& subscriptions, postgres::Transactor transact,
                              SessionStore& sessions, SessionEnds& ends, SessionCache& cache,
                              const SecondFactorStore& factor_store, const SecondFactors& factors,
                              const runtime::Clock& clock);

}  // namespace ecommerce::auth
