// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/rpc_observer.h"

#include <array>

#include "framework/call/status_codes.h"
#include "framework/telemetry/log.h"
#include "framework/telemetry/semconv.h"

namespace ecommerce::telemetry {
namespace {

using std::chrono::system_clock;

constexpr std::array<std::string_view, 17> kStatusNames{
    "OK",        "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
    "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
    "ABORTED",   "OUT_OF_RANGE",   "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
    "DATA_LOSS", "UNAUTHENTICATED"};

int status_of(const rpc::EndedCall& call) {
    return call.error == nullptr ? 0 : grpc_status(call.error->code());
}

// What the conventions count as a fault of the server; a client counts everything but success.
bool is_fault(const rpc::EndedCall& call) {
    if (call.error == nullptr) return false;
    if (call.side == rpc::Side::client) return true;
    switch (call.error->code()) {
    case Code::internal:
    case Code::unavailable:
    case Code::deadline:
    case Code::unimplemented: return true;
    default: return false;
    }
}

std::string_view method_name(const rpc::Method& method) {
    return method.path.substr(method.path.starts_with('/') ? 1 : 0);
}

log::Level level_of(Code code) {
    switch (code) {
    case Code::internal: return log::Level::error;
    case Code::unavailable:
    case Code::deadline:
    case Code::exhausted: return log::Level::warning;
    default: return log::Level::debug;
    }
}

}  // namespace

std::string_view platform_service(std::string_view rpc_service) {
    const auto start = rpc_service.find('.');
    if (start == std::string_view::npos) return rpc_service;
    const auto rest = rpc_service.substr(start + 1);
    return rest.substr(0, rest.find('.'));
}

void RpcObserver::write_line(const rpc::EndedCall& call, int status) {
    const auto level = call.error == nullptr ? log::Level::debug : level_of(call.error->code());
    if (!log::enabled(level)) return;
    const std::string_view service = platform_service(call.method.service);
    if (call.error == nullptr) {
        log::write(level, service, &call.context, "call served",
                   {{"rpc.method", method_name(call.method)}, {"duration_ms", call.duration}});
        return;
    }
    std::uint64_t kept_back = 0;
    if (level == log::Level::warning) {
        const auto throttle = warnings_.get(Key{&call.method, status, call.side},
                                            [] { return std::make_shared<log::Throttle>(kWarnEvery); });
        if (!throttle->pass(kept_back)) return;
    }
    const Error& cause = call.cause == nullptr ? *call.error : *call.cause;
    std::string metadata;
    for (const auto& [name, value] : cause.metadata()) metadata += name + "=" + value + " ";
    log::write(level, service, &call.context, "call failed",
               {{"rpc.method", method_name(call.method)},
                {"code", to_string(call.error->code())},
                {"reason", cause.reason()},
                {"error", cause.message()},
                {"metadata", metadata},
                {"detail", call.detail},
                {"caller", call.context.principal.service},
                {"duration_ms", call.duration},
                {"more_since_the_last_line", kept_back}});
}

void RpcObserver::ended(const rpc::EndedCall& call) {
    const int status = status_of(call);
    const auto duration = durations_.get(Key{&call.method, status, call.side}, [&] {
        Labels labels{
            {std::string(semconv::kRpcSystemName), "grpc"},
            {std::string(semconv::kRpcMethod), std::string(method_name(call.method))},
            {std::string(semconv::kRpcResponseStatusCode), std::string(kStatusNames[std::size_t(status)])}};
        if (is_fault(call)) labels.emplace_back(semconv::kErrorType, kStatusNames[std::size_t(status)]);
        const bool served = call.side == rpc::Side::server;
        return metrics_.histogram(served ? semconv::kRpcServerCallDuration : semconv::kRpcClientCallDuration,
                                  labels);
    });
    duration.record(call.duration);
    if (call.side == rpc::Side::server) write_line(call, status);
    if (!tracer_.records(call.context.trace)) return;

    const auto now = system_clock::now();
    const bool served = call.side == rpc::Side::server;
    SpanData span{.trace = call.context.trace,
                  .parent_span = call.parent_span,
                  .service = std::string(served ? platform_service(call.method.service)
                                                : std::string_view(call.context.principal.service)),
                  .name = std::string(method_name(call.method)),
                  .kind = served ? SpanKind::server : SpanKind::client,
                  .began = now - std::chrono::duration_cast<system_clock::duration>(call.duration),
                  .ended = now,
                  .failed = is_fault(call)};
    span.attributes = {{semconv::kRpcSystemName, std::string("grpc")},
                       {semconv::kRpcMethod, span.name},
                       {semconv::kRpcResponseStatusCode, std::string(kStatusNames[std::size_t(status)])},
                       {semconv::kRequestId, call.context.request_id}};
    if (call.error != nullptr) {
        span.attributes.push_back({semconv::kErrorReason, call.error->reason()});
        if (span.failed) {
            span.attributes.push_back({semconv::kErrorType, std::string(kStatusNames[std::size_t(status)])});
            span.failure = call.error->message();
        }
    }
    tracer_.record(std::move(span));
}

void RpcObserver::threw(const rpc::Method& method, const CallContext& context, std::exception_ptr failure) {
    log::write(log::Level::error, platform_service(method.service), &context, "a method threw",
               {{"rpc.method", method_name(method)}, {"exception", log::describe(std::move(failure))}});
}

}  // namespace ecommerce::telemetry
