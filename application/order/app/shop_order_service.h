// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/order/app/move_orders.h"
#include "application/order/app/read_orders.h"

#include "order/v1/shop_order_service.rpc.h"

namespace ecommerce::order {

// The seller's side of the contract: the own shop's orders. Stateless; any loop.
class ShopOrderService final : public v1::ShopOrderService {
public:
    ShopOrderService(MoveOrders& move, ReadOrders& read) : move_(move), read_(read) {}

    Task<Result<v1::ListShopOrdersResponse>> ListShopOrders(
        CallContext& context, const v1::ListShopOrdersRequest& request) override;
    Task<Result<v1::CountShopOrdersResponse>> CountShopOrders(
        CallContext& context, const v1::CountShopOrdersRequest& request) override;
    Task<Result<v1::GetShopOrderResponse>> GetShopOrder(CallContext& context,
                                                        const v1::GetShopOrderRequest& request) override;
    Task<Result<v1::ShipOrderResponse>> ShipOrder(CallContext& context,
                                                  const v1::ShipOrderRequest& request) override;

private:
    MoveOrders& move_;
    ReadOrders& read_;
};

}  // namespace ecommerce::order
