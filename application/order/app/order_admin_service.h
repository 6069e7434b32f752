// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/order/app/move_orders.h"
#include "application/order/app/read_orders.h"
#include "framework/postgres/transactor.h"

#include "order/v1/order_admin_service.rpc.h"

namespace ecommerce::order {

// The administrators' side of the contract. Stateless; any loop.
class OrderAdminService final : public v1::OrderAdminService {
public:
    OrderAdminService(postgres::Transactor transact, MoveOrders& move, ReadOrders& read)
        : transact_(transact), move_(move), read_(read) {}

    Task<Result<v1::ListAllOrdersResponse>> ListAllOrders(CallContext& context,
                                                          const v1::ListAllOrdersRequest& request) override;
    Task<Result<v1::GetAnyOrderResponse>> GetAnyOrder(CallContext& context,
                                                      const v1::GetAnyOrderRequest& request) override;
    Task<Result<v1::RefundOrderResponse>> RefundOrder(CallContext& context,
                                                      const v1::RefundOrderRequest& request) override;

private:
    postgres::Transactor transact_;
    MoveOrders& move_;
    ReadOrders& read_;
};

}  // namespace ecommerce::order
