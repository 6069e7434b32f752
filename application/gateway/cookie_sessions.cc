// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/cookie_sessions.h"

#include <algorithm>
#include <chrono>

#include "application/gateway/cookies.h"

#include "auth/v1/auth_service.rpc.h"

namespace ecommerce::gateway {

namespace {

constexpr std::string_view kCookie = "ecommerce_refresh";
constexpr std::string_view kPath = "/v1/auth";
constexpr std::string_view kCookieField = "cookie";
constexpr std::string_view kSameSiteField = "x-requested-with";

bool is(const rpc::Method& method, std::string_view name) {
    return method.name == name && method.service == auth::v1::AuthService::kFullName;
}

std::string_view field(const HeaderList& headers, std::string_view name) {
    const auto found = std::ranges::find(headers, name, &HeaderList::value_type::first);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

void CookieSessions::prepare(rest::Exchange& exchange) {
    if (!is(*exchange.method, "Refresh")) return;
    for (const auto name : {kCookieField, kSameSiteField}) {
        exchange.context.raw_headers.emplace_back(name, exchange.request.header(name));
    }
}

void CookieSessions::set_cookie(CallContext& context, std::string_view token, std::uint32_t seconds) const {
    context.reply_headers.emplace_back(
        "set-cookie", cookie_field(kCookie, token, kPath, std::chrono::seconds(seconds), secure_));
}

Task<Result<void>> CookieSessions::call(const rpc::Method& method, CallContext& context,
                                        const google::protobuf::Message& request,
                                        google::protobuf::Message& response) {
    if (is(method, "Refresh")) {
        const auto headers = std::exchange(context.raw_headers, {});
        if (static_cast<const auth::v1::RefreshRequest&>(request).refresh_token().empty()) {
            const auto token = find_cookie(field(headers, kCookieField), kCookie);
            if (!token.empty() && field(headers, kSameSiteField).empty()) {
                co_return fail(Code::forbidden, "CROSS_SITE_REQUEST",
                               "A call with the session cookie needs the header X-Requested-With.");
            }
            if (!token.empty()) co_return co_await refresh(method, context, std::string(token), response);
        }
    }
    auto called = co_await auth_.call(method, context, request, response);
    if (!called) co_return called;
    if (is(method, "Login") && static_cast<const auth::v1::LoginRequest&>(request).cookie_session()) {
        auto& login = static_cast<auth::v1::LoginResponse&>(response);
        set_cookie(context, login.refresh_token(), login.refresh_expires_in());
        login.clear_refresh_token();
    }
    if (is(method, "Logout")) set_cookie(context, "", 0);
    co_return called;
}

Task<Result<void>> CookieSessions::refresh(const rpc::Method& method, CallContext& context, std::string token,
                                           google::protobuf::Message& response) {
    auth::v1::RefreshRequest request;
    request.set_refresh_token(std::move(token));
    auto called = co_await auth_.call(method, context, request, response);
    if (called) {
        auto& refreshed = static_cast<auth::v1::RefreshResponse&>(response);
        set_cookie(context, refreshed.refresh_token(), refreshed.refresh_expires_in());
        refreshed.clear_refresh_token();
    } else if (called.error().code() == Code::unauthenticated) {
        set_cookie(context, "", 0);
    }
    co_return called;
}

Task<Result<void>> CookieSessions::stream(const rpc::Method& method, CallContext& context,
                                          const google::protobuf::Message& request, rpc::MessageSink& sink) {
    return auth_.stream(method, context, request, sink);
}

}  // namespace ecommerce::gateway
