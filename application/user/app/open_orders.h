// SPDX-License-Identifier: Apache-2.0
// What keeps an account from being closed: somebody still waits for goods or money.
#pragma once

#include "application/user/storage/shop_store.h"

#include "order/v1/order_service.rpc.h"

namespace ecommerce::user {

// Stateless; any loop.
class OpenOrders {
public:
    OpenOrders(const ShopStore& shops, order::v1::OrderService& orders) : shops_(shops), orders_(orders) {}

    // Unpaid orders of a buyer hold nobody: they end with the account. Errors: precondition SHOP_HAS_ORDERS, ORDERS_OPEN
    // (metadata: orders); unavailable when nobody can tell.
    Task<Result<void>> refuse(CallContext& context, std::int64_t user_id) const;

private:
    // Those whose status is not `except`.
    Task<Result<std::int64_t>> count(CallContext& context, const order::v1::CountOpenOrdersRequest& request,
                                     order::v1::OrderStatus except) const;

    const ShopStore& shops_;
    order::v1::OrderService& orders_;
};

}  // namespace ecommerce::user
