// SPDX-License-Identifier: Apache-2.0
// The one place in front of an Endpoint, for every transport and for calls inside the process. A call passes, in
// this order, and the first refusal is its answer:
//
//   access       who may call the method at all
//   deadline     there is time left
//   load         not too many calls run already
//   size         the request is no larger than the contract allows
//   key          an Idempotency-Key where one is needed, well-formed
//   cleaning     the request's texts come into the contract's forms (framework/text/clean.h)
//   validation   the rules on the request's fields
//   repetition   under a key that is known already, what the first call answered
//   admission    the service's own say (admission.h); until here nothing has been written
//   claim        of the Idempotency-Key: a row
//   the method
//
// Around all of it are tracing and the observer; exceptions and errors that no contract declares become reasons of
// the platform (framework/call/public_error.h).
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "framework/call/idempotency.h"
#include "framework/rpc/admission.h"
#include "framework/rpc/endpoint.h"
#include "framework/rpc/observer.h"

namespace ecommerce::rpc {

struct FrontOptions {
    // Calls that run at the same time; more are refused with `exhausted`. 0: no limit.
    std::size_t calls_max = 0;
    std::size_t calls_max_per_method = 0;
    // Streams that are open at the same time; they take no place of a call. 0: no limit.
    std::size_t streams_max = 0;
    // For methods whose table does not say.
    std::chrono::milliseconds timeout = std::chrono::seconds(10);
    // Must be given when a method uses the Idempotency-Key; the constructor throws otherwise.
    IdempotencyStore* idempotency = nullptr;
    Observer* observer = nullptr;
    Admissions* admissions = nullptr;
};

// Whether `principal` may call `method`: unauthenticated when signing in could help, else forbidden.
Result<void> check_access(const Method& method, const Principal& principal);

// Any loop; the endpoint and what the options point to outlive it.
class Front {
public:
    Front(Endpoint& endpoint, FrontOptions options);
    Front(const Front&) = delete;
    Front& operator=(const Front&) = delete;

    std::string_view service() const { return methods_.front().service; }
    std::span<const Method> methods() const { return methods_; }
    // By name: "GetOrder".
    std::optional<std::size_t> find(std::string_view name) const;

    // `index` is one of methods(). Narrows context.deadline, makes context.trace this call's span, takes
    // context.cancellation away where the method may change something and may add to context.reply_headers. Never
    // throws.
    Task<Result<void>> call(std::size_t index, CallContext& context, const google::protobuf::Message& request,
                            google::protobuf::Message& response);
    Task<Result<void>> stream(std::size_t index, CallContext& context,
                              const google::protobuf::Message& request, MessageSink& sink);

    // Calls that run now, without streams.
    std::size_t running() const { return running_.load(std::memory_order_relaxed); }

private:
    class Slot;
    struct Span;

    Span begin(const Method& method, CallContext& context) const;
    Result<void> end(const Method& method, const CallContext& context, const Span& span, Result<void> result,
                     std::exception_ptr failure) const;
    Result<void> check(std::size_t index, const CallContext& context,
                       const google::protobuf::Message& request, Slot& slot,
                       std::unique_ptr<google::protobuf::Message>& cleaned);
    Task<Result<void>> call_admitted(std::size_t index, CallContext& context,
                                     const google::protobuf::Message& request,
                                     google::protobuf::Message& response);

    Endpoint& endpoint_;
    const FrontOptions options_;
    const std::span<const Method> methods_;
    std::vector<const Admissions::Check*> admissions_;  // by method; null: nobody is asked
    std::atomic<std::size_t> running_ = 0;
    std::atomic<std::size_t> streaming_ = 0;
    std::vector<std::atomic<std::size_t>> running_by_method_;
};

}  // namespace ecommerce::rpc
