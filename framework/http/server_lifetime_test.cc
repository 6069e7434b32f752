// SPDX-License-Identifier: Apache-2.0
// How the server starts, drains and stops.
#include <thread>

#include "framework/http/server_fixture.h"

namespace ecommerce::http {
namespace {

using namespace std::chrono_literals;

TEST_F(ServerTest, EndsEventStreamsProperlyWhenItDrains) {
    start();
    auto client = connect();
    client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(client.read_until("data: first"));
    server_->drain();
    const auto reply = client.read_reply();
    EXPECT_TRUE(reply.complete);
    EXPECT_TRUE(stop());
    EXPECT_EQ(site_.events_ended, 1);
}

TEST_F(ServerTest, FinishesRunningRequestsWhenItDrains) {
    start();
    auto idle = connect();
    EXPECT_EQ(idle.get("/").status, 200);
    auto busy = connect();
    auto held = site_.held.get_future();
    busy.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto request = held.get();
    server_->drain();
    EXPECT_TRUE(idle.at_end());
    Site::release(request);
    const auto reply = busy.read_reply();
    EXPECT_EQ(reply.body, "released");
    EXPECT_EQ(reply.headers.at("connection"), "close");
    EXPECT_TRUE(busy.at_end());
    EXPECT_TRUE(stop());
}

TEST_F(ServerTest, TellsARequestThatItsClientHasHungUpAndRepliesAllTheSame) {
    options_.limits.sweep = 10ms;
    start();
    auto client = connect();
    // What is sent behind it does not hide the end.
    client.send("GET /wait-for-goodbye HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n");
    client.finish_sending();
    EXPECT_EQ(client.read_reply().body, "goodbye");
    EXPECT_EQ(client.read_reply().body, "hello");
}

TEST_F(ServerTest, TellsARequestThatTheServerCutsItOff) {
    start();
    auto client = connect();
    client.send("GET /wait-for-goodbye HTTP/1.1\r\nHost: x\r\n\r\n");
    while (server_->stats().requests == 0) std::this_thread::yield();
    EXPECT_FALSE(stop(1ms));
}

TEST_F(ServerTest, CutsWhatIsLeftAtTheDeadline) {
    start();
    auto client = connect();
    client.shrink_window();
    client.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(client.read_until("HTTP/1.1 200"));
    EXPECT_FALSE(stop(1ms));
}

TEST_F(ServerTest, SaysWhatToDoAboutATakenPort) {
    start();
    options_.port = server_->port();
    try {
        Server second(loops_, site_, options_);
        FAIL() << "two servers share a port";
    } catch (const std::runtime_error& e) {
        EXPECT_EQ(std::string(e.what()),
                  "Port " + std::to_string(options_.port) +
                      " is taken by another program: stop that program or choose another port.");
    }
    options_.host = "shop.example";
    EXPECT_THROW(Server(loops_, site_, options_), std::runtime_error);
}

TEST_F(ServerTest, EndsWithoutHavingStarted) {
    server_ = std::make_unique<Server>(loops_, site_, options_);
    EXPECT_TRUE(stop());
}

}  // namespace
}  // namespace ecommerce::http
