// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/health.h"

#include "framework/json/json.h"

namespace ecommerce::rest {

namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kMetrics = "text/plain; version=0.0.4; charset=utf-8";

http::Response not_stored(http::Response response) {
    response.headers.set("Cache-Control", "no-store");
    return response;
}

Task<http::Response> alive() {
    co_return not_stored(http::Response::of(200, kJson, R"({"status":"ok"})"));
}

Task<http::Response> reply_with(std::string text) {
    co_return not_stored(http::Response::of(200, kMetrics, std::move(text)));
}

}  // namespace

void Health::serve(FixedRoutes& routes) {
    routes.get("/healthz", [](const http::Request&) { return alive(); });
    routes.get("/readyz", [this](const http::Request&) { return readiness(); });
}

bool Health::is_due() {
    const std::lock_guard lock(mutex_);
    if (asking_ || (known_ && std::chrono::steady_clock::now() < fresh_until_)) return false;
    asking_ = true;
    return true;
}

Task<http::Response> Health::readiness() {
    if (!ready_.load(std::memory_order_relaxed)) {
        co_return not_stored(http::Response::of(503, kJson, R"({"status":"unavailable","checks":{}})"));
    }
    if (is_due()) {
        auto answer = co_await ask();
        const std::lock_guard lock(mutex_);
        known_ = std::move(answer);
        fresh_until_ = std::chrono::steady_clock::now() + options_.fresh_for;
        asking_ = false;
    }
    const std::lock_guard lock(mutex_);
    if (!known_)
        co_return not_stored(http::Response::of(503, kJson, R"({"status":"unavailable","checks":{}})"));
    co_return not_stored(http::Response::of(known_->status, kJson, known_->body));
}

// {"status":"degraded","checks":{"database":"ok","key_value":"UNAVAILABLE","cart/drop-old-guests":"FAILING"}}:
// reasons only, because messages may tell strangers about the inside.
Task<Health::Answer> Health::ask() const {
    std::string_view status = "ok";
    const auto deadline = deadline_in(options_.patience);
    std::string checks;
    const auto add = [&checks](std::string_view name, std::string_view found) {
        if (!checks.empty()) checks += ',';
        json::append_json_string(checks, name);
        checks += ':';
        json::append_json_string(checks, found);
    };
    for (const auto& check : checks_) {
        const auto result = co_await check.run(deadline);
        if (!result && check.vital) status = "unavailable";
        if (!result && status == "ok") status = "degraded";
        add(check.name, result ? std::string_view("ok") : std::string_view(result.error().reason()));
    }
    if (failing_) {
        for (const auto& name : failing_()) {
            if (status == "ok") status = "degraded";
            add(name, "FAILING");
        }
    }
    std::string body = R"({"status":")";
    body.append(status).append(R"(","checks":{)").append(checks).append("}}");
    co_return Answer{.status = status == "unavailable" ? 503 : 200, .body = std::move(body)};
}

void serve_metrics(FixedRoutes& routes, std::function<std::string()> text) {
    routes.get("/metrics", [text = std::move(text)](const http::Request&) { return reply_with(text()); });
}

}  // namespace ecommerce::rest
