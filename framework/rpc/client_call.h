// SPDX-License-Identifier: Apache-2.0
// One attempt of a call over gRPC, as things to await. Internal: includes grpcpp.
#pragma once

#include <coroutine>
#include <mutex>
#include <string>

#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>

#include "framework/call/context.h"
#include "framework/runtime/loop.h"

namespace ecommerce::rpc {

// The metadata of a call: everything of `context` that crosses, the identity last.
void write_context(const CallContext& context, std::string_view service, const std::string& identity,
                   grpc::ClientContext& call);
// The headers that the method added to its reply.
void read_reply_headers(const grpc::ClientContext& call, HeaderList& headers);

// `auto status = co_await UnaryAttempt(…)`; lives in the coroutine's frame.
class UnaryAttempt {
public:
    UnaryAttempt(grpc::GenericStub& stub, const std::string& path, grpc::ClientContext& call,
                 const grpc::ByteBuffer& request, grpc::ByteBuffer& response)
        : stub_(stub), path_(path), call_(call), request_(request), response_(response) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting);
    grpc::Status await_resume() { return std::move(status_); }

private:
    grpc::GenericStub& stub_;
    const std::string& path_;
    grpc::ClientContext& call_;
    const grpc::ByteBuffer& request_;
    grpc::ByteBuffer& response_;
    grpc::Status status_;
};

// A server-streaming call: `start`, then await `next()` until it is false, then await `done()`. One
// coroutine of one loop uses it; it must have awaited done() before it goes.
class StreamAttempt final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
public:
    explicit StreamAttempt(runtime::Loop& loop) : loop_(loop) {}

    void start(grpc::GenericStub& stub, const std::string& path, grpc::ClientContext& call,
               grpc::ByteBuffer request);

    // True when message() holds another message.
    auto next() { return Next{*this}; }
    grpc::ByteBuffer& message() { return message_; }
    // No more reads; gives the status.
    auto done() { return Done{*this}; }

    void OnReadDone(bool ok) override;
    void OnDone(const grpc::Status& status) override;

private:
    struct Next {
        StreamAttempt& stream;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiting) { stream.read(waiting); }
        bool await_resume() { return stream.take_read(); }
    };
    struct Done {
        StreamAttempt& stream;
        bool await_ready() const noexcept { return false; }
        bool await_suspend(std::coroutine_handle<> waiting) { return stream.wait_done(waiting); }
        grpc::Status await_resume() { return stream.take_status(); }
    };
    void read(std::coroutine_handle<> waiting);
    bool take_read();
    bool wait_done(std::coroutine_handle<> waiting);
    grpc::Status take_status();

    runtime::Loop& loop_;
    std::mutex mutex_;  // gRPC's threads and the loop
    std::coroutine_handle<> reading_;
    std::coroutine_handle<> finishing_;
    bool read_ok_ = false;
    grpc::Status status_;
    grpc::ByteBuffer request_;
    grpc::ByteBuffer message_;
};

}  // namespace ecommerce::rpc
