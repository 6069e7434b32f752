// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/payment/sandbox/cashier_page.h"
#include "application/payment/sandbox/sandbox_provider.h"

#include "payment/v1/sandbox_cashier_service.rpc.h"

namespace ecommerce::payment {

// The provider's pages. They know the provider alone and nothing of payments. Stateless; any loop.
class SandboxCashierService final : public v1::SandboxCashierService {
public:
    explicit SandboxCashierService(const SandboxProvider& provider) : provider_(provider) {}

    Task<Result<v1::ShowCashierResponse>> ShowCashier(CallContext& context,
                                                      const v1::ShowCashierRequest& request) override;
    Task<Result<v1::GetCashierStyleResponse>> GetCashierStyle(
        CallContext& context, const v1::GetCashierStyleRequest& request) override;
    Task<Result<v1::PressCashierButtonResponse>> PressCashierButton(
        CallContext& context, const v1::PressCashierButtonRequest& request) override;
    Task<Result<v1::SubmitCashierResponse>> SubmitCashier(CallContext& context,
                                                          const v1::SubmitCashierRequest& request) override;
    Task<Result<v1::GetCashierResponse>> GetCashier(CallContext& context,
                                                    const v1::GetCashierRequest& request) override;

private:
    std::string page_of(CallContext& context, const SandboxCharge& charge) const;
    v1::CashierState state_of(const SandboxCharge& charge) const;
    Task<Result<SandboxCharge>> submit(CallContext& context, const v1::SubmitCashierRequest& request) const;

    const SandboxProvider& provider_;
};

}  // namespace ecommerce::payment
