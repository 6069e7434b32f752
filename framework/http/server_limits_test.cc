// SPDX-License-Identifier: Apache-2.0
// What clients may cost: size, time and number.
#include <thread>

#include "framework/http/server_fixture.h"

namespace ecommerce::http {
namespace {

using namespace std::chrono_literals;

TEST_F(ServerTest, RefusesALargeBodyWithoutReadingIt) {
    start();
    auto client = connect();
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
    const auto reply = client.read_reply();
    EXPECT_EQ(reply.status, 413);
    EXPECT_EQ(reply.headers.at("content-type"), "application/problem+json");
    EXPECT_EQ(reply.headers.at("connection"), "close");
    EXPECT_NE(reply.body.find("BODY_TOO_LARGE"), std::string::npos);
}

TEST_F(ServerTest, AnswersAClientThatSendsAHundredMegabytesRegardless) {
    start();
    auto client = connect();
    std::jthread sender([&] {
        client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
        const std::string piece(1'000'000, 'x');
        for (int i = 0; i < 100 && client.send(piece); ++i) {}
    });
    EXPECT_EQ(client.read_reply().status, 413);
    sender.join();
    auto other = connect();
    EXPECT_EQ(other.get("/").status, 200);
}

TEST_F(ServerTest, BoundsTheMemoryOfAllBodiesTogether) {
    options_.limits.body_bytes_per_loop = 50'000;
    start();
    auto client = connect();
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" +
                std::string(100'000, 'x'));
    EXPECT_EQ(client.read_reply().status, 503);
    auto other = connect();
    for (int i = 0; i < 3; ++i) {
        other.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 40000\r\n\r\n" +
                   std::string(40'000, 'x'));
        EXPECT_EQ(other.read_reply().status, 200);
    }
}

TEST_F(ServerTest, SurvivesAHeaderFlood) {
    start();
    auto client = connect();
    client.send("GET / HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < 1000 && client.send("X-Flood-" + std::to_string(i) + ": aaaaaaaaaaaaaaaa\r\n"); ++i) {
    }
    EXPECT_EQ(client.read_reply().status, 431);
}

TEST_F(ServerTest, ClosesIdleConnections) {
    options_.limits.idle = 500ms;
    options_.limits.sweep = 5ms;
    start();
    auto fresh = connect();
    auto used = connect();
    EXPECT_EQ(used.get("/").status, 200);
    EXPECT_TRUE(fresh.at_end());
    EXPECT_TRUE(used.at_end());
    EXPECT_EQ(server_->stats().timed_out, 2U);
}

TEST_F(ServerTest, WakesAConnectionThatGaveItsBuffersBack) {
    options_.limits.sweep = 1ms;
    start();
    auto client = connect();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(client.get("/").status, 200);
        while (server_->stats().resting == 0) std::this_thread::yield();
    }
}

TEST_F(ServerTest, GivesUpOnSlowHeads) {
    options_.limits.head = 30ms;
    options_.limits.sweep = 5ms;
    start();
    auto client = connect();
    client.send("GET / HTTP/1.1\r\nHost: ");
    EXPECT_EQ(client.read_reply().status, 408);
    client.finish_sending();
    EXPECT_TRUE(client.at_end());
}

TEST_F(ServerTest, GivesUpOnSlowBodies) {
    options_.limits.body_grace = 30ms;
    options_.limits.rate = 1'000'000;
    options_.limits.sweep = 5ms;
    start();
    auto client = connect();
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\nx");
    EXPECT_EQ(client.read_reply().status, 408);
}

TEST_F(ServerTest, GivesUpOnReadersThatDoNotRead) {
    options_.limits.write_stall = 50ms;
    options_.limits.sweep = 5ms;
    start();
    auto client = connect();
    client.shrink_window();
    client.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(client.read_until("HTTP/1.1 200"));
    EXPECT_TRUE(stop());  // waits for the connection, which only the stall can end
}

TEST_F(ServerTest, BoundsTheConnectionsOfAnAddress) {
    runtime::Loops one(1);
    options_.limits.connections_per_address_and_loop = 2;
    Server server(one, site_, options_);
    server.start();
    {
        RawClient first(server.port()), second(server.port());
        EXPECT_EQ(first.get("/").status, 200);
        EXPECT_EQ(second.get("/").status, 200);
        RawClient third(server.port());
        const auto reply = third.read_reply();
        EXPECT_EQ(reply.status, 503);
        EXPECT_EQ(reply.headers.at("retry-after"), "1");
        EXPECT_TRUE(third.at_end());
        EXPECT_EQ(server.stats().rejected_connections, 1U);
    }
    bool ended = false;
    one.run_blocking(0, stop_into(server, 10s, ended));
    EXPECT_TRUE(ended);
}

TEST_F(ServerTest, SurvivesClientsThatHangUpAnywhere) {
    start();
    const std::string request = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
    for (std::size_t size = 0; size <= request.size(); ++size) {
        auto client = connect();
        client.send(std::string_view(request).substr(0, size));
    }
    for (const auto* target : {"/big", "/pieces", "/file", "/events"}) {
        auto client = connect();
        client.send("GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    EXPECT_TRUE(stop());
}

}  // namespace
}  // namespace ecommerce::http
