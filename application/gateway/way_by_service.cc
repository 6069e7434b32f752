// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/way_by_service.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "framework/call/reasons.h"

namespace ecommerce::gateway {

Result<rpc::Channel*> WayByService::find(const google::protobuf::Message& request) const {
    std::string scratch;
    const auto* field = request.GetDescriptor()->FindFieldByName("service");
    const auto way = ways_.find(request.GetReflection()->GetStringReference(request, field, &scratch));
    if (way != ways_.end()) return way->second;
    return fail(Code::not_found, std::string(reason::kNotFound), "There is no such service.");
}

Task<Result<void>> WayByService::call(const rpc::Method& method, CallContext& context,
                                      const google::protobuf::Message& request,
                                      google::protobuf::Message& response) {
    const auto way = find(request);
    if (!way) co_return fail(way.error());
    co_return co_await (*way)->call(method, context, request, response);
}

Task<Result<void>> WayByService::stream(const rpc::Method& method, CallContext& context,
                                        const google::protobuf::Message& request, rpc::MessageSink& sink) {
    const auto way = find(request);
    if (!way) co_return fail(way.error());
    co_return co_await (*way)->stream(method, context, request, sink);
}

}  // namespace ecommerce::gateway
