// SPDX-License-Identifier: Apache-2.0
#include "framework/http/routes.h"

#include <gtest/gtest.h>

#include "framework/http/health.h"
#include "framework/runtime/loop.h"

namespace ecommerce::http {
namespace {

class Otherwise final : public Handler {
public:
    Task<Response> handle(Request&) override { co_return Response::of(404, "text/plain", "otherwise"); }
    std::size_t body_limit(const Request&) override { return 77; }
};

Task<Result<void>> well() {
    co_return Result<void>();
}
Task<Result<void>> broken() {
    co_return fail(Code::unavailable, "UNAVAILABLE", "connection to 10.0.0.7 refused");
}

class RoutesTest : public testing::Test {
protected:
    Response send(const std::string& line) {
        auto request = Request::from_text(line + " HTTP/1.1\r\nHost: x\r\n\r\n");
        Response response;
        runtime::Loops loops(1);
        loops.run_blocking(0, handle(routes_, *request, response));
        return response;
    }
    static Task<void> handle(Routes& routes, Request& request, Response& out) {
        out = co_await routes.handle(request);
    }

    Otherwise otherwise_;
    Routes routes_{otherwise_};
    Health health_;
};

TEST_F(RoutesTest, AnswersItsOwnPathsAndPassesTheOthersOn) {
    serve_metrics(routes_, [] { return std::string("up 1\n"); });
    EXPECT_EQ(send("GET /metrics").body, "up 1\n");
    EXPECT_EQ(send("GET /metrics?x=1").status, 200);
    EXPECT_EQ(send("GET /metrics/").body, "otherwise");
    EXPECT_EQ(send("POST /metrics").headers.get("Allow"), "GET, HEAD");
    EXPECT_EQ(routes_.body_limit(*Request::from_text("POST /metrics HTTP/1.1\r\nHost: x\r\n\r\n")), 0U);
    EXPECT_EQ(routes_.body_limit(*Request::from_text("POST /other HTTP/1.1\r\nHost: x\r\n\r\n")), 77U);
}

TEST_F(RoutesTest, IsReadyOnlyWhenEverythingIs) {
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

}  // namespace
}  // namespace ecommerce::http
