// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/search_index_service.h"

#include "framework/rpc/messages.h"

namespace ecommerce::search {

Task<Result<v1::StartReindexResponse>> SearchIndexService::StartReindex(CallContext& context,
                                                                        const v1::StartReindexRequest&) {
    v1::StartReindexResponse response;
    response.set_run(co_await ok(product_walks_.begin(context)));
    response.set_order_run(co_await ok(order_walks_.begin(context)));
    co_return response;
}

Task<Result<v1::GetIndexStateResponse>> SearchIndexService::GetIndexState(
    CallContext& context, const v1::GetIndexStateRequest& request) {
    const auto walk = (co_await ok(product_walks_.latest(context))).value_or(Walk());
    const auto order_walk = (co_await ok(order_walks_.latest(context))).value_or(Walk());
    const auto products = co_await ok(changes_.waiting(context));
    const auto orders = co_await ok(orders_.waiting(context));
    v1::GetIndexStateResponse response;
    response.set_run(walk.run);
    response.set_finished_run(walk.finished_run);
    response.set_products_read(walk.read);
    if (request.with_documents()) response.set_documents(co_await ok(changes_.documents(context)));
    response.set_waiting(products.changes + orders);
    if (walk.finished_at) rpc::set_time(*response.mutable_finished_at(), *walk.finished_at);
    response.set_order_run(order_walk.run);
    response.set_finished_order_run(order_walk.finished_run);
    response.set_orders_read(order_walk.read);
    co_return response;
}

}  // namespace ecommerce::search
