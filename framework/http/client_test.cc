// SPDX-License-Identifier: Apache-2.0
#include "framework/http/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <thread>

#include <gtest/gtest.h>

#include "framework/http/reply_reader.h"
#include "framework/http/server.h"
#include "framework/http/url.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::http {
namespace {

using namespace std::chrono_literals;

class EchoSite final : public Handler {
public:
    Task<Response> handle(Request& request) override {
        auto response = Response::of(200, "text/plain",
                                     std::string(request.method()) + " " + std::string(request.target()) +
                                         " " + request.body());
        response.headers.set("X-Echo", std::string(request.header("x-test")));
        if (request.path() == "/large") response.body.assign(100'000, 'x');
        if (request.path() == "/close") response.close = true;
        if (request.path() == "/hang") co_await runtime::sleep(1h, stop);
        co_return std::move(response);
    }
    runtime::StopSignal stop;
};

// Sends fixed bytes to whoever connects, without looking at what came.
class CannedServer {
public:
    explicit CannedServer(std::string reply) : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        (void)bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
        listen(listener_, 8);
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this, reply = std::move(reply)] {
            const int client = ::accept(listener_, nullptr, nullptr);
            char buffer[1000];
            if (::recv(client, buffer, sizeof buffer, 0) > 0)
                ::send(client, reply.data(), reply.size(), MSG_NOSIGNAL);
            ::close(client);
        });
    }
    ~CannedServer() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

private:
    int listener_;
    std::uint16_t port_ = 0;
    std::jthread thread_;
};

class ClientTest : public testing::Test {
protected:
    ClientTest() { server_.start(); }
    ~ClientTest() override {
        loops_[0].post([this] { site_.stop.request(); });
        loops_.run_blocking(0, stop(server_));
    }
    static Task<void> stop(Server& server) { EXPECT_TRUE(co_await server.stop(deadline_in(10s))); }
    static Task<void> send_into(Client& client, ClientRequest request, Deadline deadline,
                                std::optional<Result<ClientReply>>& out) {
        out.emplace(co_await client.send(std::move(request), deadline));
    }
    Result<ClientReply> send(ClientRequest request, std::chrono::milliseconds time = 10s) {
        std::optional<Result<ClientReply>> out;
        loops_.run_blocking(0, send_into(client_, std::move(request), deadline_in(time), out));
        return std::move(*out);
    }
    Result<ClientReply> get(const std::string& url, std::chrono::milliseconds time = 10s) {
        ClientRequest request;
        request.url = url;
        return send(std::move(request), time);
    }
    Code code_of(const std::string& url) {
        const auto reply = get(url);
        return reply ? Code::internal : reply.error().code();
    }
    std::string at(const std::string& target, const std::string& host = "127.0.0.1") const {
        return "http://" + host + ":" + std::to_string(server_.port()) + target;
    }

    EchoSite site_;
    runtime::Loops loops_{1};
    runtime::WorkerPool pool_{1, 10};
    Server server_{loops_, site_, {.host = "127.0.0.1"}};
    Client client_{loops_, pool_, {.reply_bytes = 50'000}};
};

TEST_F(ClientTest, SendsRequestsOverOneKeptConnection) {
    for (int i = 0; i < 3; ++i) {
        ClientRequest request{
            .verb = Verb::post, .url = at("/a?b=c"), .content_type = "text/plain", .body = "hello"};
        request.headers.set("X-Test", "value");
        const auto reply = send(std::move(request));
        ASSERT_TRUE(reply) << reply.error().message();
        EXPECT_EQ(reply->status, 200);
        EXPECT_EQ(reply->body, "POST /a?b=c hello");
        EXPECT_EQ(reply->headers.get("x-echo"), "value");
    }
    EXPECT_EQ(server_.stats().accepted, 1U);
}

TEST_F(ClientTest, ConnectsAgainAfterTheServerClosed) {
    EXPECT_TRUE(get(at("/close")));
    EXPECT_TRUE(get(at("/")));
    EXPECT_EQ(server_.stats().accepted, 2U);
}

TEST_F(ClientTest, ReadsRepliesToHead) {
    ClientRequest request{.verb = Verb::head, .url = at("/")};
    const auto reply = send(std::move(request));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->body, "");
    EXPECT_TRUE(get(at("/")));
}

TEST_F(ClientTest, ResolvesNames) {
    EXPECT_TRUE(get(at("/", "localhost")));
    EXPECT_EQ(code_of("http://no-such-host.invalid/"), Code::unavailable);
}

TEST_F(ClientTest, GivesUpAtTheDeadline) {
    const auto reply = get(at("/hang"), 20ms);
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code(), Code::deadline);
}

TEST_F(ClientTest, BoundsTheReply) {
    EXPECT_EQ(code_of(at("/large")), Code::unavailable);
}

TEST_F(ClientTest, SaysWhenNobodyListens) {
    EXPECT_EQ(code_of("http://127.0.0.1:1/"), Code::unavailable);
}

TEST_F(ClientTest, RefusesWhatIsNoUrl) {
    for (const auto* url : {"", "ftp://x/", "https://x/", "http://", "http://user@x/", "http://x:99999/",
                            "http://x:/", "http://x/a b", "http://x/\r\n", "http://[::1", "http://x:0/"}) {
        EXPECT_EQ(code_of(url), Code::invalid) << url;
    }
    EXPECT_EQ(Url::parse("http://[::1]:8080?q")->target, "/?q");
    EXPECT_EQ(Url::parse("http://[::1]:8080?q")->authority(), "[::1]:8080");
    EXPECT_EQ(Url::parse("HTTP://shop.example#part")->target, "/");
}

TEST_F(ClientTest, ReadsABodyThatEndsWithTheConnection) {
    CannedServer server("HTTP/1.0 200 OK\r\n\r\nhello");
    EXPECT_EQ(get(server.url())->body, "hello");
}

TEST_F(ClientTest, SkipsInterimReplies) {
    CannedServer server(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
    EXPECT_EQ(get(server.url())->body, "ok");
}

TEST_F(ClientTest, RefusesMalformedReplies) {
    for (const auto* bytes :
         {"", "nonsense\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi",
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "HTTP/1.1 200 OK\n\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n"}) {
        CannedServer server(bytes);
        const auto reply = get(server.url());
        ASSERT_FALSE(reply) << bytes;
        EXPECT_EQ(reply.error().code(), Code::unavailable) << bytes;
    }
}

}  // namespace
}  // namespace ecommerce::http
