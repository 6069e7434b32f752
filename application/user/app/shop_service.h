// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/user/app/move_shop.h"
#include "framework/postgres/transactor.h"

#include "user/v1/shop_service.rpc.h"

namespace ecommerce::user {

// Implements the contract's ShopService. Stateless; any loop.
class ShopService final : public v1::ShopService {
public:
    ShopService(postgres::Transactor transact, ShopStore& shops, UserStore& users, const MoveShop& move,
                const runtime::Clock& clock)
        : transact_(transact), shops_(shops), users_(users), move_(move), clock_(clock) {}

    Task<Result<v1::ApplyForShopResponse>> ApplyForShop(CallContext& context,
                                                        const v1::ApplyForShopRequest& request) override;
    Task<Result<v1::GetMyShopResponse>> GetMyShop(CallContext& context,
                                                  const v1::GetMyShopRequest& request) override;
    Task<Result<v1::UpdateMyShopResponse>> UpdateMyShop(CallContext& context,
                                                        const v1::UpdateMyShopRequest& request) override;
    Task<Result<v1::GetShopResponse>> GetShop(CallContext& context,
                                              const v1::GetShopRequest& request) override;
    Task<Result<v1::ListShopsResponse>> ListShops(CallContext& context,
                                                  const v1::ListShopsRequest& request) override;
    Task<Result<v1::BatchGetShopsResponse>> BatchGetShops(CallContext& context,
                                                          const v1::BatchGetShopsRequest& request) override;
    Task<Result<v1::ListShopApplicationsResponse>> ListShopApplications(
        CallContext& context, const v1::ListShopApplicationsRequest& request) override;
    Task<Result<v1::ApproveShopResponse>> ApproveShop(CallContext& context,
                                                      const v1::ApproveShopRequest& request) override;
    Task<Result<v1::RejectShopResponse>> RejectShop(CallContext& context,
                                                    const v1::RejectShopRequest& request) override;
    Task<Result<v1::CloseShopResponse>> CloseShop(CallContext& context,
                                                  const v1::CloseShopRequest& request) override;
    Task<Result<v1::ReopenShopResponse>> ReopenShop(CallContext& context,
                                                    const v1::ReopenShopRequest& request) override;

private:
    // Carries a decision out; `make(tx, decision)` is the move.
    template <typename Response, typename Request, typename Make>
    Task<Result<Response>> decide(CallContext& context, const Request& request, Make make);

    postgres::Transactor transact_;
    ShopStore& shops_;
    UserStore& users_;
    const MoveShop& move_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::user
