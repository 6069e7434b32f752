// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/search/app/find_orders.h"

#include "search/v1/order_search_service.rpc.h"

namespace ecommerce::search {

// Implements the contract's OrderSearchService. Any loop.
class OrderSearchService final : public v1::OrderSearchService {
public:
    explicit OrderSearchService(const FindOrders& find) : find_(find) {}

    Task<Result<v1::SearchOrdersResponse>> SearchOrders(CallContext& context,
                                                        const v1::SearchOrdersRequest& request) override;
    Task<Result<v1::SearchShopOrdersResponse>> SearchShopOrders(
        CallContext& context, const v1::SearchShopOrdersRequest& request) override;
    Task<Result<v1::SearchAllOrdersResponse>> SearchAllOrders(
        CallContext& context, const v1::SearchAllOrdersRequest& request) override;

private:
    const FindOrders& find_;
};

}  // namespace ecommerce::search
