// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/browser_policy.h"

#include <algorithm>

#include "framework/http/headers.h"

namespace ecommerce::gateway {

namespace {

constexpr const char* kPagePolicy =
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

constexpr const char* kAllowMethods = "GET, HEAD, POST, PUT, PATCH, DELETE";
constexpr const char* kAllowHeaders =
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Guest-Token, X-Request-Id, "
    "X-Requested-With";
constexpr const char* kExposeHeaders =
    "ETag, Idempotent-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

constexpr std::string_view kHtml = "text/html";

}  // namespace

std::string security_fields(const BrowserSettings& settings) {
    std::string lines = "X-Content-Type-Options: nosniff\r\n"
                        "X-Frame-Options: DENY\r\n"
                        "Referrer-Policy: strict-origin-when-cross-origin\r\n"
                        "Cross-Origin-Opener-Policy: same-origin\r\n";
    if (settings.strict_transport)
        lines += "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";
    // Also without an Origin: a cache must not hand such a reply to a page of another site.
    if (!settings.origins.empty()) lines += "Vary: Origin\r\n";
    return lines;
}

std::string_view BrowserPolicy::allowed(std::string_view origin) const {
    if (origin.empty()) return {};
    if (std::ranges::find(settings_.origins, origin) != settings_.origins.end()) return origin;
    return std::ranges::find(settings_.origins, "*") != settings_.origins.end() ? "*" : std::string_view();
}

void BrowserPolicy::permit(std::string_view allowed, http::Response& response) const {
    response.headers.set("Access-Control-Allow-Origin", std::string(allowed));
    if (allowed != "*") response.headers.set("Access-Control-Allow-Credentials", "true");
}

http::Response BrowserPolicy::preflight(const http::Request& request) const {
    auto response = http::Response::empty(204);
    const auto origin = allowed(request.header("origin"));
    if (origin.empty()) return response;
    permit(origin, response);
    response.headers.set("Access-Control-Allow-Methods", kAllowMethods);
    response.headers.set("Access-Control-Allow-Headers", kAllowHeaders);
    response.headers.set("Access-Control-Max-Age", std::to_string(settings_.preflight_age.count()));
    return response;
}

std::optional<Task<http::Response>> BrowserPolicy::early(rest::Exchange& exchange) {
    const auto& request = exchange.request;
    if (request.verb() != http::Verb::options || request.header("access-control-request-method").empty()) {
        return std::nullopt;
    }
    return rest::ready(preflight(request));
}

void BrowserPolicy::done(rest::Exchange& exchange, http::Response& response) {
    if (const auto origin = allowed(exchange.request.header("origin")); !origin.empty()) {
        permit(origin, response);
        response.headers.set("Access-Control-Expose-Headers", kExposeHeaders);
    }
    const bool page =
        http::equals_ignoring_case(std::string_view(response.content_type).substr(0, kHtml.size()), kHtml);
    if (page && !response.headers.has("Content-Security-Policy")) {
        response.headers.set("Content-Security-Policy", kPagePolicy);
    }
}

}  // namespace ecommerce::gateway
