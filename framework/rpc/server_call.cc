// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/server_call.h"

#include <google/protobuf/message.h>

#include "framework/call/reasons.h"
#include "framework/rpc/grpc_codec.h"
#include "framework/rpc/message_size.h"
#include "framework/rpc/server_context.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::rpc {

void RunningCalls::add() {
    const std::lock_guard lock(mutex_);
    ++count_;
}

// The notice is given under the lock: the waiter may destroy this as soon as it has it.
void RunningCalls::remove() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) changed_.notify_all();
}

bool RunningCalls::wait_for_none(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, limit, [this] { return count_ == 0; });
}

namespace {

Error caller_gone() {
    return reason::cancelled("The caller is gone.");
}

Error malformed() {
    return reason::malformed_request("The request cannot be read.");
}

}  // namespace

// Suspends until gRPC has taken the message or the call is over.
class ServerCall::Sending {
public:
    Sending(ServerCall& call, grpc::ByteBuffer message) : call_(call) { message_.Swap(&message); }
    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> waiting) {
        sent_ = call_.send(waiting, message_);
        return sent_;
    }
    bool await_resume() {
        const std::lock_guard lock(call_.mutex_);
        return sent_ && call_.write_ok_;
    }

private:
    ServerCall& call_;
    grpc::ByteBuffer message_;
    bool sent_ = false;
};

class ServerCall::Sink final : public MessageSink {
public:
    explicit Sink(ServerCall& call) : call_(call) {}
    Task<Result<void>> write(const google::protobuf::Message& message) override {
        Sending sending(call_, to_buffer(message));
        if (!co_await sending) co_return fail(caller_gone());
        co_return {};
    }

private:
    ServerCall& call_;
};

ServerCall::ServerCall(grpc::GenericCallbackServerContext& call, Front& front, std::size_t method,
                       runtime::Loop& loop, Authenticator& authenticator, RunningCalls& running)
    : front_(front),
      index_(method),
      loop_(loop),
      authenticator_(authenticator),
      running_(running),
      credentials_(read_credentials(call)),
      context_(read_context(call, front.methods()[method].wants_headers())),
      call_(&call) {
    if (changes_nothing(this->method())) {
        caller_ = std::stop_source();
        context_.cancellation = caller_.get_token();
    }
    // Only who proves to be one of our services may say whom it speaks for.
    if (credentials_.identity.empty()) {
        context_.client_address = peer_address(call);
        context_.raw_headers.clear();
    }
}

void ServerCall::start() {
    self_ = shared_from_this();
    StartRead(&incoming_);
}

void ServerCall::OnReadDone(bool ok) {
    if (!ok) return finish(fail(malformed()));
    running_.add();
    runtime::spawn(loop_, run(shared_from_this()));
}

void ServerCall::OnWriteDone(bool ok) {
    std::unique_lock lock(mutex_);
    write_ok_ = ok;
    const auto waiting = std::exchange(sending_, nullptr);
    lock.unlock();
    loop_.resume(waiting);
}

// On gRPC's thread, while the coroutine may run: the context is not touched here.
void ServerCall::OnCancel() {
    const auto self = shared_from_this();
    {
        const std::lock_guard lock(mutex_);
        if (!std::exchange(finished_, true)) Finish(to_grpc(caller_gone()));
    }
    caller_.request_stop();
    // What a streaming method waits for between its messages should end as well.
    if (method().server_streaming) {
        loop_.post([self] { self->context_.deadline = std::chrono::steady_clock::now(); });
    }
}

void ServerCall::OnDone() {
    const auto self = std::move(self_);
}

bool ServerCall::finished() {
    const std::lock_guard lock(mutex_);
    return finished_;
}

bool ServerCall::send(std::coroutine_handle<> waiting, grpc::ByteBuffer& message) {
    const std::lock_guard lock(mutex_);
    if (finished_) return false;
    sending_ = waiting;
    outgoing_.Swap(&message);
    StartWrite(&outgoing_);
    return true;
}

void ServerCall::finish(const Result<void>& result) {
    const std::lock_guard lock(mutex_);
    if (std::exchange(finished_, true)) return;
    for (const auto& [name, value] : context_.reply_headers) {
        const auto full = std::string(metadata::kReplyHeader) + name;
        if (is_metadata_name(full) && is_metadata_value(value)) call_->AddTrailingMetadata(full, value);
    }
    if (!result) {
        Finish(to_grpc(result.error()));
    } else if (method().server_streaming) {
        Finish(grpc::Status::OK);
    } else {
        StartWriteAndFinish(&outgoing_, {}, grpc::Status::OK);
    }
}

Task<void> ServerCall::run(std::shared_ptr<ServerCall> self) {
    auto& running = self->running_;
    if (!self->finished()) {
        const auto result = co_await self->serve();
        self->finish(result);
    }
    self.reset();
    running.remove();
}

Task<Result<void>> ServerCall::serve() {
    auto principal = co_await authenticator_.authenticate(context_, credentials_);
    if (!principal) co_return fail(std::move(principal).error());
    context_.principal = *std::move(principal);

    if (auto size = check_request_size(method(), incoming_.Length()); !size) co_return size;
    const std::unique_ptr<google::protobuf::Message> request(method().request()->New());
    if (!from_buffer(incoming_, *request)) co_return fail(malformed());
    incoming_.Clear();
    if (!method().server_streaming) co_return co_await serve_unary(*request);
    Sink sink(*this);
    co_return co_await front_.stream(index_, context_, *request, sink);
}

Task<Result<void>> ServerCall::serve_unary(const google::protobuf::Message& request) {
    const std::unique_ptr<google::protobuf::Message> response(method().response()->New());
    auto result = co_await front_.call(index_, context_, request, *response);
    if (result) {
        auto buffer = to_buffer(*response);
        const std::lock_guard lock(mutex_);
        if (!finished_) outgoing_.Swap(&buffer);
    }
    co_return result;
}

}  // namespace ecommerce::rpc
