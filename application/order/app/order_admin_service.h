// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/order/app/read_orders.h"

#include "order/v1/order_admin_service.rpc.h"

namespace ecommerce::order {

// The administrators' side of the contract. Stateless; any loop.
class OrderAdminService final : public v1::OrderAdminService {
public:
    explicit OrderAdminService(ReadOrders& read) : read_(read) {}

    Task<Result<v1::ListAllOrdersResponse>> ListAllOrders(CallContext& context,
                                                          const v1::ListAllOrdersRequest& request) override;
    Task<Result<v1::GetAnyOrderResponse>> GetAnyOrder(CallContext& context,
                                                      const v1::GetAnyOrderRequest& request) override;

private:
    ReadOrders& read_;
};

}  // namespace ecommerce::order
