// SPDX-License-Identifier: Apache-2.0
// The auth service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include <string_view>

#include "application/auth/app/auth_service.h"
#include "application/auth/app/session_subscriptions.h"
#include "application/auth/storage/session_checks.h"

namespace ecommerce::auth {

struct AuthParts {
    // All outlive it.
    AuthParts(postgres::Database& database, redis::Client& key_value, user::v1::UserService& users,
              events::Publisher& publisher, const runtime::Clock& clock, const AuthRules& rules,
              std::string_view signing_key)
        : sessions(database),
          checks(database),
          cache(key_value),
          ends(database, sessions, cache, publisher, clock),
          access_tokens(signing_key),
          refresh_tokens(signing_key),
          device_tokens(signing_key),
          service({.transact = database,
                   .sessions = sessions,
                   .ends = ends,
                   .users = users,
                   .cache = cache,
                   .events = publisher,
                   .access_tokens = access_tokens,
                   .refresh_tokens = refresh_tokens,
                   .device_tokens = device_tokens,
                   .clock = clock},
                  rules) {}

    SessionStore sessions;
    SessionChecks checks;
    SessionCache cache;
    SessionEnds ends;
    TokenSigner access_tokens;
    RefreshTokenCodec refresh_tokens;
    DeviceTokenCodec device_tokens;
    AuthService service;
};

}  // namespace ecommerce::auth
