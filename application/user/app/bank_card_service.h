// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/user/storage/bank_card_store.h"
#include "application/user/storage/user_store.h"
#include "framework/auth/sealed_box.h"
#include "framework/postgres/transactor.h"

#include "user/v1/bank_card_service.rpc.h"

namespace ecommerce::user {

inline constexpr int kBankCardsMax = 20;

// Implements the contract's BankCardService. A number comes in once and never goes out. Any loop.
class BankCardService final : public v1::BankCardService {
public:
    BankCardService(postgres::Transactor transact, BankCardStore& cards, UserStore& users,
                    const auth::SealedBox& box, const runtime::Clock& clock)
        : transact_(transact), cards_(cards), users_(users), box_(box), clock_(clock) {}

    Task<Result<v1::ListBankCardsResponse>> ListBankCards(CallContext& context,
                                                          const v1::ListBankCardsRequest& request) override;
    Task<Result<v1::CreateBankCardResponse>> CreateBankCard(
        CallContext& context, const v1::CreateBankCardRequest& request) override;
    Task<Result<v1::GetBankCardResponse>> GetBankCard(CallContext& context,
                                                      const v1::GetBankCardRequest& request) override;
    Task<Result<v1::UpdateBankCardResponse>> UpdateBankCard(
        CallContext& context, const v1::UpdateBankCardRequest& request) override;
    Task<Result<v1::DeleteBankCardResponse>> DeleteBankCard(
        CallContext& context, const v1::DeleteBankCardRequest& request) override;

private:
    postgres::Transactor transact_;
    BankCardStore& cards_;
    UserStore& users_;
    const auth::SealedBox& box_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::user
