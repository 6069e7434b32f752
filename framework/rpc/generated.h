// SPDX-License-Identifier: Apache-2.0
// What generated code is made of; nobody else needs it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include <google/protobuf/message.h>

#include "framework/rpc/endpoint.h"

namespace ecommerce::rpc {

template <typename Message>
const google::protobuf::Message* prototype() {
    return &Message::default_instance();
}

// is_clean() and clean_fields() are found in the request's own namespace.
template <typename Request>
std::unique_ptr<google::protobuf::Message> cleaned(const google::protobuf::Message& request) {
    const auto& given = static_cast<const Request&>(request);
    if (is_clean(given)) return nullptr;
    auto copy = std::make_unique<Request>(given);
    clean_fields(*copy);
    return copy;
}

inline void no_rules(const google::protobuf::Message&, std::vector<FieldViolation>&) {}

// validate_fields() is found in the request's own namespace.
template <typename Request>
void validate(const google::protobuf::Message& request, std::vector<FieldViolation>& violations) {
    validate_fields(static_cast<const Request&>(request), nullptr, violations);
}

// An index that the method table does not have, or one of the other kind (unary, streaming): a bug.
[[noreturn]] inline void no_such_method() {
    std::abort();
}

// A client's call. The channel, the method, the context and the request outlive it.
template <typename Response>
Task<Result<Response>> call(Channel& channel, const Method& method, CallContext& context,
                            const google::protobuf::Message& request) {
    Response response;
    auto result = co_await channel.call(method, context, request, response);
    if (!result) co_return fail(std::move(result).error());
    co_return response;
}

// An endpoint's call: what the implementation returns goes to where the caller wants it.
template <typename Response>
Task<Result<void>> into(google::protobuf::Message& response, Task<Result<Response>> call) {
    auto result = co_await std::move(call);
    if (!result) co_return fail(std::move(result).error());
    static_cast<Response&>(response) = *std::move(result);
    co_return Result<void>{};
}

// The client's end of a stream: messages of the channel reach the typed writer.
template <typename Response>
class WriterSink final : public MessageSink {
public:
    explicit WriterSink(Writer<Response>& writer) : writer_(writer) {}
    Task<Result<void>> write(const google::protobuf::Message& message) override {
        return writer_.write(static_cast<const Response&>(message));
    }
    bool closed() const override { return writer_.closed(); }

private:
    Writer<Response>& writer_;
};

template <typename Response>
Task<Result<void>> stream(Channel& channel, const Method& method, CallContext& context,
                          const google::protobuf::Message& request, Writer<Response>& out) {
    WriterSink<Response> sink(out);
    co_return co_await channel.stream(method, context, request, sink);
}

// The endpoint's end of a stream. The method may keep its writer until it ends, so the frame holds it.
template <typename Response, typename Service, typename Request>
Task<Result<void>> stream_into(MessageSink& sink, Service& service,
                               Task<Result<void>> (Service::*method)(CallContext&, const Request&,
                                                                     Writer<Response>&),
                               CallContext& context, const google::protobuf::Message& request) {
    Writer<Response> writer(sink);
    co_return co_await (service.*method)(context, static_cast<const Request&>(request), writer);
}

}  // namespace ecommerce::rpc
