// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/shop_order_service.h"

#include "application/order/app/errors.h"

namespace ecommerce::order {

namespace {

// A seller whose shop is not open yet has none.
Result<Scope> own_shop(const CallContext& context) {
    if (context.principal.shop_id > 0) return Scope::of_shop(context.principal.shop_id);
    return fail(v1::reason::no_shop("You have no shop."));
}

}  // namespace

Task<Result<v1::ListShopOrdersResponse>> ShopOrderService::ListShopOrders(
    CallContext& context, const v1::ListShopOrdersRequest& request) {
    auto scope = co_await ok(own_shop(context));
    auto page = co_await ok(read_.page(
        context,
        {.scope = scope, .status = to_state(request.status()), .order_no_prefix = request.order_no()},
        page_request(context, request), Actor::seller));
    v1::ListShopOrdersResponse response;
    *response.mutable_orders() = std::move(page.orders);
    response.set_next_page_token(std::move(page.next_page_token));
    co_return response;
}

Task<Result<v1::CountShopOrdersResponse>> ShopOrderService::CountShopOrders(
    CallContext& context, const v1::CountShopOrdersRequest&) {
    auto scope = co_await ok(own_shop(context));
    auto counts = co_await ok(read_.counts(context, scope));
    v1::CountShopOrdersResponse response;
    *response.mutable_counts() = std::move(counts);
    co_return response;
}

Task<Result<v1::GetShopOrderResponse>> ShopOrderService::GetShopOrder(
    CallContext& context, const v1::GetShopOrderRequest& request) {
    auto scope = co_await ok(own_shop(context));
    auto order = co_await ok(read_.one(context, request.order_no(), scope, Actor::seller));
    v1::GetShopOrderResponse response;
    *response.mutable_order() = std::move(order);
    co_return response;
}

Task<Result<v1::DeclineOrderResponse>> ShopOrderService::DeclineOrder(
    CallContext& context, const v1::DeclineOrderRequest& request) {
    auto scope = co_await ok(own_shop(context));
    auto body = [&](postgres::Transaction& tx) {
        return move_.refund(context, tx,
                            {.order_no = request.order_no(),
                             .scope = scope,
                             .actor = Actor::seller,
                             .actor_user_id = context.principal.user_id,
                             .reason = request.reason()});
    };
    co_await ok(transact_(context, std::move(body)));
    auto order = co_await ok(read_.one(context, request.order_no(), scope, Actor::seller));
    v1::DeclineOrderResponse response;
    *response.mutable_order() = std::move(order);
    co_return response;
}

Task<Result<v1::ShipOrderResponse>> ShopOrderService::ShipOrder(CallContext& context,
                                                                const v1::ShipOrderRequest& request) {
    auto scope = co_await ok(own_shop(context));
    auto body = [&](postgres::Transaction& tx) {
        return move_.ship(context, tx, request.order_no(), *scope.shop_id, context.principal.user_id,
                          {request.carrier(), request.tracking_no()});
    };
    co_await ok(transact_(context, std::move(body)));
    auto order = co_await ok(read_.one(context, request.order_no(), scope, Actor::seller));
    v1::ShipOrderResponse response;
    *response.mutable_order() = std::move(order);
    co_return response;
}

}  // namespace ecommerce::order
