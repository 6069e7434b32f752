// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/remote_channel.h"

#include <algorithm>
#include <memory>
#include <random>
#include <stop_token>

#include <google/protobuf/message.h>

#include "framework/call/reasons.h"
#include "framework/rpc/client_call.h"
#include "framework/rpc/grpc_codec.h"
#include "framework/rpc/idempotent_call.h"
#include "framework/rpc/message_size.h"
#include "framework/rpc/upstream_connection.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::rpc {

namespace {

using std::chrono::steady_clock;

constexpr auto kTimeout = std::chrono::seconds(10);  // for methods whose table does not say

std::uint64_t random_bits() {
    thread_local std::mt19937_64 generator{std::random_device{}()};
    return generator();
}

Error out_of_time() {
    return reason::deadline_exceeded("The call ran out of time.");
}

// Ends a call on the other side as well, when nobody waits for it here.
struct HangUp {
    grpc::ClientContext& client;
    void operator()() const { client.TryCancel(); }
};

// What says that the peer is in trouble, not the request. A deadline may be the caller's own impatience,
// but a peer that hangs shows in no other way.
bool counts_as_failure(const Result<void>& result) {
    return !result && (result.error().code() == Code::unavailable || result.error().code() == Code::deadline);
}

// Of a call that ended without a reply.
Error failure_of(const grpc::Status& status, const CallContext& call, std::string_view service) {
    return call.cancelled() ? reason::cancelled("The caller is gone.") : from_grpc(status, service);
}

Error broken_reply() {
    return reason::internal("Something went wrong on our side.");
}

Task<Result<void>> forward(grpc::ByteBuffer& buffer, google::protobuf::Message& message, MessageSink& sink) {
    if (!from_buffer(buffer, message)) co_return fail(broken_reply());
    co_return co_await sink.write(message);
}

// What gRPC could not carry to the other side is refused here, in the words of the other side.
Result<void> check_key(const Method& method, const CallContext& call) {
    if (method.idempotency_key == KeyUse::ignored || call.idempotency_key.empty()) return {};
    return check_idempotency_key(call.idempotency_key);
}

std::string describe(const grpc::Status& status, const std::string& address) {
    return status.ok() ? std::string() : address + ": " + status.error_message();
}

}  // namespace

// Tells the observer of one call, retries included.
class RemoteChannel::Span {
public:
    Span(Observer* observer, const Method& method, const CallContext& context, std::uint64_t parent)
        : observer_(observer),
          method_(method),
          context_(context),
          parent_(parent),
          began_(steady_clock::now()) {
        if (observer_) observer_->began(method_, context_, Side::client);
    }
    Result<void> end(Result<void> result, std::string_view detail) const {
        if (observer_) {
            observer_->ended({method_, context_, Side::client, parent_, began_, steady_clock::now() - began_,
                              result ? nullptr : &result.error(), detail});
        }
        return result;
    }

private:
    Observer* observer_;
    const Method& method_;
    const CallContext& context_;
    std::uint64_t parent_;
    steady_clock::time_point began_;
};

CallContext RemoteChannel::derive(const Method& method, const CallContext& context) const {
    CallContext call = caller_.empty() ? context : context.for_call(caller_);
    call.reply_headers.clear();
    if (!changes_nothing(method)) call.cancellation = {};
    call.trace = call.trace.valid() ? call.trace.child() : Trace::start(call.trace.sampled);
    const auto timeout = method.timeout.count() > 0 ? method.timeout : kTimeout;
    call.deadline = std::min(call.deadline, steady_clock::now() + timeout);
    return call;
}

Task<Result<void>> RemoteChannel::call(const Method& method, CallContext& context,
                                       const google::protobuf::Message& request,
                                       google::protobuf::Message& response) {
    auto call = derive(method, context);
    const Span span(observer_, method, call, context.trace.span_id);
    std::string detail;
    auto result = co_await attempts(method, call, request, response, detail);
    if (caller_.empty()) std::ranges::move(call.reply_headers, std::back_inserter(context.reply_headers));
    co_return span.end(std::move(result), detail);
}

Task<Result<void>> RemoteChannel::attempts(const Method& method, CallContext& call,
                                           const google::protobuf::Message& request,
                                           google::protobuf::Message& response, std::string& detail) {
    if (auto size = check_request_size(method, request.ByteSizeLong()); !size) co_return size;
    if (auto key = check_key(method, call); !key) co_return key;
    const auto buffer = to_buffer(request);
    const std::string path(method.path);
    const auto& retry = upstream_.options().retry;
    std::shared_ptr<Balancer::Peer> failed;
    upstream_.call_began();
    for (std::size_t attempt = 1;; ++attempt) {
        if (call.expired()) co_return fail(out_of_time());
        auto begun = upstream_.begin(failed.get());
        if (!begun) co_return fail(std::move(begun).error());

        grpc::ClientContext client;
        grpc::ByteBuffer reply;
        write_context(call, upstream_.service(), signer_.sign(call), client);
        UnaryAttempt unary(begun->connection->stub, path, client, buffer, reply);
        const std::stop_callback hang_up(call.cancellation, HangUp{client});
        const auto status = co_await unary;
        Result<void> result;
        if (!status.ok()) {
            result = fail(failure_of(status, call, upstream_.service()));
        } else if (!from_buffer(reply, response)) {
            result = fail(broken_reply());
        }
        upstream_.end(*begun, counts_as_failure(result));
        if (result) {
            detail.clear();
        } else {
            detail = describe(status, begun->call.peer->address);
        }
        if (result || !may_retry(method, result.error()) || attempt >= retry.attempts_max) {
            read_reply_headers(client, call.reply_headers);
            co_return result;
        }
        const auto pause = retry_pause(retry, attempt - 1, random_bits());
        if (steady_clock::now() + pause >= call.deadline || !upstream_.take_retry()) co_return result;
        failed = begun->call.peer;
        co_await runtime::sleep(pause);
    }
}

Task<Result<void>> RemoteChannel::stream(const Method& method, CallContext& context,
                                         const google::protobuf::Message& request, MessageSink& sink) {
    auto call = derive(method, context);
    const Span span(observer_, method, call, context.trace.span_id);
    std::string detail;
    auto result = co_await streaming(method, call, request, sink, detail);
    co_return span.end(std::move(result), detail);
}

Task<Result<void>> RemoteChannel::streaming(const Method& method, CallContext& call,
                                            const google::protobuf::Message& request, MessageSink& sink,
                                            std::string& detail) {
    if (auto size = check_request_size(method, request.ByteSizeLong()); !size) co_return size;
    if (call.expired()) co_return fail(out_of_time());
    auto begun = upstream_.begin();
    if (!begun) co_return fail(std::move(begun).error());

    const std::string path(method.path);
    const std::unique_ptr<google::protobuf::Message> message(method.response()->New());
    grpc::ClientContext client;
    write_context(call, upstream_.service(), signer_.sign(call), client);
    StreamAttempt attempt(runtime::Loop::current());
    const std::stop_callback hang_up(call.cancellation, HangUp{client});
    attempt.start(begun->connection->stub, path, client, to_buffer(request));
    Result<void> listener;  // what stopped us, if it was not the server
    std::exception_ptr failure;
    while (listener && !failure && co_await attempt.next()) {
        try {
            listener = co_await forward(attempt.message(), *message, sink);
        } catch (...) {
            failure = std::current_exception();
        }
    }
    if (!listener || failure) client.TryCancel();
    const auto status = co_await attempt.done();  // before the frame goes, whatever happened
    Result<void> result = listener;
    if (listener && !status.ok()) result = fail(failure_of(status, call, upstream_.service()));
    upstream_.end(*begun, listener && counts_as_failure(result));
    if (failure) std::rethrow_exception(failure);
    if (!result) detail = describe(status, begun->call.peer->address);
    co_return result;
}

}  // namespace ecommerce::rpc
