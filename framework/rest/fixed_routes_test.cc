// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/fixed_routes.h"

#include <gtest/gtest.h>

#include "framework/rest/health.h"
#include "framework/rest/rpc_handler.h"
#include "framework/runtime/loop.h"

namespace ecommerce::rest {
namespace {

Task<Result<void>> well() {
    co_return Result<void>();
}
Task<Result<void>> broken() {
    co_return fail(Code::unavailable, "UNAVAILABLE", "connection to 10.0.0.7 refused");
}

class FixedRoutesTest : public testing::Test {
protected:
    http::Response send(const std::string& line) {
        auto request = http::Request::from_text(line + " HTTP/1.1\r\nHost: x\r\n\r\n");
        http::Response response;
        runtime::Loops loops(1);
        loops.run_blocking(0, handle(handler_, *request, response));
        return response;
    }
    static Task<void> handle(http::Handler& handler, http::Request& request, http::Response& out) {
        out = co_await handler.handle(request);
    }
    std::size_t body_limit(const std::string& line) {
        return handler_.body_limit(*http::Request::from_text(line + " HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    FixedRoutes routes_;
    RpcHandler handler_{{.interceptors = {&routes_}}};
    Health health_{{.fresh_for = std::chrono::milliseconds(0)}};
};

TEST_F(FixedRoutesTest, AnswerTheirOwnPathsAlone) {
    serve_metrics(routes_, [] { return std::string("up 1\n"); });
    EXPECT_EQ(send("GET /metrics").body, "up 1\n");
    EXPECT_EQ(send("GET /metrics?x=1").status, 200);
    EXPECT_EQ(send("GET /metrics/").status, 404);
    EXPECT_EQ(send("POST /metrics").headers.get("Allow"), "GET, HEAD");
    EXPECT_EQ(body_limit("POST /metrics"), 0U);
    EXPECT_EQ(body_limit("POST /other"), http::kDefaultBodyLimit);
}

TEST_F(FixedRoutesTest, SayReadyOnlyWhenEverythingIs) {
    health_.add({"postgres", [](Deadline) { return well(); }});
    health_.serve(routes_);
    EXPECT_EQ(send("GET /healthz").status, 200);
    EXPECT_EQ(send("GET /readyz").status, 503);
    health_.set_ready(true);
    EXPECT_EQ(send("GET /readyz").body, R"({"status":"ok","checks":{"postgres":"ok"}})");
    health_.add({"store", [](Deadline) { return broken(); }});
    const auto response = send("GET /readyz");
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.body, R"({"status":"unavailable","checks":{"postgres":"ok","store":"UNAVAILABLE"}})");
    health_.set_ready(false);
    EXPECT_EQ(send("GET /healthz").status, 200);
}

TEST_F(FixedRoutesTest, SayReadyButDegradedWithoutWhatIsNotVital) {
    health_.add({"database", [](Deadline) { return well(); }});
    health_.add({.name = "store", .run = [](Deadline) { return broken(); }, .vital = false});
    health_.serve(routes_);
    health_.set_ready(true);
    const auto response = send("GET /readyz");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, R"({"status":"degraded","checks":{"database":"ok","store":"UNAVAILABLE"}})");
}

TEST_F(FixedRoutesTest, NamesBackgroundWorkThatKeepsFailing) {
    std::vector<std::string> failing;
    health_.add({"database", [](Deadline) { return well(); }});
    health_.serve(routes_);
    health_.set_background([&] { return failing; });
    health_.set_ready(true);
    EXPECT_EQ(send("GET /readyz").body, R"({"status":"ok","checks":{"database":"ok"}})");
    failing = {"cart/drop-old-guests"};
    const auto response = send("GET /readyz");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body,
              R"({"status":"degraded","checks":{"database":"ok","cart/drop-old-guests":"FAILING"}})");
}

TEST_F(FixedRoutesTest, AskOnceForManyWhoWantToKnow) {
    Health health({.fresh_for = std::chrono::hours(1)});
    int asked = 0;
    health.add({"database", [&asked](Deadline) {
                    ++asked;
                    return well();
                }});
    health.serve(routes_);
    health.set_ready(true);
    EXPECT_EQ(send("GET /readyz").status, 200);
    EXPECT_EQ(send("GET /readyz").status, 200);
    EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace ecommerce::rest
