// SPDX-License-Identifier: Apache-2.0
// More calls than can be served, over real sockets. One call at a time may be under way, and the test ends it.
#include <deque>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>

#include "application/gateway/gateway_fixture.h"

namespace ecommerce::gateway {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class AnOverload : public GatewayFixture {
protected:
    void start_with(std::chrono::milliseconds wait_max) {
        overload_.calls_max = 1;
        overload_.wait_max = wait_max;
        upstream_.answer = [this](const rpc::Method& method, CallContext&, const google::protobuf::Message&,
                                  google::protobuf::Message&) -> Task<Result<void>> {
            {
                const std::lock_guard lock(mutex_);
                called_.emplace_back(method.name);
            }
            co_await gate_.wait();
            co_return Result<void>();
        };
        start();
        chain_->fixed_routes.get("/healthz", [](const http::Request&) -> Task<http::Response> {
            co_return http::Response::of(200, "text/plain", "ok");
        });
    }
    http::RawClient& ask(const std::string& text) {
        auto& client = clients_.emplace_back(server_->port());
        EXPECT_TRUE(client.send(text));
        return client;
    }
    http::RawClient& read(int id) {
        return ask("GET /v1/categories/" + std::to_string(id) +
                   " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n\r\n");
    }
    http::RawClient& log_in() {
        const std::string body = R"({"account":"a","password":"b"})";
        return ask(
            "POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    void wait_for(const std::string& line) const {
        while (!counted(line)) std::this_thread::yield();
    }
    void end_one() {
        loops_[0].post([this] { gate_.notify(); });
    }
    std::vector<std::string> called() {
        const std::lock_guard lock(mutex_);
        return called_;
    }

    runtime::Waiter gate_;
    std::mutex mutex_;
    std::vector<std::string> called_;
    std::deque<http::RawClient> clients_;
};

TEST_F(AnOverload, RefusesWhoHasWaitedTooLongAndKeepsTheConnection) {
    start_with(20ms);
    auto& served = read(1);
    wait_for("ecommerce_gateway_calls_active 1");
    auto& late = read(2);
    const auto refused = late.read_reply();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.headers.at("retry-after"), "1");
    EXPECT_EQ(refused.headers.at("content-type"), "application/problem+json");
    EXPECT_EQ(refused.headers.at("cache-control"), "no-store");
    EXPECT_FALSE(refused.headers.contains("connection"));
    EXPECT_THAT(refused.body, HasSubstr(R"("reason":"UNAVAILABLE")"));
    EXPECT_TRUE(counted(R"(ecommerce_gateway_shed_total{ecommerce_reason="waited"} 1)"));
    end_one();
    EXPECT_EQ(served.read_reply().status, 200);
    EXPECT_EQ(late.get("/healthz").status, 200);
    EXPECT_EQ(upstream_.calls, 1);
}

TEST_F(AnOverload, AnswersWhatCostsNothingAllTheTime) {
    start_with(1min);
    auto& first = ask("GET /v1/categories/1 HTTP/1.1\r\nHost: x\r\n\r\n");
    wait_for("ecommerce_gateway_calls_active 1");
    end_one();
    EXPECT_EQ(first.read_reply().status, 200);
    auto& busy = read(2);
    wait_for("ecommerce_gateway_calls_active 1");
    EXPECT_EQ(get("/v1/categories/1").status, 200) << "a kept reply";
    EXPECT_EQ(get("/healthz").status, 200);
    EXPECT_EQ(get("/v1/nothing").status, 404);
    end_one();
    EXPECT_EQ(busy.read_reply().status, 200);
}

TEST_F(AnOverload, LetsPeopleEndWhatTheyHaveBegunBeforeOthersBegin) {
    start_with(1min);
    auto& first = read(1);
    wait_for("ecommerce_gateway_calls_active 1");
    auto& second = read(2);
    wait_for("ecommerce_gateway_calls_waiting 1");
    auto& third = ask("GET /v1/categories/3 HTTP/1.1\r\nHost: x\r\n\r\n");  // no kept reply: it waits inside
    wait_for("ecommerce_gateway_calls_waiting 2");
    auto& login = log_in();
    wait_for("ecommerce_gateway_calls_waiting 3");
    for (auto* client : {&first, &login, &second, &third}) {
        end_one();
        EXPECT_EQ(client->read_reply().status, 200);
    }
    EXPECT_EQ(called().at(1), "Login");
    wait_for("ecommerce_gateway_calls_active 0");
    EXPECT_TRUE(counted("ecommerce_gateway_calls_waiting 0"));
    EXPECT_TRUE(counted(R"(ecommerce_gateway_shed_total{ecommerce_reason="waited"} 0)"));
}

TEST_F(AnOverload, LetsGoOfClientsThatHangUpWhileTheyWait) {
    start_with(20ms);
    auto& served = read(1);
    wait_for("ecommerce_gateway_calls_active 1");
    for (int i = 2; i < 50; ++i) read(i);
    while (clients_.size() > 1) clients_.pop_back();
    wait_for(R"(ecommerce_gateway_shed_total{ecommerce_reason="waited"} 48)");
    EXPECT_TRUE(counted("ecommerce_gateway_calls_waiting 0"));
    end_one();
    EXPECT_EQ(served.read_reply().status, 200);
    wait_for("ecommerce_gateway_calls_active 0");
    while (server_->stats().connections > 1) std::this_thread::yield();
    EXPECT_EQ(upstream_.calls, 1);
}

}  // namespace
}  // namespace ecommerce::gateway
