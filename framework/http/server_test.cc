// SPDX-License-Identifier: Apache-2.0
// The server over real sockets on the loopback interface.
#include "framework/http/server.h"

#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "framework/http/raw_client.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::http {
namespace {

using namespace std::chrono_literals;

class Pieces final : public BodyProducer {
public:
    Pieces(std::size_t count, std::size_t size) : count_(count), size_(size) {}
    Task<void> produce(BodyWriter& out) override {
        const std::string piece(size_, 'p');
        for (std::size_t i = 0; i < count_; ++i) {
            if (!co_await out.write(piece)) break;
        }
    }

private:
    std::size_t count_, size_;
};

// Events that come when the test says so; ends with its client or its server.
class Events final : public BodyProducer {
public:
    explicit Events(std::atomic<int>& ended) : ended_(ended) {}
    ~Events() override { ++ended_; }
    Task<void> produce(BodyWriter& out) override {
        runtime::Waiter waiter;
        if (!co_await out.write("data: first\n\n")) co_return;
        while (!out.stop().requested()) co_await waiter.wait(deadline_in(1h), &out.stop());
    }

private:
    std::atomic<int>& ended_;
};

class Failing final : public BodyProducer {
public:
    explicit Failing(bool early) : early_(early) {}
    Task<void> produce(BodyWriter& out) override {
        if (early_) {
            out.replace(Response::of(404, "text/plain", "replaced"));
            co_return;
        }
        (void)co_await out.write("part");
        throw std::runtime_error("a bug");
    }

private:
    bool early_;
};

class Site final : public Handler {
public:
    Task<Response> handle(Request& request) override {
        const auto path = request.path();
        if (path == "/throw") throw std::runtime_error("a bug");
        if (path == "/echo") co_return Response::of(200, "text/plain", request.take_body());
        if (path == "/address") co_return Response::of(200, "text/plain", request.remote_address());
        if (path == "/empty") co_return Response::empty(204);
        if (path == "/hold") co_return co_await hold();
        Response response;
        response.content_type = "text/plain";
        if (path == "/big") {
            response.shared_body = big;
        } else if (path == "/pieces") {
            response.producer = std::make_unique<Pieces>(100, 1000);
        } else if (path == "/file" || path == "/short-file") {
            response.producer = std::make_unique<Pieces>(path == "/file" ? 10 : 9, 100'000);
            response.producer_length = 1'000'000;
        } else if (path == "/events") {
            response.content_type = "text/event-stream";
            response.heartbeat = ":\n\n";
            response.producer = std::make_unique<Events>(events_ended);
        } else if (path == "/fails-early" || path == "/fails-late") {
            response.producer = std::make_unique<Failing>(path == "/fails-early");
        } else {
            response.body = "hello";
            response.headers.set("X-Path", std::string(path));
        }
        co_return std::move(response);
    }
    std::size_t body_limit(const Request& head) override { return head.path() == "/echo" ? 100'000 : 10; }

    Task<Response> hold() {
        runtime::Waiter waiter;
        held.set_value({&runtime::Loop::current(), &waiter});
        co_await waiter.wait();
        co_return Response::of(200, "text/plain", "released");
    }
    // Lets the request to /hold go on.
    static void release(std::pair<runtime::Loop*, runtime::Waiter*> request) {
        request.first->post([waiter = request.second] { waiter->notify(); });
    }

    std::shared_ptr<const std::string> big = std::make_shared<const std::string>(20'000'000, 'b');
    std::atomic<int> events_ended = 0;
    std::promise<std::pair<runtime::Loop*, runtime::Waiter*>> held;
};

class ServerTest : public testing::Test {
protected:
    ServerTest() { options_.host = "127.0.0.1"; }
    ~ServerTest() override { stop(); }

    void start() {
        options_.on_exception = [this](const Request&, std::exception_ptr) { ++exceptions_; };
        server_ = std::make_unique<Server>(loops_, site_, options_);
        server_->start();
    }
    bool stop(std::chrono::milliseconds grace = 10s) {
        if (!server_) return true;
        bool all_ended = false;
        loops_.run_blocking(0, stop_into(*server_, grace, all_ended));
        server_.reset();
        return all_ended;
    }
    static Task<void> stop_into(Server& server, std::chrono::milliseconds grace, bool& all_ended) {
        all_ended = co_await server.stop(deadline_in(grace));
    }
    RawClient connect() { return RawClient(server_->port()); }

    Site site_;
    ServerOptions options_;
    std::atomic<int> exceptions_ = 0;
    runtime::Loops loops_{2};
    std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersOverAConnectionThatStaysOpen) {
    start();
    auto client = connect();
    for (int i = 0; i < 3; ++i) {
        const auto reply = client.get("/some/path");
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, "hello");
        EXPECT_EQ(reply.headers.at("x-path"), "/some/path");
        EXPECT_EQ(reply.headers.at("content-type"), "text/plain");
        EXPECT_EQ(reply.headers.at("date").size(), 29U);
        EXPECT_FALSE(reply.headers.contains("server"));
        EXPECT_FALSE(reply.headers.contains("connection"));
    }
    EXPECT_EQ(server_->stats().requests, 3U);
    EXPECT_EQ(server_->stats().connections, 1U);
    EXPECT_EQ(client.get("/address").body, "127.0.0.1");
}

TEST_F(ServerTest, ClosesWhenTheClientAsksForIt) {
    start();
    auto client = connect();
    client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const auto reply = client.read_reply();
    EXPECT_EQ(reply.headers.at("connection"), "close");
    EXPECT_EQ(reply.body, "hello");
    EXPECT_TRUE(client.at_end());
}

TEST_F(ServerTest, SpeaksHttp10) {
    start();
    auto once = connect();
    once.send("GET / HTTP/1.0\r\n\r\n");
    EXPECT_EQ(once.read_reply().body, "hello");
    EXPECT_TRUE(once.at_end());
    auto stays = connect();
    stays.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(stays.read_reply().headers.at("connection"), "keep-alive");
    stays.send(
        "GET /pieces HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");  // no chunks: the end tells the length
    EXPECT_EQ(stays.read_reply().body.size(), 100'000U);
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
    start();
    auto client = connect();
    std::string requests;
    for (int i = 0; i < 500; ++i) requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    std::jthread sender([&] { client.send(requests); });
    for (int i = 0; i < 500; ++i)
        EXPECT_EQ(client.read_reply().headers.at("x-path"), "/" + std::to_string(i));
}

TEST_F(ServerTest, ReadsBodiesOfKnownAndUnknownLength) {
    start();
    auto client = connect();
    const std::string body(100'000, 'x');
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + body);
    EXPECT_EQ(client.read_reply().body, body);
    client.send(
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    EXPECT_EQ(client.read_reply().body, "hello");
}

TEST_F(ServerTest, TellsAPatientClientToGoOn) {
    start();
    auto client = connect();
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_reply().status, 100);
    client.send("hello");
    EXPECT_EQ(client.read_reply().body, "hello");
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_reply().status, 413);
}

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

TEST_F(ServerTest, RefusesWhatIsNotHttpAndCloses) {
    start();
    for (const std::string_view text :
         {"\x16\x03\x01\x02\x03", "GET / HTTP/1.1\nHost: x\n\n", "GET / HTTP/1.1\r\n\r\n", "\r\n\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
        auto client = connect();
        client.send(text);
        const auto reply = client.read_reply();
        EXPECT_EQ(reply.status, 400) << text;
        EXPECT_EQ(reply.headers.at("content-type"), "application/problem+json");
        client.finish_sending();
        EXPECT_TRUE(client.at_end()) << text;
    }
    EXPECT_EQ(server_->stats().malformed, 6U);
    EXPECT_EQ(server_->stats().requests, 0U);
}

TEST_F(ServerTest, SurvivesAHeaderFlood) {
    start();
    auto client = connect();
    client.send("GET / HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < 1000 && client.send("X-Flood-" + std::to_string(i) + ": aaaaaaaaaaaaaaaa\r\n"); ++i) {
    }
    EXPECT_EQ(client.read_reply().status, 431);
}

TEST_F(ServerTest, AnswersHeadWithoutABody) {
    start();
    auto client = connect();
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nHEAD /pieces HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.read_reply(true).headers.at("content-length"), "5");
    EXPECT_EQ(client.read_reply(true).headers.at("transfer-encoding"), "chunked");
    EXPECT_EQ(client.get("/").body, "hello");
}

TEST_F(ServerTest, SendsNoLengthWithoutABody) {
    start();
    auto client = connect();
    const auto reply = client.get("/empty");
    EXPECT_EQ(reply.status, 204);
    EXPECT_FALSE(reply.headers.contains("content-length"));
    EXPECT_EQ(client.get("/").status, 200);
}

TEST_F(ServerTest, TurnsAnExceptionIntoAProblemAndGoesOn) {
    start();
    auto client = connect();
    const auto reply = client.get("/throw");
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.body.find("a bug"), std::string::npos);
    EXPECT_EQ(exceptions_, 1);
    EXPECT_EQ(client.get("/").status, 200);
}

TEST_F(ServerTest, SendsLargeBodiesWhole) {
    start();
    auto client = connect();
    EXPECT_EQ(client.get("/big").body, *site_.big);
    EXPECT_EQ(client.get("/pieces").body, std::string(100'000, 'p'));
    EXPECT_EQ(client.get("/file").body.size(), 1'000'000U);
    EXPECT_EQ(client.get("/").status, 200);
}

TEST_F(ServerTest, CutsTheConnectionWhenABodyEndsEarly) {
    start();
    auto client = connect();
    const auto reply = client.get("/short-file");
    EXPECT_FALSE(reply.complete);
    auto second = connect();
    EXPECT_FALSE(second.get("/fails-late").complete);
    EXPECT_EQ(exceptions_, 1);
}

TEST_F(ServerTest, LetsAProducerReplaceAReplyThatHasNotBegun) {
    start();
    auto client = connect();
    const auto reply = client.get("/fails-early");
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.body, "replaced");
    EXPECT_EQ(client.get("/").status, 200);
}

TEST_F(ServerTest, KeepsAnEventStreamAliveAndNoticesThatItsClientWent) {
    options_.limits.heartbeat = 10ms;
    options_.limits.sweep = 5ms;
    start();
    {
        auto client = connect();
        client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_TRUE(client.read_until("data: first\n\n"));
        EXPECT_TRUE(client.read_until("3\r\n:\n\n\r\n3\r\n:\n\n\r\n"));
        EXPECT_EQ(site_.events_ended, 0);
    }
    EXPECT_TRUE(stop());
    EXPECT_EQ(site_.events_ended, 1);
}

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

TEST_F(ServerTest, ClosesIdleConnections) {
    options_.limits.idle = 30ms;
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
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(client.get("/").status, 200);
        std::this_thread::sleep_for(
            5ms);  // no result depends on it: more or fewer rounds find the buffer gone
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
