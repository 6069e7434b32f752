// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/order_admin_service.h"

namespace ecommerce::order {

Task<Result<v1::ListAllOrdersResponse>> OrderAdminService::ListAllOrders(
    CallContext& context, const v1::ListAllOrdersRequest& request) {
    Scope scope = Scope::everything();
    if (request.user_id() > 0) scope.user_id = request.user_id();
    if (request.shop_id() > 0) scope.shop_id = request.shop_id();
    auto page = co_await ok(read_.page(
        context,
        {.scope = scope, .status = to_state(request.status()), .order_no_prefix = request.order_no()},
        page_request(context, request), Actor::admin));
    v1::ListAllOrdersResponse response;
    *response.mutable_orders() = std::move(page.orders);
    response.set_next_page_token(std::move(page.next_page_token));
    co_return response;
}

Task<Result<v1::GetAnyOrderResponse>> OrderAdminService::GetAnyOrder(CallContext& context,
                                                                     const v1::GetAnyOrderRequest& request) {
    auto order = co_await ok(read_.one(context, request.order_no(), Scope::everything(), Actor::admin));
    v1::GetAnyOrderResponse response;
    *response.mutable_order() = std::move(order);
    co_return response;
}

Task<Result<v1::RefundOrderResponse>> OrderAdminService::RefundOrder(CallContext& context,
                                                                     const v1::RefundOrderRequest& request) {
    auto body = [&](postgres::Transaction& tx) {
        return move_.refund(context, tx,
                            {.order_no = request.order_no(),
                             .scope = Scope::everything(),
                             .actor = Actor::admin,
                             .actor_user_id = context.principal.user_id,
                             .reason = request.reason()});
    };
    co_await ok(transact_(context, std::move(body)));
    auto order = co_await ok(read_.one(context, request.order_no(), Scope::everything(), Actor::admin));
    v1::RefundOrderResponse response;
    *response.mutable_order() = std::move(order);
    co_return response;
}

}  // namespace ecommerce::order
