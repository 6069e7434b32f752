// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/order_index_service.h"

#include "framework/rpc/messages.h"

namespace ecommerce::order {

namespace {

void fill(v1::IndexedOrder& out, const IndexedRow& row) {
    out.set_id(row.id);
    out.set_order_no(row.order_no);
    out.set_status(to_message(row.status));
    out.set_user_id(row.user_id);
    out.set_shop_id(row.shop_id);
    out.set_shop_name(row.shop_name);
    out.mutable_product_names()->Add(row.product_names.begin(), row.product_names.end());
    out.mutable_option_values()->Add(row.option_values.begin(), row.option_values.end());
    rpc::set_time(*out.mutable_created_at(), row.created_at);
}

std::vector<std::string> numbers_of(const google::protobuf::RepeatedPtrField<std::string>& numbers) {
    return {numbers.begin(), numbers.end()};
}

}  // namespace

Task<Result<v1::ListIndexedOrdersResponse>> OrderIndexService::ListIndexedOrders(
    CallContext& context, const v1::ListIndexedOrdersRequest& request) {
    v1::ListIndexedOrdersResponse response;
    const auto rows = co_await ok(reader_.indexed(context, request.after_id(), request.limit()));
    for (const auto& row : rows) fill(*response.add_orders(), row);
    co_return response;
}

Task<Result<v1::BatchGetIndexedOrdersResponse>> OrderIndexService::BatchGetIndexedOrders(
    CallContext& context, const v1::BatchGetIndexedOrdersRequest& request) {
    v1::BatchGetIndexedOrdersResponse response;
    const auto rows = co_await ok(reader_.indexed(context, numbers_of(request.order_nos())));
    for (const auto& row : rows) fill(*response.add_orders(), row);
    co_return response;
}

Task<Result<v1::BatchGetOrderSummariesResponse>> OrderIndexService::BatchGetOrderSummaries(
    CallContext& context, const v1::BatchGetOrderSummariesRequest& request) {
    auto scope = Scope::everything();
    auto viewer = Actor::admin;
    if (request.shop_id() > 0) {
        scope.shop_id = request.shop_id();
        viewer = Actor::seller;
    }
    if (request.user_id() > 0) {
        scope.user_id = request.user_id();
        viewer = Actor::customer;
    }
    v1::BatchGetOrderSummariesResponse response;
    *response.mutable_orders() =
        co_await ok(read_.numbered(context, numbers_of(request.order_nos()), scope, viewer));
    co_return response;
}

}  // namespace ecommerce::order
