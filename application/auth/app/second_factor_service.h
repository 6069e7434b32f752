// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/auth/app/accounts.h"
#include "application/auth/app/second_factors.h"
#include "application/auth/app/session_ends.h"
#include "application/auth/storage/second_factor_store.h"
#include "framework/events/publisher.h"
#include "framework/postgres/transactor.h"

#include "auth/v1/second_factor_service.rpc.h"

namespace ecommerce::auth {

// Implements the contract's SecondFactorService. Stateless; any loop.
class SecondFactorService final : public v1::SecondFactorService {
public:
    struct Needs {
        postgres::Transactor transact;
        SessionStore& sessions;
        SessionEnds& ends;
        const Accounts& accounts;
        const SecondFactorStore& store;
        const SecondFactors& factors;
        SessionCache& cache;
        events::Publisher& events;
        const runtime::Clock& clock;
    };
    explicit SecondFactorService(Needs needs) : needs_(needs) {}

    Task<Result<v1::GetSecondFactorResponse>> GetSecondFactor(
        CallContext& context, const v1::GetSecondFactorRequest& request) override;
    Task<Result<v1::BeginSecondFactorResponse>> BeginSecondFactor(
        CallContext& context, const v1::BeginSecondFactorRequest& request) override;
    Task<Result<v1::ConfirmSecondFactorResponse>> ConfirmSecondFactor(
        CallContext& context, const v1::ConfirmSecondFactorRequest& request) override;
    Task<Result<v1::RenewRecoveryCodesResponse>> RenewRecoveryCodes(
        CallContext& context, const v1::RenewRecoveryCodesRequest& request) override;
    Task<Result<v1::TurnOffSecondFactorResponse>> TurnOffSecondFactor(
        CallContext& context, const v1::TurnOffSecondFactorRequest& request) override;
    Task<Result<v1::ProveSessionResponse>> ProveSession(CallContext& context,
                                                        const v1::ProveSessionRequest& request) override;
    Task<Result<v1::GetUserSecondFactorResponse>> GetUserSecondFactor(
        CallContext& context, const v1::GetUserSecondFactorRequest& request) override;
    Task<Result<v1::ResetUserSecondFactorResponse>> ResetUserSecondFactor(
        CallContext& context, const v1::ResetUserSecondFactorRequest& request) override;

private:
    struct Confirmed;

    // The caller's.
    Task<Result<Account>> account(CallContext& context) const;
    // Turns the waiting factor on; nothing when the account is of a newer version by now.
    Task<Result<std::optional<Confirmed>>> confirm(CallContext& context, const Account& account,
                                                   const std::string& code) const;
    // Uses up a code of the caller's factor and does `then` with it, in one transaction.
    template <typename Then>
    Task<Result<void>> with_code(CallContext& context, const std::string& code, Then then) const;
    Task<Result<SessionRow>> prove_by_code(CallContext& context, const std::string& code) const;
    Task<Result<SessionRow>> prove_by_password(CallContext& context, const std::string& password) const;
    Task<Result<SessionRow>> mark(CallContext& context, postgres::Transaction& tx) const;
    template <typename Event>
    void publish(CallContext& context, postgres::Transaction& tx, const Event& event) const;

    Needs needs_;
};

}  // namespace ecommerce::auth
