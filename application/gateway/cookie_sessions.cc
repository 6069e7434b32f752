// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/cookie_sessions.h"

#include <chrono>

#include "application/gateway/cookies.h"

#include "auth/v1/auth_service.rpc.h"
#include "auth/v1/error_reason.rpc.h"

namespace ecommerce::gateway {

namespace {

constexpr std::string_view kCookie = "ecommerce_refresh";
constexpr std::string_view kDeviceCookie = "ecommerce_device";
constexpr std::string_view kPath = "/v1/auth";
// As long as browsers keep one.
constexpr std::chrono::days kDeviceAge{400};
constexpr std::size_t kDeviceTokenMax = 256;

// The exchange's refresh token belongs into a cookie.
struct InCookie {};

bool is(const rpc::Method& method, std::string_view name) {
    return method.service == auth::v1::AuthService::kFullName && method.name == name;
}

// What opened a session, or asks for a code; null for other methods.
auth::v1::LoginResponse* login_of(const rpc::Method& method, google::protobuf::Message& reply) {
    if (is(method, "Login")) return static_cast<auth::v1::LoginResponse*>(&reply);
    if (is(method, "CompleteLogin"))
        return static_cast<auth::v1::CompleteLoginResponse&>(reply).mutable_login();
    return nullptr;
}

}  // namespace

void CookieSessions::set_cookie(CallContext& context, std::string_view token, std::uint32_t seconds) const {
    context.reply_headers.emplace_back(
        "set-cookie", cookie_field(kCookie, token, kPath, std::chrono::seconds(seconds), secure_));
}

Result<void> CookieSessions::before_call(rest::Exchange& exchange, google::protobuf::Message& request) {
    if (is(*exchange.method, "Login")) {
        auto& login = static_cast<auth::v1::LoginRequest&>(request);
        const auto device = find_cookie(exchange.request.header("cookie"), kDeviceCookie);
        if (login.device_token().empty() && device.size() <= kDeviceTokenMax) {
            login.set_device_token(std::string(device));
        }
        if (login.cookie_session()) exchange.keep(*this, InCookie());
    } else if (is(*exchange.method, "CompleteLogin")) {
        const auto& login = static_cast<auth::v1::CompleteLoginRequest&>(request);
        if (login.cookie_session()) exchange.keep(*this, InCookie());
    } else if (is(*exchange.method, "Refresh")) {
        auto& refresh = static_cast<auth::v1::RefreshRequest&>(request);
        const auto token = find_cookie(exchange.request.header("cookie"), kCookie);
        if (!refresh.refresh_token().empty() || token.empty()) return {};
        if (exchange.request.header("x-requested-with").empty()) {
            return fail(auth::v1::reason::cross_site_request(
                "A call with the session cookie needs the header X-Requested-With."));
        }
        refresh.set_refresh_token(std::string(token));
        exchange.keep(*this, InCookie());
    }
    return {};
}

void CookieSessions::after_call(rest::Exchange& exchange, const Result<void>& called,
                                google::protobuf::Message& reply) {
    auto& context = exchange.context;
    const auto take = [&](auto& tokens) {
        set_cookie(context, tokens.refresh_token(), tokens.refresh_expires_in());
        tokens.clear_refresh_token();
    };
    auto* login = called ? login_of(*exchange.method, reply) : nullptr;
    if (login && !login->device_token().empty()) {
        context.reply_headers.emplace_back(
            "set-cookie", cookie_field(kDeviceCookie, login->device_token(), kPath, kDeviceAge, secure_));
        if (exchange.kept<InCookie>(*this)) login->clear_device_token();
    }
    if (is(*exchange.method, "Logout")) {
        if (called) set_cookie(context, "", 0);
    } else if (!exchange.kept<InCookie>(*this)) {
        return;
    } else if (login) {
        // A password that still needs a code has opened nothing.
        if (!login->refresh_token().empty()) take(*login);
    } else if (!is(*exchange.method, "Refresh")) {
        return;
    } else if (called) {
        take(static_cast<auth::v1::RefreshResponse&>(reply));
    } else if (called.error().code() == Code::unauthenticated) {
        set_cookie(context, "", 0);
    }
}

}  // namespace ecommerce::gateway
