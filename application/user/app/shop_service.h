// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/user/storage/shop_store.h"
#include "application/user/storage/user_store.h"
#include "framework/events/publisher.h"
#include "framework/postgres/transactor.h"

#include "user/v1/shop_service.rpc.h"

namespace ecommerce::user {

// Implements the contract's ShopService. Stateless; any loop.
class ShopService final : public v1::ShopService {
public:
    ShopService(postgres::Transactor transact, ShopStore& shops, UserStore& users, events::Publisher& events,
                const runtime::Clock& clock)
        : transact_(transact), shops_(shops), users_(users), events_(events), clock_(clock) {}

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

private:
    Task<Result<v1::ManagedShop>> open(postgres::Transaction& tx, CallContext& context, std::int64_t shop_id);
    Task<Result<v1::ManagedShop>> not_waiting(CallContext& context, std::int64_t shop_id);

    postgres::Transactor transact_;
    ShopStore& shops_;
    UserStore& users_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::user
