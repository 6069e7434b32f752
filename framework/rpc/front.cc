// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/front.h"

#include <algorithm>
#include <cassert>
#include <stdexcept>
#include <string>

#include <google/protobuf/message.h>

#include "framework/call/proof.h"
#include "framework/call/public_error.h"
#include "framework/call/reasons.h"
#include "framework/rpc/idempotent_call.h"
#include "framework/rpc/message_size.h"

namespace ecommerce::rpc {

namespace {

using std::chrono::steady_clock;

Result<void> check_deadline(const CallContext& context) {
    if (!context.expired()) return {};
    return fail(reason::deadline_exceeded("The call ran out of time."));
}

Result<void> check_key(const Method& method, const CallContext& context) {
    if (method.idempotency_key == KeyUse::ignored) return {};
    if (!context.idempotency_key.empty()) return check_idempotency_key(context.idempotency_key);
    if (method.idempotency_key == KeyUse::optional) return {};
    return fail(reason::idempotency_key_required("This method needs an Idempotency-Key header."));
}

Result<void> check_fields(const Method& method, const google::protobuf::Message& request) {
    std::vector<FieldViolation> violations;
    method.validate(request, violations);
    if (violations.empty()) return {};
    auto error = reason::invalid_field("One or more fields break their rules.");
    return fail(std::move(error).violations(std::move(violations)));
}

// Holds each message of a stream to the contract's size.
class SizedSink final : public MessageSink {
public:
    SizedSink(const Method& method, MessageSink& out) : method_(method), out_(out) {}
    Task<Result<void>> write(const google::protobuf::Message& message) override {
        require_reply_size(method_, message.ByteSizeLong());
        return out_.write(message);
    }
    bool closed() const override { return out_.closed(); }

private:
    const Method& method_;
    MessageSink& out_;
};

}  // namespace

Result<void> check_access(const Method& method, const Principal& principal) {
    const auto& access = method.access;
    if (access.anonymous || (access.internal && principal.internal())) return {};
    if (!principal.signed_in()) {
        return fail(reason::token_missing("Sign in to do this."));
    }
    const auto admitted = access.roles.without(kProven);
    // All of them are every account, also while its roles wait for a second factor.
    if (admitted != kEveryRole && !principal.roles.intersects(admitted)) {
        return fail(reason::role_required("This account may not do this."));
    }
    if (access.roles.has(kProven) && !principal.roles.has(kProven)) {
        return fail(reason::second_factor_needed("Confirm that it is you to do this."));
    }
    return {};
}

// Counts a call while it runs.
class Front::Slot {
public:
    Slot() = default;
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot() {
        if (total_) total_->fetch_sub(1, std::memory_order_relaxed);
        if (method_) method_->fetch_sub(1, std::memory_order_relaxed);
    }
    // False when one of the limits is reached; 0 is no limit.
    bool take(std::atomic<std::size_t>& total, std::size_t total_max, std::atomic<std::size_t>& method,
              std::size_t method_max) {
        total_ = &total;
        const auto others = total.fetch_add(1, std::memory_order_relaxed);
        if (total_max != 0 && others >= total_max) return false;
        if (method_max == 0) return true;
        method_ = &method;
        return method.fetch_add(1, std::memory_order_relaxed) < method_max;
    }

private:
    std::atomic<std::size_t>* total_ = nullptr;
    std::atomic<std::size_t>* method_ = nullptr;
};

struct Front::Span {
    std::uint64_t parent;
    steady_clock::time_point began;
};

Front::Front(Endpoint& endpoint, FrontOptions options)
    : endpoint_(endpoint),
      options_(options),
      methods_(endpoint.methods()),
      running_by_method_(methods_.size()) {
    if (methods_.empty()) throw std::invalid_argument("An endpoint without methods cannot be served.");
    const auto uses_key = [](const Method& method) { return method.idempotency_key != KeyUse::ignored; };
    if (!options_.idempotency && std::ranges::any_of(methods_, uses_key)) {
        throw std::invalid_argument(std::string(service()) + " needs a store for Idempotency-Keys.");
    }
    for (const auto& method : methods_) {
        admissions_.push_back(options_.admissions ? options_.admissions->find(method) : nullptr);
    }
}

std::optional<std::size_t> Front::find(std::string_view name) const {
    for (std::size_t i = 0; i < methods_.size(); ++i) {
        if (methods_[i].name == name) return i;
    }
    return std::nullopt;
}

Front::Span Front::begin(const Method& method, CallContext& context) const {
    const Span span{context.trace.span_id, steady_clock::now()};
    context.trace = context.trace.valid() ? context.trace.child() : Trace::start(context.trace.sampled);
    if (context.request_id.empty()) context.request_id = context.trace.trace_id_hex();
    const auto timeout = method.timeout.count() > 0 ? method.timeout : options_.timeout;
    context.deadline = std::min(context.deadline, span.began + timeout);
    if (!changes_nothing(method)) context.cancellation = {};
    if (options_.observer) options_.observer->began(method, context, Side::server);
    return span;
}

Result<void> Front::end(const Method& method, const CallContext& context, const Span& span,
                        Result<void> result, std::exception_ptr failure) const {
    std::optional<Error> cause;
    if (failure) {
        if (options_.observer) options_.observer->threw(method, context, failure);
        result = fail(reason::internal("Something went wrong on our side."));
    } else if (!result && !is_public(result.error())) {
        cause = std::move(result.error());
        result = fail(public_error(*cause));
    }
    if (options_.observer) {
        const auto* error = result ? nullptr : &result.error();
        options_.observer->ended({method,
                                  context,
                                  Side::server,
                                  span.parent,
                                  span.began,
                                  steady_clock::now() - span.began,
                                  error,
                                  {},
                                  cause ? &*cause : nullptr});
    }
    return result;
}

Result<void> Front::check(std::size_t index, const CallContext& context,
                          const google::protobuf::Message& request, Slot& slot,
                          std::unique_ptr<google::protobuf::Message>& cleaned) {
    const auto& method = methods_[index];
    if (auto allowed = check_access(method, context.principal); !allowed) return allowed;
    if (auto in_time = check_deadline(context); !in_time) return in_time;
    const bool streams = method.server_streaming;
    if (!slot.take(streams ? streaming_ : running_, streams ? options_.streams_max : options_.calls_max,
                   running_by_method_[index], options_.calls_max_per_method)) {
        auto error = reason::rate_limited("Too many calls run at the same time. Try again shortly.");
        return fail(std::move(error).retry_after(1));
    }
    if (auto size = check_request_size(method, request.ByteSizeLong()); !size) return size;
    if (auto key = check_key(method, context); !key) return key;
    if (method.cleaned) cleaned = method.cleaned(request);
    return check_fields(method, cleaned ? *cleaned : request);
}

// Without a coroutine of its own where nobody is to be asked.
Task<Result<void>> Front::call_admitted(std::size_t index, CallContext& context,
                                        const google::protobuf::Message& request,
                                        google::protobuf::Message& response) {
    if (!admissions_[index]) return endpoint_.call(index, context, request, response);
    return [](const Admissions::Check& admission, Endpoint& endpoint, std::size_t method, CallContext& given,
              const google::protobuf::Message& in, google::protobuf::Message& out) -> Task<Result<void>> {
        co_await ok(admission(given, in));
        co_return co_await endpoint.call(method, given, in, out);
    }(*admissions_[index], endpoint_, index, context, request, response);
}

Task<Result<void>> Front::call(std::size_t index, CallContext& context,
                               const google::protobuf::Message& request,
                               google::protobuf::Message& response) {
    const auto& method = methods_[index];
    const auto span = begin(method, context);
    Slot slot;
    std::unique_ptr<google::protobuf::Message> cleaned;
    Result<void> result;
    std::exception_ptr failure;
    try {
        result = check(index, context, request, slot, cleaned);
        if (result) {
            const auto& wanted = cleaned ? *cleaned : request;
            const bool once = method.idempotency_key != KeyUse::ignored && !context.idempotency_key.empty();
            auto running = once ? call_once(*options_.idempotency, admissions_[index], endpoint_, index,
                                            context, wanted, response)
                                : call_admitted(index, context, wanted, response);
            result = co_await std::move(running);
            if (result) require_reply_size(method, response.ByteSizeLong());
        }
    } catch (...) {
        failure = std::current_exception();
    }
    co_return end(method, context, span, std::move(result), failure);
}

Task<Result<void>> Front::stream(std::size_t index, CallContext& context,
                                 const google::protobuf::Message& request, MessageSink& sink) {
    const auto& method = methods_[index];
    assert(method.server_streaming);
    const auto span = begin(method, context);
    Slot slot;
    std::unique_ptr<google::protobuf::Message> cleaned;
    Result<void> result;
    std::exception_ptr failure;
    try {
        result = check(index, context, request, slot, cleaned);
        const auto& wanted = cleaned ? *cleaned : request;
        if (result && admissions_[index]) result = co_await (*admissions_[index])(context, wanted);
        if (result) {
            SizedSink sized(method, sink);
            result = co_await endpoint_.stream(index, context, wanted, sized);
        }
    } catch (...) {
        failure = std::current_exception();
    }
    co_return end(method, context, span, std::move(result), failure);
}

}  // namespace ecommerce::rpc
