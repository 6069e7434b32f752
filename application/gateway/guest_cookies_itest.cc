// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "application/gateway/gateway_fixture.h"
#include "framework/call/reasons.h"

namespace ecommerce::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kAsks = "X-Guest-Token: cookie\r\n";

class GuestCookie : public GatewayFixture {
protected:
    // A cart service that gives each visitor without a token the token "guest-1", and tells what it was sent.
    void serve_carts() {
        upstream_.answer = [this](const rpc::Method& method, CallContext& context,
                                  const google::protobuf::Message&,
                                  google::protobuf::Message& response) -> Task<Result<void>> {
            seen_ = context.guest_token;
            if (method.name == "GetCart" && context.guest_token.empty() && !context.principal.signed_in()) {
                static_cast<cart::v1::GetCartResponse&>(response).mutable_cart()->set_guest_token("guest-1");
            }
            co_return Result<void>();
        };
        start();
    }

    std::string seen_;
};

TEST_F(GuestCookie, TakesTheTokenOfANewGuestOutOfThePagesReach) {
    serve_carts();
    const auto reply = get("/v1/cart", kAsks);
    EXPECT_EQ(reply.headers.at("set-cookie"),
              "ecommerce_guest=guest-1; Path=/v1; HttpOnly; SameSite=Strict; Max-Age=7776000; Secure");
    EXPECT_THAT(reply.body, Not(HasSubstr("guest-1")));
    EXPECT_EQ(seen_, "");
}

TEST_F(GuestCookie, NamesTheGuestInEveryLaterCall) {
    serve_carts();
    const auto reply = get("/v1/cart", std::string(kAsks) + "Cookie: a=b; ecommerce_guest=guest-1\r\n");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(seen_, "guest-1");
    EXPECT_FALSE(reply.headers.contains("set-cookie"));
}

TEST_F(GuestCookie, TellsTheLoginWhoTheVisitorWas) {
    serve_carts();
    post("/v1/auth/login", R"({"account":"a","password":"b"})",
         std::string(kAsks) + "Cookie: ecommerce_guest=guest-1\r\n");
    EXPECT_EQ(seen_, "guest-1");
}

TEST_F(GuestCookie, GoesWhenTheAccountHasTheGuestsLines) {
    OneToken tokens;
    authenticator_ = &tokens;
    serve_carts();
    const std::string user = std::string(kAsks) + "Authorization: Bearer good\r\n";
    const auto taken = get("/v1/cart", user + "Cookie: ecommerce_guest=guest-1\r\n");
    EXPECT_EQ(seen_, "guest-1");
    EXPECT_EQ(taken.headers.at("set-cookie"),
              "ecommerce_guest=; Path=/v1; HttpOnly; SameSite=Strict; Max-Age=0; Secure");
    EXPECT_FALSE(get("/v1/cart", user).headers.contains("set-cookie")) << "nobody is a guest";

    upstream_.answer = [](const rpc::Method&, CallContext&, const google::protobuf::Message&,
                          google::protobuf::Message&) -> Task<Result<void>> {
        co_return reason::unavailable("Later.");
    };
    const auto kept = get("/v1/cart", user + "Cookie: ecommerce_guest=guest-1\r\n");
    EXPECT_EQ(kept.status, 503);
    EXPECT_FALSE(kept.headers.contains("set-cookie")) << "the lines may still be the guest's";
}

TEST_F(GuestCookie, IsNotReadForThoseWhoDoNotAsk) {
    serve_carts();
    get("/v1/cart", "Cookie: ecommerce_guest=guest-1\r\n");
    EXPECT_EQ(seen_, "");
    const auto program = get("/v1/cart", "X-Guest-Token: mine\r\nCookie: ecommerce_guest=guest-1\r\n");
    EXPECT_EQ(seen_, "mine");
    EXPECT_FALSE(program.headers.contains("set-cookie"));
}

TEST_F(GuestCookie, LeavesProgramsTheirToken) {
    serve_carts();
    const auto reply = get("/v1/cart");
    EXPECT_THAT(reply.body, HasSubstr("guest-1"));
    EXPECT_FALSE(reply.headers.contains("set-cookie"));
}

TEST_F(GuestCookie, IsNoneWhenItsTextIsNoToken) {
    serve_carts();
    get("/v1/cart", std::string(kAsks) + "Cookie: ecommerce_guest=a\"b\r\n");
    EXPECT_EQ(seen_, "");
}

}  // namespace
}  // namespace ecommerce::gateway
