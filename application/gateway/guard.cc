// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/guard.h"

#include <fmt/format.h>

#include "application/gateway/cookie_sessions.h"
#include "application/gateway/guest_cookies.h"
#include "framework/call/reasons.h"
#include "framework/http/problem.h"

namespace ecommerce::gateway {

namespace {

// What the guard knows of a request while it is answered.
struct Passage {
    std::shared_ptr<void> flight;  // of the cache
    std::optional<Quota> quota;
};

http::Response refuse(const rest::Exchange& exchange, const Error& error) {
    auto response = http::problem(error, exchange.context.trace.trace_id_hex());
    response.headers.set("Cache-Control", "no-store");
    return response;
}

http::Response overloaded(const rest::Exchange& exchange) {
    return refuse(exchange, Error(Code::unavailable, std::string(reason::kUnavailable),
                                  "There is too much to do at the moment. Try again shortly.")
                                .retry_after(1));
}

std::int64_t whole_seconds(std::chrono::milliseconds time) {
    return std::max<std::int64_t>(std::chrono::ceil<std::chrono::seconds>(time).count(), 1);
}

http::Response limited(const rest::Exchange& exchange, const Quota& quota) {
    return refuse(exchange, Error(Code::exhausted, std::string(reason::kRateLimited),
                                  "There were too many requests. Wait a little.")
                                .retry_after(int(whole_seconds(quota.retry_after))));
}

void tell(const Quota& quota, rpc::RateClass rate_class, http::Response& response) {
    if (quota.limit.requests == 0) return;
    const auto window = whole_seconds(quota.limit.window);
    const auto wait = quota.admitted ? window : whole_seconds(quota.retry_after);
    const auto name = name_of(rate_class);
    response.headers.set("RateLimit", fmt::format("\"{}\";r={};t={}", name, quota.remaining, wait));
    response.headers.set("RateLimit-Policy",
                         fmt::format("\"{}\";q={};w={}", name, quota.limit.requests, window));
}

// What people have half done is let through longer than what they may begin later.
bool may_wait(rpc::RateClass rate_class) {
    return rate_class == rpc::RateClass::read || rate_class == rpc::RateClass::write;
}

bool shows_token(const rest::Exchange& exchange) {
    return !exchange.request.header("authorization").empty();
}

}  // namespace

std::optional<http::Response> Guard::early(rest::Exchange& exchange) {
    if (auto kept = cache_.find(exchange)) {
        meters_.hits.add();
        return kept;
    }
    if (lag_.here() > 2 * overload_.lag_max) {
        meters_.late.add();
        return overloaded(exchange);
    }
    // To look at a token costs more than anything else that is refused.
    if (!shows_token(exchange)) return std::nullopt;
    const auto refused = limiter_.refused_too_often(exchange.context);
    if (!refused) return std::nullopt;
    meters_.refused.add();
    return limited(exchange, *refused);
}

Task<std::optional<http::Response>> Guard::before(rest::Exchange& exchange) {
    const auto rate_class = exchange.method->rate_class;
    if (may_wait(rate_class) && lag_.here() > overload_.lag_max) {
        meters_.late.add();
        co_return overloaded(exchange);
    }
    auto passage = std::make_shared<Passage>();
    exchange.held = passage;
    if (limiter_.applies_to(rate_class)) {
        passage->quota = co_await limiter_.take(exchange.context, rate_class);
        if (!passage->quota->admitted) {
            meters_.limited[std::size_t(rate_class)].add();
            co_return limited(exchange, *passage->quota);
        }
    }
    CookieSessions::prepare(exchange);
    GuestCookies::prepare(exchange);
    auto joined = co_await cache_.join(exchange, passage->flight);
    if (joined) meters_.joins.add();
    if (passage->flight) meters_.misses.add();
    co_return std::move(joined);
}

// What before() never saw: calls that were refused for who makes them.
Task<void> Guard::count_refusal(rest::Exchange& exchange, http::Response& response) {
    const bool refused = response.status == 401 || response.status == 403;
    if (!refused || !shows_token(exchange) || !limiter_.applies_to(rpc::RateClass::write)) co_return;
    const auto quota = co_await limiter_.take_refused(exchange.context);
    if (quota.admitted) co_return;
    meters_.refused.add();
    response = limited(exchange, quota);
}

Task<void> Guard::after(rest::Exchange& exchange, http::Response& response) {
    if (!exchange.held) {
        co_await count_refusal(exchange, response);
        co_return;
    }
    const auto passage = std::static_pointer_cast<Passage>(exchange.held);
    if (passage->flight) cache_.keep(exchange, std::exchange(passage->flight, nullptr), response);
    if (passage->quota) tell(*passage->quota, exchange.method->rate_class, response);
}

}  // namespace ecommerce::gateway
