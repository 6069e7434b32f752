// SPDX-License-Identifier: Apache-2.0
// The auth service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include <string_view>

#include "application/auth/app/auth_service.h"
#include "application/auth/app/second_factor_service.h"
#include "application/auth/app/session_subscriptions.h"
#include "application/auth/storage/session_checks.h"

#include "auth/v1/error_reason.rpc.h"

namespace ecommerce::auth {

struct AuthKeys {
    std::string_view signing;
    std::string_view second_factors;
};

struct AuthParts {
    // All outlive it, but for keys and rules.
    AuthParts(postgres::Database& database, redis::Client& key_value, user::v1::UserService& users,
              events::Publisher& publisher, const runtime::Clock& clock, const AuthRules& rules,
              const SecondFactorRules& factor_rules, const AttemptRules& codes, const AuthKeys& keys)
        : sessions(database),
          factor_store(database),
          checks(database),
          cache(key_value),
          ends(database, sessions, cache, publisher, clock),
          access_tokens(keys.signing),
          refresh_tokens(keys.signing),
          device_tokens(keys.signing),
          factor_box(keys.second_factors),
          challenges(factor_box),
          code_attempts(key_value, clock, "code", codes, v1::reason::too_many_attempts),
          accounts(users),
          factors(factor_store, factor_box, code_attempts, clock, factor_rules),
          service({.transact = database,
                   .sessions = sessions,
                   .ends = ends,
                   .accounts = accounts,
                   .factor_store = factor_store,
                   .factors = factors,
                   .cache = cache,
                   .events = publisher,
                   .access_tokens = access_tokens,
                   .refresh_tokens = refresh_tokens,
                   .device_tokens = device_tokens,
                   .challenges = challenges,
                   .clock = clock},
                  rules),
          second_factors({.transact = database,
                          .sessions = sessions,
                          .ends = ends,
                          .accounts = accounts,
                          .store = factor_store,
                          .factors = factors,
                          .cache = cache,
                          .events = publisher,
                          .clock = clock}) {}

    SessionStore sessions;
    SecondFactorStore factor_store;
    SessionChecks checks;
    SessionCache cache;
    SessionEnds ends;
    TokenSigner access_tokens;
    RefreshTokenCodec refresh_tokens;
    DeviceTokenCodec device_tokens;
    SealedBox factor_box;
    LoginChallengeCodec challenges;
    AttemptLimit code_attempts;
    Accounts accounts;
    SecondFactors factors;
    AuthService service;
    SecondFactorService second_factors;
};

}  // namespace ecommerce::auth
