// SPDX-License-Identifier: Apache-2.0
// The way of a request through the gateway, over real sockets.
#include <thread>

#include <gmock/gmock.h>

#include "application/gateway/gateway_fixture.h"
#include "application/gateway/web_folder_fixture.h"

#include "auth/v1/error_reason.rpc.h"

namespace ecommerce::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class TheGateway : public GatewayFixture {};

Task<Result<void>> name_the_call(const rpc::Method&, CallContext&, const google::protobuf::Message&,
                                 google::protobuf::Message& response) {
    auto& category = *dynamic_cast<category::v1::GetCategoryResponse&>(response).mutable_category();
    category.set_name(std::string(2000, 'n'));
    co_return Result<void>();
}

Task<Result<void>> refuse_the_call(const rpc::Method&, CallContext&, const google::protobuf::Message&,
                                   google::protobuf::Message&) {
    co_return reason::not_found("There is no such category.");
}

Task<Result<void>> give_tokens(const rpc::Method& method, CallContext&,
                               const google::protobuf::Message& request,
                               google::protobuf::Message& response) {
    if (method.name == "Login") {
        auto& login = dynamic_cast<auth::v1::LoginResponse&>(response);
        login.set_access_token("access");
        login.set_refresh_token("secret-1");
        login.set_refresh_expires_in(3600);
    }
    if (method.name == "Refresh") {
        const auto& sent = dynamic_cast<const auth::v1::RefreshRequest&>(request);
        if (!sent.refresh_token().starts_with("secret-")) {
            co_return auth::v1::reason::refresh_token_invalid("Sign in again.");
        }
        auto& refreshed = dynamic_cast<auth::v1::RefreshResponse&>(response);
        refreshed.set_access_token("access");
        refreshed.set_refresh_token("secret-2");
        refreshed.set_refresh_expires_in(3600);
    }
    co_return Result<void>();
}

TEST_F(TheGateway, KeepsRepliesToAnonymousReads) {
    upstream_.answer = name_the_call;
    start();
    const auto first = get("/v1/categories/7");
    const auto second = get("/v1/categories/7");
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(upstream_.calls, 1);
    EXPECT_EQ(second.body, first.body);
    EXPECT_EQ(second.headers.at("etag"), first.headers.at("etag"));
    EXPECT_EQ(second.headers.at("cache-control"), "public, max-age=10");
    EXPECT_EQ(second.headers.at("content-type"), "application/json");
    EXPECT_EQ(second.headers.at("x-content-type-options"), "nosniff");
    EXPECT_TRUE(second.headers.contains("age"));
    EXPECT_NE(second.headers.at("x-request-id"), first.headers.at("x-request-id"));
}

TEST_F(TheGateway, KeepsEachCodingForItself) {
    upstream_.answer = name_the_call;
    start();
    const auto plain = get("/v1/categories/7");
    const auto packed = get("/v1/categories/7", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(get("/v1/categories/7").body, plain.body);
    EXPECT_EQ(get("/v1/categories/7", "Accept-Encoding: gzip\r\n").headers.at("content-encoding"), "gzip");
    EXPECT_LT(packed.body.size(), plain.body.size());
    EXPECT_EQ(upstream_.calls, 2);
}

TEST_F(TheGateway, SaysThatNothingHasChanged) {
    upstream_.answer = name_the_call;
    start();
    const auto etag = get("/v1/categories/7").headers.at("etag");
    const auto again = get("/v1/categories/7", "If-None-Match: " + etag + "\r\n");
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
}

TEST_F(TheGateway, NeverServesNamedCallersFromTheCache) {
    upstream_.answer = name_the_call;
    start();
    (void)get("/v1/categories/7");
    (void)get("/v1/categories/7", "X-Guest-Token: someone\r\n");
    (void)get("/v1/categories/7", "Authorization: Bearer token\r\n");
    (void)get("/v1/categories/7", "Idempotency-Key: key\r\n");
    EXPECT_EQ(upstream_.calls, 4);
    (void)get("/v1/categories/7");
    EXPECT_EQ(upstream_.calls, 4);
}

TEST_F(TheGateway, KeepsNoFailures) {
    upstream_.answer = refuse_the_call;
    start();
    EXPECT_EQ(get("/v1/categories/7").status, 404);
    EXPECT_EQ(get("/v1/categories/7").status, 404);
    EXPECT_EQ(upstream_.calls, 2);
}

TEST_F(TheGateway, AsksOnceForEqualRequestsAtTheSameTime) {
    runtime::Waiter gate;
    upstream_.answer = [&gate](const rpc::Method& method, CallContext& context,
                               const google::protobuf::Message& request,
                               google::protobuf::Message& response) -> Task<Result<void>> {
        co_await gate.wait();
        co_return co_await name_the_call(method, context, request, response);
    };
    start();
    std::vector<std::unique_ptr<http::RawClient>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::make_unique<http::RawClient>(server_->port()));
        ASSERT_TRUE(clients.back()->send("GET /v1/categories/7 HTTP/1.1\r\nHost: x\r\n\r\n"));
    }
    loops_[0].post([&gate] { gate.notify(); });
    for (auto& client : clients) EXPECT_EQ(client->read_reply().status, 200);
    EXPECT_EQ(upstream_.calls, 1);
    EXPECT_TRUE(counted(R"(ecommerce_gateway_cache_requests_total{ecommerce_outcome="miss"} 1)"));
}

TEST_F(TheGateway, AsksOnceMoreForTheOthersWhenTheFirstOfThemLeaves) {
    upstream_.answer = [this](const rpc::Method& method, CallContext& context,
                              const google::protobuf::Message& request,
                              google::protobuf::Message& response) -> Task<Result<void>> {
        if (upstream_.calls > 1) co_return co_await name_the_call(method, context, request, response);
        while (!context.cancelled()) co_await runtime::sleep(std::chrono::milliseconds(1));
        co_return fail(reason::cancelled("The caller is gone."));
    };
    start();
    const std::string text = "GET /v1/categories/7 HTTP/1.1\r\nHost: x\r\n\r\n";
    auto first = std::make_unique<http::RawClient>(server_->port());
    ASSERT_TRUE(first->send(text));
    while (upstream_.calls == 0) std::this_thread::yield();
    std::vector<std::unique_ptr<http::RawClient>> others;
    for (int i = 0; i < 3; ++i) {
        others.push_back(std::make_unique<http::RawClient>(server_->port()));
        ASSERT_TRUE(others.back()->send(text));
    }
    while (server_->stats().requests < 4) std::this_thread::yield();
    first.reset();
    for (auto& client : others) EXPECT_EQ(client->read_reply().status, 200);
    EXPECT_EQ(upstream_.calls, 2);
}

TEST_F(TheGateway, RefusesTooManyRequests) {
    limits_.enabled = true;
    limits_.classes.fill(
        {.per_address = Limit{.requests = 2, .window = std::chrono::minutes(1)}, .per_account = {}});
    upstream_.answer = [](const rpc::Method&, CallContext&, const google::protobuf::Message&,
                          google::protobuf::Message&) -> Task<Result<void>> {
        co_return auth::v1::reason::invalid_credentials("No.");
    };
    start();
    const auto first = post("/v1/auth/login", R"({"account":"a","password":"b"})");
    EXPECT_EQ(first.status, 401);
    EXPECT_EQ(first.headers.at("ratelimit-policy"), "\"credentials\";q=2;w=60");
    EXPECT_THAT(first.headers.at("ratelimit"), HasSubstr("\"credentials\";r=1;"));
    (void)post("/v1/auth/login", R"({"account":"a","password":"b"})");
    const auto third = post("/v1/auth/login", R"({"account":"a","password":"b"})");
    EXPECT_EQ(third.status, 429);
    EXPECT_THAT(third.body, HasSubstr("\"reason\":\"RATE_LIMITED\""));
    EXPECT_GT(std::stoi(third.headers.at("retry-after")), 0);
    EXPECT_EQ(upstream_.calls, 2);
    EXPECT_TRUE(counted(R"(ecommerce_gateway_rate_limited_total{ecommerce_rate_class="credentials"} 1)"));
    EXPECT_TRUE(counted(R"(ecommerce_gateway_rate_limited_total{ecommerce_rate_class="read"} 0)"));
}

TEST_F(TheGateway, LooksAtNoMoreTokensOfAnAddressThatShowedTooManyWrongOnes) {
    OneToken tokens;
    authenticator_ = &tokens;
    limits_.enabled = true;
    limits_.classes.fill(
        {.per_address = Limit{.requests = 2, .window = std::chrono::minutes(1)}, .per_account = {}});
    limits_.classes[std::size_t(RateClass::read)].per_address =
        Limit{.requests = 100, .window = std::chrono::minutes(1)};
    start();
    const std::string wrong = "Authorization: Bearer wrong\r\n";
    EXPECT_EQ(get("/v1/categories/1", wrong).status, 401);
    EXPECT_EQ(get("/v1/categories/1", "Authorization: Bearer good\r\n").status, 200);
    EXPECT_EQ(get("/v1/categories/1", wrong).status, 401);
    const auto third = get("/v1/categories/1", wrong);
    EXPECT_EQ(third.status, 429);
    EXPECT_GT(std::stoi(third.headers.at("retry-after")), 0);
    EXPECT_EQ(tokens.asked, 4);
    EXPECT_EQ(get("/v1/categories/1", wrong).status, 429);
    EXPECT_EQ(get("/v1/nothing", wrong).status, 429);
    EXPECT_EQ(tokens.asked, 4);
    EXPECT_TRUE(counted(R"(ecommerce_gateway_rate_limited_total{ecommerce_rate_class="refused"} 3)"));
    // Who shows none is not concerned, and writes have a count of their own.
    EXPECT_EQ(get("/v1/categories/2").status, 200);
    EXPECT_EQ(post("/v1/auth/login", R"({"account":"a","password":"b"})").status, 200);
}

TEST_F(TheGateway, CountsNoRefusedTokensWithoutLimits) {
    OneToken tokens;
    authenticator_ = &tokens;
    start();
    for (int i = 0; i < 300; ++i)
        ASSERT_EQ(get("/v1/categories/1", "Authorization: Bearer wrong\r\n").status, 401);
    EXPECT_EQ(tokens.asked, 300);
}

TEST_F(TheGateway, RefusesMoreCallsThanAnUpstreamMayHave) {
    overload_.in_flight_max = 1;
    runtime::Waiter gate;
    upstream_.answer = [&gate](const rpc::Method& method, CallContext& context,
                               const google::protobuf::Message& request,
                               google::protobuf::Message& response) -> Task<Result<void>> {
        co_await gate.wait();
        co_return co_await name_the_call(method, context, request, response);
    };
    start();
    http::RawClient one(server_->port());
    http::RawClient two(server_->port());
    ASSERT_TRUE(one.send("GET /v1/categories/1 HTTP/1.1\r\nHost: x\r\n\r\n"));
    while (upstream_.calls == 0) std::this_thread::yield();
    const auto refused = two.get("/v1/categories/2");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.headers.at("retry-after"), "1");
    EXPECT_TRUE(counted(R"(ecommerce_gateway_shed_total{ecommerce_reason="upstream_full"} 1)"));
    EXPECT_TRUE(counted(R"(ecommerce_gateway_shed_total{ecommerce_reason="waited"} 0)"));
    loops_[0].post([&gate] { gate.notify(); });
    EXPECT_EQ(one.read_reply().status, 200);
    EXPECT_EQ(two.get("/v1/categories/1").status, 200);
}

TEST_F(TheGateway, CountsWhatTheCacheDoes) {
    upstream_.answer = name_the_call;
    start();
    (void)get("/v1/categories/7");
    (void)get("/v1/categories/7");
    (void)get("/v1/categories/7");
    (void)get("/v1/categories/8");
    (void)get("/v1/categories/8", "Authorization: Bearer token\r\n");
    EXPECT_TRUE(counted(R"(ecommerce_gateway_cache_requests_total{ecommerce_outcome="hit"} 2)"));
    EXPECT_TRUE(counted(R"(ecommerce_gateway_cache_requests_total{ecommerce_outcome="miss"} 2)"));
    EXPECT_TRUE(counted(R"(ecommerce_gateway_cache_requests_total{ecommerce_outcome="joined"} 0)"));
}

TEST_F(TheGateway, PutsTheRefreshTokenOfPagesIntoACookie) {
    upstream_.answer = give_tokens;
    start();
    const auto login = post("/v1/auth/login", R"({"account":"a","password":"b","cookieSession":true})");
    EXPECT_THAT(login.body, Not(HasSubstr("secret")));
    EXPECT_EQ(login.headers.at("set-cookie"),
              "ecommerce_refresh=secret-1; Path=/v1/auth; HttpOnly; SameSite=Strict; Max-Age=3600; Secure");
    const auto program = post("/v1/auth/login", R"({"account":"a","password":"b"})");
    EXPECT_THAT(program.body, HasSubstr("secret-1"));
    EXPECT_FALSE(program.headers.contains("set-cookie"));
}

TEST_F(TheGateway, MakesADeviceKnownByACookie) {
    std::string shown;
    upstream_.answer = [&shown](const rpc::Method&, CallContext&, const google::protobuf::Message& request,
                                google::protobuf::Message& response) -> Task<Result<void>> {
        shown = dynamic_cast<const auth::v1::LoginRequest&>(request).device_token();
        dynamic_cast<auth::v1::LoginResponse&>(response).set_device_token("d1");
        co_return Result<void>();
    };
    start();
    const auto program = post("/v1/auth/login", R"({"account":"a","password":"b"})");
    EXPECT_EQ(shown, "");
    EXPECT_THAT(program.body, HasSubstr("d1"));
    EXPECT_EQ(program.headers.at("set-cookie"),
              "ecommerce_device=d1; Path=/v1/auth; HttpOnly; SameSite=Strict; Max-Age=34560000; Secure");
    const std::string cookie = "Cookie: ecommerce_device=d0\r\n";
    const auto page =
        post("/v1/auth/login", R"({"account":"a","password":"b","cookieSession":true})", cookie);
    EXPECT_EQ(shown, "d0");
    EXPECT_THAT(page.body, Not(HasSubstr("d1")));
    post("/v1/auth/login", R"({"account":"a","password":"b","deviceToken":"own"})", cookie);
    EXPECT_EQ(shown, "own");
    const auto broken = "Cookie: ecommerce_device=" + std::string(300, 'x') + "\r\n";
    EXPECT_EQ(post("/v1/auth/login", R"({"account":"a","password":"b"})", broken).status, 200);
    EXPECT_EQ(shown, "");
}

TEST_F(TheGateway, CountsPasswordsThatWereWrong) {
    limits_.enabled = true;
    limits_.classes[std::size_t(RateClass::credentials)].per_address =
        Limit{.requests = 2, .window = std::chrono::hours(1)};
    upstream_.answer = [](const rpc::Method&, CallContext&, const google::protobuf::Message& request,
                          google::protobuf::Message&) -> Task<Result<void>> {
        const auto& login = dynamic_cast<const auth::v1::LoginRequest&>(request);
        if (login.password() == "right") co_return Result<void>();
        if (login.password() == "once more") co_return auth::v1::reason::too_many_attempts("Wait.");
        co_return auth::v1::reason::invalid_credentials("No.");
    };
    start();
    const auto log_in = [this](const std::string& password) {
        return post("/v1/auth/login", R"({"account":"a","password":")" + password + R"("})");
    };
    for (int i = 0; i < 5; ++i) {
        const auto let_in = log_in("right");
        EXPECT_EQ(let_in.status, 200);
        EXPECT_THAT(let_in.headers.at("ratelimit"), HasSubstr("r=2;"));
    }
    EXPECT_EQ(log_in("wrong").status, 401);
    EXPECT_EQ(log_in("right").status, 200);
    EXPECT_EQ(log_in("once more").status, 429);
    EXPECT_EQ(log_in("wrong").status, 401);
    EXPECT_EQ(log_in("right").status, 429);
}

TEST_F(TheGateway, RefreshesFromTheCookieForOurOwnPagesAlone) {
    upstream_.answer = give_tokens;
    start();
    const std::string cookie = "Cookie: other=1; ecommerce_refresh=secret-1\r\n";
    const auto foreign = post("/v1/auth/refresh", "{}", cookie);
    EXPECT_EQ(foreign.status, 403);
    EXPECT_THAT(foreign.body, HasSubstr("CROSS_SITE_REQUEST"));
    EXPECT_EQ(upstream_.calls, 0);

    const auto ours = post("/v1/auth/refresh", "{}", cookie + "X-Requested-With: fetch\r\n");
    EXPECT_EQ(ours.status, 200);
    EXPECT_THAT(ours.headers.at("set-cookie"), HasSubstr("ecommerce_refresh=secret-2;"));
    EXPECT_THAT(ours.body, Not(HasSubstr("secret")));

    const auto program = post("/v1/auth/refresh", R"({"refreshToken":"secret-9"})");
    EXPECT_THAT(program.body, HasSubstr("secret-2"));
    EXPECT_FALSE(program.headers.contains("set-cookie"));
}

TEST_F(TheGateway, TakesTheCookieAwayWithTheSession) {
    upstream_.answer = give_tokens;
    start();
    EXPECT_THAT(post("/v1/auth/logout", "{}").headers.at("set-cookie"), HasSubstr("ecommerce_refresh=; "));
    const auto stale =
        post("/v1/auth/refresh", "{}", "Cookie: ecommerce_refresh=old\r\nX-Requested-With: fetch\r\n");
    EXPECT_EQ(stale.status, 401);
    EXPECT_THAT(stale.headers.at("set-cookie"), HasSubstr("Max-Age=0"));
}

TEST_F(TheGateway, ServesPagesBesideTheApi) {
    const WebFolder folder;
    folder.write("index.html", "<title>Shop</title>");
    folder.write("assets/big-1.js", std::string(300'000, 'j'));
    folder.write("assets/big-1.js.br", std::string(100'000, 'b'));
    web_folder_ = folder.path().string();
    upstream_.answer = name_the_call;
    start();
    const auto index = get("/cart", "Accept: text/html\r\n");
    EXPECT_EQ(index.status, 200);
    EXPECT_EQ(index.body, "<title>Shop</title>");
    EXPECT_EQ(index.headers.at("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(index.headers.at("x-content-type-options"), "nosniff");
    EXPECT_THAT(index.headers.at("content-security-policy"),
                HasSubstr("default-src 'none'; script-src 'self'"));
    const auto unchanged = get("/", "If-None-Match: " + index.headers.at("etag") + "\r\n");
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_TRUE(unchanged.body.empty());

    const auto script = get("/assets/big-1.js", "Accept-Encoding: br\r\n");
    EXPECT_EQ(script.headers.at("content-encoding"), "br");
    EXPECT_EQ(script.body, std::string(100'000, 'b'));
    http::RawClient client(server_->port());
    ASSERT_TRUE(client.send("HEAD /assets/big-1.js HTTP/1.1\r\nHost: x\r\n\r\n"));
    EXPECT_EQ(client.read_reply(true).headers.at("content-length"), "300000");
    EXPECT_EQ(client.get("/assets/big-2.js").headers.at("content-type"), "application/problem+json");
    EXPECT_TRUE(
        counted(R"(http_server_request_duration_seconds_count{http_request_method="GET",)"
                R"(http_response_status_code="200",http_route="/assets/{file}",url_scheme="http"} 1)"));
    EXPECT_EQ(client.get("/v1/categories/7").headers.at("content-type"), "application/json");
    EXPECT_EQ(upstream_.calls, 1);
    EXPECT_TRUE(index.headers.contains("x-request-id"));
    EXPECT_TRUE(index.headers.contains("traceparent"));
}

TEST_F(TheGateway, AsksItselfWhetherWhatAPageShowsIsThere) {
    const WebFolder folder;
    folder.write("index.html", "<title>Shop</title>");
    folder.write("addresses.txt", "/categories/{id} /v1/categories/{id}\n");
    web_folder_ = folder.path().string();
    upstream_.answer = [](const rpc::Method&, CallContext&, const google::protobuf::Message& request,
                          google::protobuf::Message&) -> Task<Result<void>> {
        const auto id = dynamic_cast<const category::v1::GetCategoryRequest&>(request).id();
        if (id == 999'999) co_return fail(reason::not_found("There is no such category."));
        co_return {};
    };
    start();
    for (const auto& [path, status] : {std::pair("/categories/7", 200),
                                       {"/categories/999999", 404},
                                       {"/categories/x", 404},
                                       {"/no-such-page", 404}}) {
        const auto page = get(path, "Accept: text/html\r\n");
        EXPECT_EQ(page.status, status) << path;
        EXPECT_EQ(page.body, "<title>Shop</title>") << path;
    }
    EXPECT_EQ(get("/v1/categories/7").status, 200);
    EXPECT_EQ(get("/categories/7", "Accept: text/html\r\n").status, 200);
    EXPECT_EQ(upstream_.calls, 2) << "a kept reply answers for the page too";
}

TEST_F(TheGateway, TellsWhatIsLeftWithKeptRepliesToo) {
    limits_.enabled = true;
    limits_.classes[std::size_t(RateClass::read)].per_address =
        Limit{.requests = 50, .window = std::chrono::seconds(1)};
    upstream_.answer = name_the_call;
    start();
    const auto first = get("/v1/categories/7");
    const auto kept = get("/v1/categories/7");
    EXPECT_TRUE(kept.headers.contains("age"));
    EXPECT_EQ(kept.headers.at("ratelimit-policy"), first.headers.at("ratelimit-policy"));
    EXPECT_TRUE(kept.headers.contains("ratelimit"));
    const auto refused = get("/v1/categories/7", "If-Match: \"stale\"\r\n");
    EXPECT_EQ(refused.status, 412);
}

}  // namespace
}  // namespace ecommerce::gateway
