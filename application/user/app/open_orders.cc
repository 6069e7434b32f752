// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/open_orders.h"

#include "framework/call/reasons.h"

#include "user/v1/error_reason.rpc.h"

namespace ecommerce::user {

Task<Result<std::int64_t>> OpenOrders::count(CallContext& context,
                                             const order::v1::CountOpenOrdersRequest& request,
                                             order::v1::OrderStatus except) const {
    const auto response = co_await orders_.CountOpenOrders(context, request);
    // Whatever went wrong there: nothing was closed here.
    if (!response) co_return reason::unavailable("The account's orders cannot be read. Try again shortly.");
    std::int64_t sum = 0;
    for (const auto& count : response->counts()) {
        if (count.status() != except) sum += count.count();
    }
    co_return sum;
}

Task<Result<void>> OpenOrders::refuse(CallContext& context, std::int64_t user_id) const {
    if (const auto shop = co_await ok(shops_.find_of(context, user_id))) {
        order::v1::CountOpenOrdersRequest sold;
        sold.set_shop_id(shop->id);
        const auto orders = co_await ok(count(context, sold, order::v1::ORDER_STATUS_UNSPECIFIED));
        if (orders > 0) {
            const auto number = std::to_string(orders);
            co_return v1::reason::shop_has_orders("The shop has orders that are not over: " + number + ".")
                .with("orders", number);
        }
    }
    order::v1::CountOpenOrdersRequest bought;
    bought.set_user_id(user_id);
    const auto orders = co_await ok(count(context, bought, order::v1::ORDER_STATUS_PENDING_PAYMENT));
    if (orders > 0) {
        const auto number = std::to_string(orders);
        co_return v1::reason::orders_open("The account has orders that are not over: " + number + ".")
            .with("orders", number);
    }
    co_return {};
}

}  // namespace ecommerce::user
