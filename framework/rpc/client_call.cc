// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/client_call.h"

#include "framework/rpc/grpc_codec.h"
#include "framework/rpc/stored_reply.h"

namespace ecommerce::rpc {

namespace {

constexpr std::size_t kValueMax = 512;

void add(grpc::ClientContext& call, const char* name, std::string_view value) {
    if (!value.empty()) call.AddMetadata(name, metadata_value(value, kValueMax));
}

}  // namespace

void write_context(const CallContext& context, std::string_view service, const std::string& identity,
                   grpc::ClientContext& call) {
    if (context.deadline != Deadline::max()) {
        call.set_deadline(std::chrono::system_clock::now() +
                          (context.deadline - std::chrono::steady_clock::now()));
    }
    add(call, metadata::kService, service);
    if (context.trace.valid()) call.AddMetadata(metadata::kTraceparent, context.trace.traceparent());
    add(call, metadata::kRequestId, context.request_id);
    add(call, metadata::kIdempotencyKey, context.idempotency_key);
    add(call, metadata::kGuestToken, context.guest_token);
    add(call, metadata::kClientAddress, context.client_address);
    add(call, metadata::kClientAgent, context.user_agent);
    if (!context.raw_headers.empty())
        call.AddMetadata(metadata::kRawHeaders, pack_headers(context.raw_headers));
    if (!identity.empty()) call.AddMetadata(metadata::kIdentity, identity);
}

void read_reply_headers(const grpc::ClientContext& call, HeaderList& headers) {
    for (const auto& [name, value] : call.GetServerTrailingMetadata()) {
        const std::string_view full(name.data(), name.size());
        if (!full.starts_with(metadata::kReplyHeader)) continue;
        headers.emplace_back(full.substr(metadata::kReplyHeader.size()),
                             std::string(value.data(), value.size()));
    }
}

void UnaryAttempt::await_suspend(std::coroutine_handle<> waiting) {
    auto& loop = runtime::Loop::current();
    stub_.UnaryCall(&call_, path_, {}, &request_, &response_, [this, &loop, waiting](grpc::Status status) {
        status_ = std::move(status);
        loop.resume(waiting);
    });
}

// The hold keeps gRPC from ending the call between two reads, which begin outside its callbacks.
void StreamAttempt::start(grpc::GenericStub& stub, const std::string& path, grpc::ClientContext& call,
                          grpc::ByteBuffer request) {
    request_.Swap(&request);
    stub.PrepareBidiStreamingCall(&call, path, {}, this);
    AddHold();
    StartWriteLast(&request_, {});
    StartCall();
}

void StreamAttempt::read(std::coroutine_handle<> waiting) {
    {
        const std::lock_guard lock(mutex_);
        reading_ = waiting;
    }
    StartRead(&message_);
}

void StreamAttempt::OnReadDone(bool ok) {
    std::unique_lock lock(mutex_);
    read_ok_ = ok;
    const auto waiting = std::exchange(reading_, nullptr);
    lock.unlock();
    loop_.resume(waiting);
}

bool StreamAttempt::take_read() {
    const std::lock_guard lock(mutex_);
    return read_ok_;
}

bool StreamAttempt::wait_done(std::coroutine_handle<> waiting) {
    {
        const std::lock_guard lock(mutex_);
        finishing_ = waiting;
    }
    RemoveHold();
    return true;
}

void StreamAttempt::OnDone(const grpc::Status& status) {
    std::unique_lock lock(mutex_);
    status_ = status;
    const auto waiting = finishing_;
    auto& loop = loop_;
    lock.unlock();
    loop.resume(waiting);
}

grpc::Status StreamAttempt::take_status() {
    const std::lock_guard lock(mutex_);
    return std::move(status_);
}

}  // namespace ecommerce::rpc
