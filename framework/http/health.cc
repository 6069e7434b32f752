// SPDX-License-Identifier: Apache-2.0
#include "framework/http/health.h"

#include "framework/json/json.h"

namespace ecommerce::http {

namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kMetrics = "text/plain; version=0.0.4; charset=utf-8";

Response not_stored(Response response) {
    response.headers.set("Cache-Control", "no-store");
    return response;
}

Task<Response> alive() {
    co_return not_stored(Response::of(200, kJson, R"({"status":"ok"})"));
}

Task<Response> reply_with(std::string text) {
    co_return not_stored(Response::of(200, kMetrics, std::move(text)));
}

}  // namespace

void Health::serve(Routes& routes) {
    routes.get("/healthz", [](Request&) { return alive(); });
    routes.get("/readyz", [this](Request&) { return readiness(); });
}

// {"status":"unavailable","checks":{"postgres":"ok","redis":"UNAVAILABLE"}}: reasons only, because messages
// may tell strangers about the inside.
Task<Response> Health::readiness() {
    bool all_well = ready_.load(std::memory_order_relaxed);
    const auto deadline = deadline_in(patience_);
    std::string checks;
    for (const auto& check : checks_) {
        const auto result = co_await check.run(deadline);
        all_well = all_well && result.has_value();
        if (!checks.empty()) checks += ',';
        json::append_json_string(checks, check.name);
        checks += ':';
        json::append_json_string(checks,
                                 result ? std::string_view("ok") : std::string_view(result.error().reason()));
    }
    std::string body = all_well ? R"({"status":"ok","checks":{)" : R"({"status":"unavailable","checks":{)";
    body += checks + "}}";
    co_return not_stored(Response::of(all_well ? 200 : 503, kJson, std::move(body)));
}

void serve_metrics(Routes& routes, std::function<std::string()> text) {
    routes.get("/metrics", [text = std::move(text)](Request&) { return reply_with(text()); });
}

}  // namespace ecommerce::http
