// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/rate_limits.h"

#include <fmt/format.h>

#include "application/gateway/refusals.h"
#include "framework/call/reasons.h"

namespace ecommerce::gateway {

namespace {

// That the call came as far as to be counted, and what it has left; nothing where no limit applies.
struct Counted {
    std::optional<Quota> quota;
    RateClass rate_class{};
};

std::int64_t whole_seconds(std::chrono::milliseconds time) {
    return std::max<std::int64_t>(std::chrono::ceil<std::chrono::seconds>(time).count(), 1);
}

http::Response limited(const rest::Exchange& exchange, const Quota& quota) {
    return refusal(exchange, reason::rate_limited("There were too many requests. Wait a little.")
                                 .retry_after(int(whole_seconds(quota.retry_after))));
}

void write_quota(const Quota& quota, std::string_view name, http::Response& response) {
    if (quota.limit.requests == 0) return;
    const auto window = whole_seconds(quota.limit.window);
    const auto wait = quota.admitted ? window : whole_seconds(quota.retry_after);
    response.headers.set("RateLimit", fmt::format("\"{}\";r={};t={}", name, quota.remaining, wait));
    response.headers.set("RateLimit-Policy",
                         fmt::format("\"{}\";q={};w={}", name, quota.limit.requests, window));
}

bool shows_token(const rest::Exchange& exchange) {
    return !exchange.request.header("authorization").empty();
}

}  // namespace

// To look at a token costs more than anything else that is refused.
std::optional<Task<http::Response>> RateLimits::early(rest::Exchange& exchange) {
    if (!shows_token(exchange)) return std::nullopt;
    const auto refused = limiter_.refused_too_often(exchange.context);
    if (!refused) return std::nullopt;
    meters_.refused.add();
    return rest::ready(limited(exchange, *refused));
}

Task<std::optional<http::Response>> RateLimits::before(rest::Exchange& exchange) {
    auto& counted = exchange.keep(*this, Counted());
    const auto rate_class = rate_class_of(exchange.method->rate_class);
    if (!limiter_.enabled() || !rate_class) co_return std::nullopt;
    counted.rate_class = *rate_class;
    // What costs nothing of its own class is a write like others.
    if (rate_class == RateClass::credentials) {
        counted.quota = co_await limiter_.take(exchange.context, RateClass::write);
    }
    if (!counted.quota || counted.quota->admitted) {
        counted.quota = co_await limiter_.take(exchange.context, *rate_class);
    }
    if (counted.quota->admitted) co_return std::nullopt;
    meters_.limited[std::size_t(*rate_class)].add();
    co_return limited(exchange, *counted.quota);
}

// What before() never saw: calls that were refused for who makes them.
Task<void> RateLimits::count_refusal(rest::Exchange& exchange, http::Response& response) {
    const bool refused = response.status == 401 || response.status == 403;
    if (!refused || !shows_token(exchange) || !limiter_.enabled()) co_return;
    const auto quota = co_await limiter_.take_refused(exchange.context);
    if (quota.admitted) co_return;
    meters_.refused.add();
    response = limited(exchange, quota);
}

void RateLimits::tell(const rest::Exchange& exchange, http::Response& response) {
    const auto rate_class = rate_class_of(exchange.method->rate_class);
    if (!limiter_.enabled() || !rate_class) return;
    write_quota(limiter_.known(exchange.context, *rate_class), exchange.method->rate_class, response);
}

Task<void> RateLimits::after(rest::Exchange& exchange, http::Response& response) {
    auto* counted = exchange.kept<Counted>(*this);
    if (!counted) {
        co_await count_refusal(exchange, response);
    } else if (counted->quota) {
        // People behind one address who know their passwords do not shut each other out, nor does one whose guesses
        // the service refuses to look at.
        const bool wrong = response.status >= 400 && response.status != 429;
        if (counted->rate_class == RateClass::credentials && counted->quota->admitted && !wrong) {
            co_await limiter_.give_back(exchange.context, counted->rate_class);
            ++counted->quota->remaining;
        }
        write_quota(*counted->quota, exchange.method->rate_class, response);
    }
}

}  // namespace ecommerce::gateway
