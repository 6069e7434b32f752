// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/guest_cookies.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "application/gateway/cookies.h"

#include "cart/v1/cart_service.rpc.h"

namespace ecommerce::gateway {

namespace {

constexpr std::string_view kCookie = "ecommerce_guest";
constexpr std::string_view kPath = "/v1";
constexpr std::string_view kInCookie = "cookie";  // instead of a token
constexpr std::chrono::days kAge{90};
constexpr std::size_t kTokenMax = 128;

bool is_plain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

bool is_token(std::string_view text) {
    return text.size() <= kTokenMax && std::ranges::all_of(text, is_plain);
}

// The page has asked for its guest's token to stay in a cookie.
struct InCookie {};

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

Task<std::optional<http::Response>> GuestCookies::before(rest::Exchange& exchange) {
    if (exchange.context.guest_token != kInCookie) co_return std::nullopt;
    const auto token = find_cookie(exchange.request.header("cookie"), kCookie);
    exchange.context.guest_token = is_token(token) ? token : std::string_view();
    exchange.keep(*this, InCookie());
    co_return std::nullopt;
}

void GuestCookies::after_call(rest::Exchange& exchange, const Result<void>& called,
                              google::protobuf::Message& reply) {
    const bool of_cart = exchange.method->service == cart::v1::CartService::kFullName;
    if (!called || !of_cart || !exchange.kept<InCookie>(*this)) return;
    auto& context = exchange.context;
    auto set = [&](std::string_view token, std::chrono::seconds age) {
        context.reply_headers.emplace_back("set-cookie", cookie_field(kCookie, token, kPath, age, secure_));
    };
    if (context.principal.signed_in()) {
        // The guest's lines are the account's now.
        if (!context.guest_token.empty()) set("", std::chrono::seconds(0));
    } else if (const auto [cart, field] = new_guest(reply); cart != nullptr) {
        const auto token = cart->GetReflection()->GetString(*cart, field);
        if (!token.empty()) set(token, kAge);
        cart->GetReflection()->ClearField(cart, field);
    }
}

}  // namespace ecommerce::gateway
