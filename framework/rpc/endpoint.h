// SPDX-License-Identifier: Apache-2.0
// A service implementation seen through its method table, and the way to call one. The generator writes
// for each proto service X: the abstract class X (the service implements it), XEndpoint (the view on an
// implementation) and XClient (the same class X over a channel).
#pragma once

#include <cstddef>
#include <span>

#include "framework/call/context.h"
#include "framework/rpc/method.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::rpc {

// Where a server-streaming method writes its messages, one at a time.
class MessageSink {
public:
    virtual ~MessageSink() = default;
    // Waits until the message is on its way. An error means that nobody listens any more: stop.
    virtual Task<Result<void>> write(const google::protobuf::Message& message) = 0;
    // Nobody listens any more, as far as this end can tell without writing.
    virtual bool closed() const { return false; }
};

// The typed face of a sink that generated streaming methods take.
template <typename Message>
class Writer {
public:
    explicit Writer(MessageSink& sink) : sink_(sink) {}
    Task<Result<void>> write(const Message& message) { return sink_.write(message); }
    // For methods that wait between their messages: end soon when this or the deadline says so.
    bool closed() const { return sink_.closed(); }

private:
    MessageSink& sink_;
};

// Generated: calls the implementation without any checks. Use through a Front (framework/rpc/front.h).
// Stateless beside the reference to the implementation; any loop.
class Endpoint {
public:
    virtual ~Endpoint() = default;
    virtual std::span<const Method> methods() const = 0;
    // `method` is an index into methods(); `request` and `response` have its types.
    virtual Task<Result<void>> call(std::size_t method, CallContext& context,
                                    const google::protobuf::Message& request,
                                    google::protobuf::Message& response) = 0;
    virtual Task<Result<void>> stream(std::size_t method, CallContext& context,
                                      const google::protobuf::Message& request, MessageSink& sink) = 0;
};

// How a client reaches a service: in this process or over gRPC. Any loop.
class Channel {
public:
    virtual ~Channel() = default;
    virtual Task<Result<void>> call(const Method& method, CallContext& context,
                                    const google::protobuf::Message& request,
                                    google::protobuf::Message& response) = 0;
    virtual Task<Result<void>> stream(const Method& method, CallContext& context,
                                      const google::protobuf::Message& request, MessageSink& sink) = 0;
};

}  // namespace ecommerce::rpc
