// SPDX-License-Identifier: Apache-2.0
// One call that came over gRPC: the bridge between gRPC's threads and the coroutine on its loop.
// Internal: includes grpcpp.
#pragma once

#include <atomic>
#include <condition_variable>
#include <coroutine>
#include <memory>
#include <mutex>
#include <stop_token>

#include <grpcpp/generic/async_generic_service.h>

#include "framework/rpc/authenticator.h"
#include "framework/rpc/front.h"
#include "framework/runtime/loop.h"

namespace ecommerce::rpc {

// Counts the coroutines that run, for shutdown.
class RunningCalls {
public:
    void add();
    void remove();
    // False when some still run after `limit`.
    bool wait_for_none(std::chrono::milliseconds limit);

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t count_ = 0;
};

// gRPC holds it until OnDone, the coroutine until it ends; whichever is later deletes it. Everything that
// both sides touch is under the mutex. The RPC is finished exactly once: by the coroutine with its result,
// or when the caller goes away, in which case the coroutine's result is dropped.
class ServerCall final : public grpc::ServerGenericBidiReactor,
                         public std::enable_shared_from_this<ServerCall> {
public:
    ServerCall(grpc::GenericCallbackServerContext& call, Front& front, std::size_t method,
               runtime::Loop& loop, Authenticator& authenticator, RunningCalls& running);

    // Begins to read the request. Call once; gRPC owns the object from then on.
    void start();

    void OnReadDone(bool ok) override;
    void OnWriteDone(bool ok) override;
    void OnCancel() override;
    void OnDone() override;

private:
    class Sink;
    class Sending;

    static Task<void> run(std::shared_ptr<ServerCall> self);
    Task<Result<void>> serve();
    Task<Result<void>> serve_unary(const google::protobuf::Message& request);
    // False when the call has ended already and `waiting` will not be resumed.
    bool send(std::coroutine_handle<> waiting, grpc::ByteBuffer& message);
    void finish(const Result<void>& result);
    bool finished();

    const Method& method() const { return front_.methods()[index_]; }

    Front& front_;
    const std::size_t index_;
    runtime::Loop& loop_;
    Authenticator& authenticator_;
    RunningCalls& running_;
    Credentials credentials_;
    std::stop_source caller_{std::nostopstate};  // requested when it is gone; of methods that change nothing
    CallContext context_;                        // the loop's, from the first resume on

    std::shared_ptr<ServerCall> self_;  // gRPC's hold
    std::mutex mutex_;
    grpc::GenericCallbackServerContext* call_;  // valid until finished
    bool finished_ = false;
    bool write_ok_ = false;
    std::coroutine_handle<> sending_;
    grpc::ByteBuffer incoming_;
    grpc::ByteBuffer outgoing_;
};

}  // namespace ecommerce::rpc
