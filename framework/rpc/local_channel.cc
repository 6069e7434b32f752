// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/local_channel.h"

#include <functional>

#include "framework/call/reasons.h"

namespace ecommerce::rpc {

namespace {

// What a front changes of the edge's own context is put back, so that the edge can go on with it.
class EdgeCall {
public:
    explicit EdgeCall(CallContext& context)
        : context_(context),
          deadline_(context.deadline),
          trace_(context.trace),
          cancellation_(context.cancellation) {}
    EdgeCall(const EdgeCall&) = delete;
    EdgeCall& operator=(const EdgeCall&) = delete;
    ~EdgeCall() {
        context_.deadline = deadline_;
        context_.trace = trace_;
        context_.cancellation = std::move(cancellation_);
    }

private:
    CallContext& context_;
    Deadline deadline_;
    Trace trace_;
    std::stop_token cancellation_;
};

}  // namespace

Result<LocalChannel::Target> LocalChannel::find(const Method& method) const {
    auto* front = fronts_.find(service_, method.service);
    if (front) {
        // The client's method table is usually the front's own, where the place is the index.
        const auto methods = front->methods();
        const std::less<> before;
        if (!before(&method, methods.data()) && before(&method, methods.data() + methods.size())) {
            return Target{front, std::size_t(&method - methods.data())};
        }
        if (auto index = front->find(method.name)) return Target{front, *index};
    }
    return fail(reason::no_such_method("There is no such method."));
}

Task<Result<void>> LocalChannel::call(const Method& method, CallContext& context,
                                      const google::protobuf::Message& request,
                                      google::protobuf::Message& response) {
    auto target = find(method);
    if (!target) co_return fail(std::move(target).error());
    if (caller_.empty()) {
        EdgeCall restore(context);
        co_return co_await target->front->call(target->index, context, request, response);
    }
    auto call = context.for_call(caller_);
    co_return co_await target->front->call(target->index, call, request, response);
}

Task<Result<void>> LocalChannel::stream(const Method& method, CallContext& context,
                                        const google::protobuf::Message& request, MessageSink& sink) {
    auto target = find(method);
    if (!target) co_return fail(std::move(target).error());
    if (caller_.empty()) {
        EdgeCall restore(context);
        co_return co_await target->front->stream(target->index, context, request, sink);
    }
    auto call = context.for_call(caller_);
    co_return co_await target->front->stream(target->index, call, request, sink);
}

}  // namespace ecommerce::rpc
