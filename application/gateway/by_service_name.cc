// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/by_service_name.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "framework/call/reasons.h"

namespace ecommerce::gateway {

Result<rpc::Channel*> ByServiceName::find(const google::protobuf::Message& request) const {
    std::string scratch;
    const auto* field = request.GetDescriptor()->FindFieldByName("service");
    const auto found = channels_.find(request.GetReflection()->GetStringReference(request, field, &scratch));
    if (found != channels_.end()) return found->second;
    return fail(reason::not_found("There is no such service."));
}

Task<Result<void>> ByServiceName::call(const rpc::Method& method, CallContext& context,
                                       const google::protobuf::Message& request,
                                       google::protobuf::Message& response) {
    const auto found = find(request);
    if (!found) co_return fail(found.error());
    co_return co_await (*found)->call(method, context, request, response);
}

Task<Result<void>> ByServiceName::stream(const rpc::Method& method, CallContext& context,
                                         const google::protobuf::Message& request, rpc::MessageSink& sink) {
    const auto found = find(request);
    if (!found) co_return fail(found.error());
    co_return co_await (*found)->stream(method, context, request, sink);
}

}  // namespace ecommerce::gateway
