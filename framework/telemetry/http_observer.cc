// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/http_observer.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "framework/telemetry/semconv.h"

namespace ecommerce::telemetry {
namespace {

using std::chrono::system_clock;

// Anything else a client sends is one label, or clients could make labels.
constexpr std::array<std::string_view, 8> kMethods{"GET",    "POST", "PUT",     "PATCH",
                                                   "DELETE", "HEAD", "OPTIONS", "_OTHER"};
constexpr std::size_t kOther = kMethods.size() - 1;

std::size_t method_index(std::string_view method) {
    return std::min(std::size_t(std::ranges::find(kMethods, method) - kMethods.begin()), kOther);
}

}  // namespace

HttpObserver::HttpObserver(Metrics& metrics, const Tracer& tracer)
    : metrics_(metrics),
      tracer_(tracer),
      active_(metrics.up_down_counter(semconv::kHttpServerActiveRequests,
                                      {{std::string(semconv::kUrlScheme), "http"}})) {}

void HttpObserver::ended(const EndedRequest& request) {
    active_.add(-1);
    const auto index = method_index(request.method);
    const std::string method(kMethods[index]);
    const std::string status = std::to_string(request.status);
    const Key key{request.route.empty() ? nullptr : request.route.data(), int(index), request.status};
    const auto duration = durations_.get(key, [&] {
        Labels labels{{std::string(semconv::kHttpRequestMethod), method},
                      {std::string(semconv::kUrlScheme), "http"},
                      {std::string(semconv::kHttpResponseStatusCode), status}};
        if (!request.route.empty()) labels.emplace_back(semconv::kHttpRoute, request.route);
        if (request.status >= 500) labels.emplace_back(semconv::kErrorType, status);
        return metrics_.histogram(semconv::kHttpServerRequestDuration, std::move(labels));
    });
    duration.record(request.duration);
    if (request.context == nullptr || !tracer_.records(request.context->trace)) return;

    const auto now = system_clock::now();
    const std::string_view shown = index == kOther ? std::string_view("HTTP") : kMethods[index];
    SpanData span{.trace = request.context->trace,
                  .parent_span = request.parent_span,
                  .service = std::string(request.service),
                  .name =
                      request.route.empty() ? std::string(shown) : fmt::format("{} {}", shown, request.route),
                  .kind = SpanKind::server,
                  .began = now - std::chrono::duration_cast<system_clock::duration>(request.duration),
                  .ended = now,
                  .failed = request.status >= 500};
    span.attributes = {{semconv::kHttpRequestMethod, method},
                       {semconv::kUrlScheme, std::string("http")},
                       {semconv::kHttpResponseStatusCode, std::int64_t{request.status}},
                       {semconv::kRequestId, request.context->request_id}};
    // What was asked for in detail may be a secret, such as the token in a cashier's address, or a person's.
    if (!request.route.empty()) {
        span.attributes.push_back({semconv::kHttpRoute, std::string(request.route)});
        span.attributes.push_back({semconv::kUrlPath, std::string(request.route)});
    }
    if (span.failed) span.attributes.push_back({semconv::kErrorType, status});
    tracer_.record(std::move(span));
}

}  // namespace ecommerce::telemetry
