// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/order_search_service.h"

#include "search/v1/error_reason.rpc.h"

namespace ecommerce::search {

namespace {

template <typename Response>
Response to_response(FindOrders::Found found) {
    Response response;
    *response.mutable_orders() = std::move(found.orders);
    response.set_next_page_token(std::move(found.next_page_token));
    return response;
}

}  // namespace

Task<Result<v1::SearchOrdersResponse>> OrderSearchService::SearchOrders(
    CallContext& context, const v1::SearchOrdersRequest& request) {
    const FindOrders::Scope scope{.user_id = context.principal.user_id};
    co_return to_response<v1::SearchOrdersResponse>(
        co_await ok(find_(context, scope, request.filter(), page_request(context, request))));
}

Task<Result<v1::SearchShopOrdersResponse>> OrderSearchService::SearchShopOrders(
    CallContext& context, const v1::SearchShopOrdersRequest& request) {
    if (context.principal.shop_id <= 0) co_return v1::reason::no_shop("You have no shop.");
    const FindOrders::Scope scope{.shop_id = context.principal.shop_id};
    co_return to_response<v1::SearchShopOrdersResponse>(
        co_await ok(find_(context, scope, request.filter(), page_request(context, request))));
}

Task<Result<v1::SearchAllOrdersResponse>> OrderSearchService::SearchAllOrders(
    CallContext& context, const v1::SearchAllOrdersRequest& request) {
    co_return to_response<v1::SearchAllOrdersResponse>(
        co_await ok(find_(context, {}, request.filter(), page_request(context, request))));
}

}  // namespace ecommerce::search
