// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/order/app/move_orders.h"
#include "application/order/app/read_orders.h"
#include "framework/postgres/transactor.h"

#include "order/v1/shop_order_service.rpc.h"

namespace ecommerce::order {

// The seller's side of the contract: the own shop's orders. Stateless; any loop.
class ShopOrderService final : public v1::ShopOrderService {
public:
    ShopOrderService(postgres::Transactor transact, MoveOrders& move, ReadOrders& read)
        : transact_(transact), move_(move), read_(read) {}

    Task<Result<v1::ListShopOrdersResponse>> ListShopOrders(
        CallContext& context, const v1::ListShopOrdersRequest& request) override;
    Task<Result<v1::CountShopOrdersResponse>> CountShopOrders(
        CallContext& context, const v1::CountShopOrdersRequest& request) override;
    Task<Result<v1::GetShopOrderResponse>> GetShopOrder(CallContext& context,
                                                        const v1::GetShopOrderRequest& request) override;
    Task<Result<v1::DeclineOrderResponse>> DeclineOrder(CallContext& context,
                                                        const v1::DeclineOrderRequest& request) override;
    Task<Result<v1::ShipOrderResponse>> ShipOrder(CallContext& context,
                                                  const v1::ShipOrderRequest& request) override;

private:
    postgres::Transactor transact_;
    MoveOrders& move_;
    ReadOrders& read_;
};

}  // namespace ecommerce::order
