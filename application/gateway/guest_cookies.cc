// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/guest_cookies.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "application/gateway/cookies.h"

#include "auth/v1/auth_service.rpc.h"
#include "cart/v1/cart_service.rpc.h"

namespace ecommerce::gateway {

namespace {

constexpr std::string_view kCookie = "ecommerce_guest";
constexpr std::string_view kPath = "/v1";
constexpr std::string_view kGuestField = "x-guest-token";
constexpr std::string_view kInCookie = "cookie";
constexpr std::chrono::days kAge{90};
constexpr std::size_t kTokenMax = 128;

bool is_plain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

bool is_token(std::string_view text) {
    return text.size() <= kTokenMax && std::ranges::all_of(text, is_plain);
}

// The cart in a reply that has one, and its token of a new guest.
struct NewGuest {
    google::protobuf::Message* cart;
    const google::protobuf::FieldDescriptor* token;
};

NewGuest new_guest(google::protobuf::Message& response) {
    const auto* field = response.GetDescriptor()->FindFieldByName("cart");
    if (field == nullptr || field->message_type() != cart::v1::Cart::descriptor()) return {nullptr, nullptr};
    auto* cart = response.GetReflection()->MutableMessage(&response, field);
    return {cart, cart->GetDescriptor()->FindFieldByNumber(cart::v1::Cart::kGuestTokenFieldNumber)};
}

}  // namespace

void GuestCookies::prepare(rest::Exchange& exchange) {
    if (exchange.context.guest_token != kInCookie) return;
    const auto token = find_cookie(exchange.request.header("cookie"), kCookie);
    exchange.context.guest_token = is_token(token) ? token : std::string_view();
    if (exchange.method->service == cart::v1::CartService::kFullName) {
        exchange.context.raw_headers.emplace_back(kGuestField, kInCookie);
    }
}

Task<Result<void>> GuestCookies::call(const rpc::Method& method, CallContext& context,
                                      const google::protobuf::Message& request,
                                      google::protobuf::Message& response) {
    const bool in_cookie = !std::exchange(context.raw_headers, {}).empty();
    auto called = co_await cart_.call(method, context, request, response);
    if (!called || !in_cookie) co_return called;
    auto set = [&](std::string_view token, std::chrono::seconds age) {
        context.reply_headers.emplace_back("set-cookie", cookie_field(kCookie, token, kPath, age, secure_));
    };
    if (context.principal.signed_in()) {
        // The guest's lines are the account's now.
        if (!context.guest_token.empty()) set("", std::chrono::seconds(0));
    } else if (const auto [cart, field] = new_guest(response); cart != nullptr) {
        const auto token = cart->GetReflection()->GetString(*cart, field);
        if (!token.empty()) set(token, kAge);
        cart->GetReflection()->ClearField(cart, field);
    }
    co_return called;
}

Task<Result<void>> GuestCookies::stream(const rpc::Method& method, CallContext& context,
                                        const google::protobuf::Message& request, rpc::MessageSink& sink) {
    return cart_.stream(method, context, request, sink);
}

}  // namespace ecommerce::gateway
