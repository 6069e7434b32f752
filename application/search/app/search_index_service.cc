// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/search_index_service.h"

#include "framework/rpc/messages.h"

namespace ecommerce::search {

Task<Result<v1::StartReindexResponse>> SearchIndexService::StartReindex(CallContext& context,
                                                                        const v1::StartReindexRequest&) {
    v1::StartReindexResponse response;
    response.set_run(co_await ok(changes_.begin_walk(context, engine_.name())));
    co_return response;
}

Task<Result<v1::GetIndexStateResponse>> SearchIndexService::GetIndexState(CallContext& context,
                                                                          const v1::GetIndexStateRequest&) {
    const auto walk = (co_await ok(changes_.walk(context))).value_or(Walk());
    const auto waiting = co_await ok(changes_.waiting(context));
    v1::GetIndexStateResponse response;
    response.set_run(walk.run);
    response.set_finished_run(walk.finished_run);
    response.set_products_read(walk.products);
    response.set_documents(co_await ok(changes_.documents(context)));
    response.set_waiting(waiting.changes);
    if (walk.finished_at) rpc::set_time(*response.mutable_finished_at(), *walk.finished_at);
    co_return response;
}

}  // namespace ecommerce::search
