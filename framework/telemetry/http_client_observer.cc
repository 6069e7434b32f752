// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/http_client_observer.h"

#include "framework/telemetry/semconv.h"

namespace ecommerce::telemetry {

void HttpClientObserver::ended(const http::EndedClientCall& call) {
    const std::string method(http::to_string(call.verb));
    const std::string failure = call.error           ? call.error->reason()
                                : call.status >= 400 ? std::to_string(call.status)
                                                     : "";
    Labels labels{{std::string(semconv::kHttpRequestMethod), method},
                  {std::string(semconv::kServerAddress), call.url.host},
                  {std::string(semconv::kServerPort), std::to_string(call.url.port)}};
    if (call.status != 0) {
        labels.emplace_back(semconv::kHttpResponseStatusCode, std::to_string(call.status));
    }
    if (!failure.empty()) labels.emplace_back(semconv::kErrorType, failure);
    metrics_.histogram(semconv::kHttpClientRequestDuration, std::move(labels)).record(call.duration);

    std::uint64_t kept_back = 0;
    if (call.error && complaints_.pass(kept_back)) {
        log::warning(call.context, "a request to the outside failed",
                     {{"host", call.url.authority()},
                      {"because", call.error->message()},
                      {"attempts", call.attempts},
                      {"more_since_the_last_line", kept_back}});
    }
    if (!tracer_.records(call.context.trace)) return;
    using std::chrono::system_clock;
    const auto now = system_clock::now();
    SpanData span{.trace = call.context.trace,
                  .parent_span = call.parent_span,
                  .service = call.context.principal.service,
                  .name = method,
                  .kind = SpanKind::client,
                  .began = now - std::chrono::duration_cast<system_clock::duration>(call.duration),
                  .ended = now,
                  .failed = !failure.empty()};
    span.attributes = {{semconv::kHttpRequestMethod, method},
                       {semconv::kServerAddress, call.url.host},
                       {semconv::kServerPort, std::int64_t{call.url.port}}};
    if (call.status != 0)
        span.attributes.push_back({semconv::kHttpResponseStatusCode, std::int64_t{call.status}});
    if (!failure.empty()) span.attributes.push_back({semconv::kErrorType, failure});
    tracer_.record(std::move(span));
}

}  // namespace ecommerce::telemetry
