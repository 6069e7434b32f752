// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/platform_authenticator.h"

#include "framework/call/proof.h"
#include "framework/call/reasons.h"

namespace ecommerce::auth {

namespace {
constexpr std::size_t kTokensOfALoop = 8'192;
}

PlatformAuthenticator::PlatformAuthenticator(runtime::Loops& loops, TokenVerifier tokens,
                                             IdentityCodec identities, SessionCache& cache,
                                             SessionSource& sessions, const runtime::Clock& clock)
    : tokens_(tokens),
      identities_(identities),
      cache_(cache),
      sessions_(sessions),
      clock_(clock),
      verified_(loops, [](runtime::Loop&) {
          return std::make_unique<runtime::LruMap<std::string, Claims>>(kTokensOfALoop);
      }) {}

Result<Claims> PlatformAuthenticator::claims_of(const std::string& token) {
    auto& verified = verified_.local();
    if (const auto* known = verified.find(token); known && known->expires_at > clock_.now()) return *known;
    auto claims = tokens_.verify(token, clock_.now());
    if (claims) verified.put(token, *claims);
    return claims;
}

Task<Result<SessionState>> PlatformAuthenticator::session_state(CallContext& context,
                                                                const std::string& session_id) {
    if (auto known = co_await cache_.find(context, session_id)) co_return *known;
    auto state = co_await sessions_.check(context, session_id);
    if (state && state->alive) co_await cache_.remember(context, session_id, *state);
    co_return state;
}

Task<Result<Principal>> PlatformAuthenticator::authenticate(CallContext& context,
                                                            const rpc::Credentials& credentials) {
    if (!credentials.identity.empty()) co_return identities_.verify(credentials.identity, clock_.now());
    if (credentials.bearer.empty()) co_return Principal();
    auto claims = co_await ok(claims_of(credentials.bearer));
    auto state = co_await ok(session_state(context, claims.session_id));
    if (!state.alive || state.user_id != claims.user_id) {
        co_return fail(reason::session_ended("This session has ended. Sign in again."));
    }
    Principal principal;
    principal.user_id = claims.user_id;
    principal.shop_id = state.shop_id;
    principal.roles = state.roles;
    if (Timestamp(std::chrono::seconds(state.proven_until)) > clock_.now()) {
        principal.roles = principal.roles.with(kProven);
    }
    principal.session_id = std::move(claims.session_id);
    co_return principal;
}

std::string ServiceIdentity::sign(const CallContext& context) {
    if (context.principal.internal()) return identities_.sign(context.principal, clock_.now());
    auto principal = context.principal;
    principal.service = kGateway;
    return identities_.sign(principal, clock_.now());
}

}  // namespace ecommerce::auth
