// SPDX-License-Identifier: Apache-2.0
// Checks credentials on every port of the platform: users by access token and living session, services by
// signed identity.
#pragma once

#include <string>

#include "framework/auth/identity.h"
#include "framework/auth/session_cache.h"
#include "framework/auth/token.h"
#include "framework/rpc/authenticator.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/lru_map.h"

namespace ecommerce::auth {

// Proves our own calls to other services. Calls that no service makes are the gateway's.
class ServiceIdentity final : public rpc::IdentitySigner {
public:
    ServiceIdentity(IdentityCodec identities, const runtime::Clock& clock)
        : identities_(identities), clock_(clock) {}
    std::string sign(const CallContext& context) override;

private:
    IdentityCodec identities_;
    const runtime::Clock& clock_;
};

// Any loop. Errors: unauthenticated with TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED or IDENTITY_INVALID;
// unavailable when neither the key-value store nor the auth service answers.
class PlatformAuthenticator final : public rpc::Authenticator {
public:
    PlatformAuthenticator(runtime::Loops& loops, TokenVerifier tokens, IdentityCodec identities,
                          SessionCache& cache, SessionSource& sessions, const runtime::Clock& clock);

    Task<Result<Principal>> authenticate(CallContext& context, const rpc::Credentials& credentials) override;

private:
    Result<Claims> claims_of(const std::string& token);
    Task<Result<SessionState>> session_state(CallContext& context, const std::string& session_id);

    TokenVerifier tokens_;
    IdentityCodec identities_;
    SessionCache& cache_;
    SessionSource& sessions_;
    const runtime::Clock& clock_;
    // Tokens whose signature was checked already: a signature costs as much as ten requests.
    runtime::PerLoop<runtime::LruMap<std::string, Claims>> verified_;
};

}  // namespace ecommerce::auth
