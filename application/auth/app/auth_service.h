// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "application/auth/app/accounts.h"
#include "application/auth/app/second_factors.h"
#include "application/auth/app/session_ends.h"
#include "application/auth/domain/device_token.h"
#include "application/auth/domain/login_challenge.h"
#include "application/auth/domain/refresh_token.h"
#include "application/auth/storage/session_store.h"
#include "framework/auth/session_cache.h"
#include "framework/auth/token.h"
#include "framework/events/publisher.h"
#include "framework/postgres/transactor.h"

#include "auth/v1/auth_service.rpc.h"

namespace ecommerce::auth {

struct AuthRules {
    std::chrono::seconds access_token_life;
    std::chrono::seconds session_life;
    // So long the client that used a refresh token gets the same successor for it again.
    std::chrono::seconds refresh_repeat;
    int sessions_max;  // of one user; signing in once more ends the oldest
};

// Implements the contract's AuthService. Stateless; any loop.
class AuthService final : public v1::AuthService {
public:
    struct Needs {
        postgres::Transactor transact;
        SessionStore& sessions;
        SessionEnds& ends;
        const Accounts& accounts;
        const SecondFactorStore& factor_store;
        const SecondFactors& factors;
        SessionCache& cache;
        events::Publisher& events;
        const TokenSigner& access_tokens;
        const RefreshTokenCodec& refresh_tokens;
        const DeviceTokenCodec& device_tokens;
        const LoginChallengeCodec& challenges;
        const runtime::Clock& clock;
    };
    AuthService(Needs needs, AuthRules rules) : needs_(needs), rules_(rules) {}

    Task<Result<v1::LoginResponse>> Login(CallContext& context, const v1::LoginRequest& request) override;
    Task<Result<v1::CompleteLoginResponse>> CompleteLogin(CallContext& context,
                                                          const v1::CompleteLoginRequest& request) override;
    Task<Result<v1::RefreshResponse>> Refresh(CallContext& context,
                                              const v1::RefreshRequest& request) override;
    Task<Result<v1::LogoutResponse>> Logout(CallContext& context, const v1::LogoutRequest& request) override;
    Task<Result<v1::ListSessionsResponse>> ListSessions(CallContext& context,
                                                        const v1::ListSessionsRequest& request) override;
    Task<Result<v1::GetSessionResponse>> GetSession(CallContext& context,
                                                    const v1::GetSessionRequest& request) override;
    Task<Result<v1::DeleteSessionResponse>> DeleteSession(CallContext& context,
                                                          const v1::DeleteSessionRequest& request) override;
    Task<Result<v1::DeleteSessionsResponse>> DeleteSessions(
        CallContext& context, const v1::DeleteSessionsRequest& request) override;
    Task<Result<v1::CheckSessionResponse>> CheckSession(CallContext& context,
                                                        const v1::CheckSessionRequest& request) override;
    Task<Result<v1::RevokeUserSessionsResponse>> RevokeUserSessions(
        CallContext& context, const v1::RevokeUserSessionsRequest& request) override;

private:
    struct Way;
    struct Opening;
    struct Renewal;

    Task<Result<Account>> verify(CallContext& context, const v1::LoginRequest& request,
                                 const std::string& device);
    Task<Result<Opening>> open_session(CallContext& context, const Account& account, const Way& way);
    // Whose code is still needed; empty: nobody's. Uses up the one that is given.
    Task<Result<std::string>> wanted_factor(postgres::Transaction& tx, std::int64_t user_id, const Way& way);
    v1::LoginResponse challenge(const Account& account, const std::string& factor_id,
                                const std::string& device) const;
    // `name` is what was signed in with.
    v1::LoginResponse signed_in(const SessionRow& session, Account account, const std::string& device,
                                const std::string& name) const;
    Task<Result<Renewal>> renew(CallContext& context, const RefreshToken& token, const Account& account);
    bool repeats(const CallContext& context, const RefreshToken& token, const SessionRow& session) const;
    template <typename Response>
    void grant(Response& response, const SessionRow& session, Account account) const;

    Needs needs_;
    AuthRules rules_;
};

}  // namespace ecommerce::auth
