// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/order/app/read_orders.h"

#include "order/v1/order_index_service.rpc.h"

namespace ecommerce::order {

// Implements the contract's OrderIndexService. Stateless; any loop.
class OrderIndexService final : public v1::OrderIndexService {
public:
    OrderIndexService(const OrderReader& reader, const ReadOrders& read) : reader_(reader), read_(read) {}

    Task<Result<v1::ListIndexedOrdersResponse>> ListIndexedOrders(
        CallContext& context, const v1::ListIndexedOrdersRequest& request) override;
    Task<Result<v1::BatchGetIndexedOrdersResponse>> BatchGetIndexedOrders(
        CallContext& context, const v1::BatchGetIndexedOrdersRequest& request) override;
    Task<Result<v1::BatchGetOrderSummariesResponse>> BatchGetOrderSummaries(
        CallContext& context, const v1::BatchGetOrderSummariesRequest& request) override;

private:
    const OrderReader& reader_;
    const ReadOrders& read_;
};

}  // namespace ecommerce::order
