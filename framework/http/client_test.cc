// SPDX-License-Identifier: Apache-2.0
#include "framework/http/client.h"

#include <gmock/gmock.h>

#include "framework/http/client_fixture.h"
#include "framework/http/server.h"
#include "framework/http/url.h"
#include "framework/runtime/spawn.h"
#include "framework/testing/raw_server.h"

namespace ecommerce::http {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::RawConnection;
using testing::RawServer;

constexpr std::string_view kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
constexpr std::string_view kBusy = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";

class EchoSite final : public Handler {
public:
    Task<Response> handle(Request& request) override {
        auto response = Response::of(200, "text/plain",
                                     std::string(request.method()) + " " + std::string(request.target()) +
                                         " " + request.body());
        response.headers.set("X-Echo", std::string(request.header("x-test")));
        response.headers.set("X-Type", std::string(request.header("content-type")));
        response.headers.set("X-Trace", std::string(request.header("traceparent")));
        if (request.path() == "/large") response.body.assign(100'000, 'x');
        if (request.path() == "/close") response.close = true;
        if (request.path() == "/moved") {
            response.status = 302;
            response.headers.set("Location", "/");
        }
        if (request.path() == "/hang") co_await runtime::sleep(1h, stop);
        co_return std::move(response);
    }
    runtime::StopSignal stop;
};

class ClientTest : public ClientFixture {
protected:
    ClientTest() {
        make_client({.reply_bytes = 50'000});
        server_.start();
    }
    ~ClientTest() override {
        client_.reset();
        loops_[0].post([this] { site_.stop.request(); });
        loops_.run_blocking(0, stop(server_));
    }
    static Task<void> stop(Server& server) { EXPECT_TRUE(co_await server.stop(deadline_in(10s))); }
    std::string at(const std::string& target, const std::string& host = "127.0.0.1") const {
        return "http://" + host + ":" + std::to_string(server_.port()) + target;
    }

    EchoSite site_;
    Server server_{loops_, site_, {.host = "127.0.0.1"}};
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
        EXPECT_EQ(reply->headers.get("x-type"), "text/plain");
    }
    EXPECT_EQ(server_.stats().accepted, 1U);
}

TEST_F(ClientTest, SendsEveryVerbWithAndWithoutABody) {
    for (const auto verb : {Verb::get, Verb::post, Verb::put, Verb::patch, Verb::del, Verb::options}) {
        const std::string line = std::string(to_string(verb)) + " /x ";
        EXPECT_EQ(text_of({.verb = verb, .url = at("/x")}), line);
        EXPECT_EQ(text_of({.verb = verb, .url = at("/x"), .body = "b"}), line + "b");
    }
    EXPECT_EQ(send({.verb = Verb::post, .url = at("/x")})->headers.get("x-type"), "");
}

TEST_F(ClientTest, ConnectsAgainAfterTheServerClosed) {
    EXPECT_TRUE(get(at("/close")));
    EXPECT_TRUE(get(at("/")));
    EXPECT_EQ(server_.stats().accepted, 2U);
}

TEST_F(ClientTest, ReadsRepliesToHead) {
    const auto reply = send({.verb = Verb::head, .url = at("/")});
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->body, "");
    EXPECT_TRUE(get(at("/")));
}

TEST_F(ClientTest, ResolvesNames) {
    EXPECT_TRUE(get(at("/", "localhost")));
    EXPECT_EQ(code_of("http://no-such-host.invalid/"), Code::unavailable);
}

TEST_F(ClientTest, SendsTheTraceOn) {
    CallContext context;
    context.trace = Trace::start(true);
    const auto reply = send(context, {.url = at("/")});
    const auto trace = Trace::parse(reply->headers.get("x-trace"));
    EXPECT_EQ(trace.trace_id, context.trace.trace_id);
    EXPECT_NE(trace.span_id, context.trace.span_id);
    EXPECT_TRUE(trace.sampled);
}

TEST_F(ClientTest, GivesUpAtTheDeadline) {
    const auto reply = send({.url = at("/hang")}, 20ms);
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code(), Code::deadline);
    EXPECT_EQ(send({.url = at("/")}, -1ms).error().code(), Code::deadline) << "no time was left";
}

TEST_F(ClientTest, BoundsTheReply) {
    EXPECT_THAT(failure_of(at("/large")), HasSubstr("too long"));
}

TEST_F(ClientTest, SaysWhenNobodyListens) {
    EXPECT_EQ(code_of("http://127.0.0.1:1/"), Code::unavailable);
    EXPECT_THAT(failure_of("http://127.0.0.1:1/"), HasSubstr("Connection refused"));
}

TEST_F(ClientTest, FollowsRedirectsOnlyWhereItIsAllowedTo) {
    EXPECT_EQ(get(at("/moved"))->status, 302);
    EXPECT_EQ(send({.url = at("/moved"), .redirects_max = 1})->body, "GET / ");
}

TEST_F(ClientTest, RefusesWhatIsNoUrl) {
    for (const auto* url : {"", "ftp://x/", "file:///etc/passwd", "http://", "http://user@x/",
                            "http://u:p@x/", "http://x:99999/", "http://x/a b", "http://x/\r\n",
                            "http://[::1", "http://x:0/", "x.example/path"}) {
        EXPECT_EQ(code_of(url), Code::invalid) << url;
    }
    EXPECT_EQ(Url::parse("http://[::1]:8080?q")->authority(), "[::1]:8080");
    EXPECT_EQ(Url::parse("HTTP://shop.example#part")->authority(), "shop.example:80");
    EXPECT_EQ(Url::parse("https://shop.example/")->authority(), "shop.example:443");
}

TEST_F(ClientTest, EndsWhatRunsWhenItGoes) {
    CallContext context;
    std::optional<Result<ClientReply>> out;
    RawServer silent([](RawConnection& connection) {
        while (!connection.read().empty()) {}
    });
    runtime::spawn(loops_[0], send_into(client(), context, {.url = silent.url()}, out));
    client_.reset();
    loops_.run_blocking(0, []() -> Task<void> { co_return; }());
    ASSERT_TRUE(out);
    EXPECT_EQ(out->error().code(), Code::unavailable);
}

// Bytes in, whatever the other side makes of them.
class RawReplies : public ClientFixture {
protected:
    RawReplies() { make_client({.retry = {.attempts_max = 1}}); }
    static RawServer answering(std::string bytes) {
        return RawServer([bytes = std::move(bytes)](RawConnection& connection) {
            connection.read_head();
            connection.send(bytes);
        });
    }
};

TEST_F(RawReplies, MayEndWithTheConnection) {
    const auto server = answering("HTTP/1.0 200 OK\r\n\r\nhello");
    EXPECT_EQ(get(server.url())->body, "hello");
}

TEST_F(RawReplies, MayFollowInterimOnes) {
    const auto server = answering(
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
    const auto reply = get(server.url());
    EXPECT_EQ(reply->body, "ok");
    EXPECT_EQ(reply->headers.get("link"), "");
}

TEST_F(RawReplies, AreUnavailableWhenTheyAreMalformedOrCutOff) {
    for (const auto* bytes :
         {"", "nonsense\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhi",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n",
          "HTTP/1.1 200 OK\r\nno field\r\n\r\n"}) {
        const auto server = answering(bytes);
        EXPECT_EQ(code_of(server.url()), Code::unavailable) << bytes;
    }
    const auto server = answering("HTTP/1.1 200 OK\r\nX: " + std::string(80'000, 'x') + "\r\n\r\n");
    EXPECT_EQ(code_of(server.url()), Code::unavailable);
}

// What is sent again, and what never is.
class Repetition : public ClientFixture {
protected:
    Repetition() { make_client({.retry = {.pause = 1ms}}); }

    std::atomic<int> requests_ = 0;
    // Busy at first, then well.
    RawServer server_{[this](RawConnection& connection) {
        while (!connection.read_head().empty()) connection.send(++requests_ == 1 ? kBusy : kOk);
    }};
};

TEST_F(Repetition, IsForWhatMayBeRepeated) {
    EXPECT_EQ(get(server_.url())->body, "ok");
    EXPECT_EQ(requests_, 2);
}

TEST_F(Repetition, IsForAPostThatSaysSo) {
    EXPECT_EQ(send({.verb = Verb::post, .url = server_.url(), .repeatable = true})->body, "ok");
    EXPECT_EQ(requests_, 2);
}

TEST_F(Repetition, IsNotForAnyOtherPost) {
    EXPECT_EQ(send({.verb = Verb::post, .url = server_.url()})->status, 503);
    EXPECT_EQ(requests_, 1);
}

TEST_F(Repetition, WaitsNoLongerThanItPays) {
    std::atomic<int> requests = 0;
    RawServer later([&](RawConnection& connection) {
        connection.read_head();
        ++requests;
        connection.send("HTTP/1.1 503 Later\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n");
    });
    EXPECT_EQ(get(later.url())->status, 503);
    EXPECT_EQ(requests, 1);
}

// A server that answers the first request of a connection and swallows the second, as one does that closes
// idle connections at the wrong moment.
class DyingConnection : public ClientFixture {
protected:
    DyingConnection() { make_client({.retry = {.attempts_max = 1}}); }

    std::atomic<int> requests_ = 0;
    RawServer server_{[this](RawConnection& connection) {
        if (connection.read_head().empty()) return;
        ++requests_;
        connection.send(kOk);
        const auto head = connection.read_head();
        if (head.empty()) return;
        ++requests_;
        if (head.find("Content-Length: 0") == std::string::npos && head.starts_with("POST"))
            connection.read();
    }};
};

TEST_F(DyingConnection, IsReplacedForWhatMayBeRepeated) {
    EXPECT_TRUE(get(server_.url()));
    EXPECT_EQ(get(server_.url())->body, "ok");
    EXPECT_EQ(requests_, 3);
}

TEST_F(DyingConnection, EndsAPostWithABody) {
    EXPECT_TRUE(get(server_.url()));
    const auto reply = send({.verb = Verb::post, .url = server_.url(), .body = "one charge"});
    EXPECT_EQ(reply.error().code(), Code::unavailable);
    EXPECT_EQ(requests_, 2);
}

TEST_F(DyingConnection, IsNotTriedWithAPostWithoutABody) {
    EXPECT_TRUE(get(server_.url()));
    EXPECT_TRUE(send({.verb = Verb::post, .url = server_.url()}));
    EXPECT_EQ(requests_, 2);
}

class Notes final : public ClientObserver {
public:
    void ended(const EndedClientCall& call) override {
        calls.push_back(std::string(to_string(call.verb)) + " " + call.url.authority() + " " +
                        std::to_string(call.status) + (call.error ? " " + call.error->reason() : ""));
        attempts = call.attempts;
    }
    std::vector<std::string> calls;
    std::size_t attempts = 0;
};

TEST_F(ClientFixture, LeavesAHostAloneThatKeepsFailing) {
    Notes notes;
    make_client({.breaker = {.calls_min = 4}, .retry = {.attempts_max = 1}, .observer = &notes});
    for (int i = 0; i < 4; ++i) EXPECT_EQ(code_of("http://127.0.0.1:1/"), Code::unavailable);
    EXPECT_EQ(notes.attempts, 1U);
    const auto refused = get("http://127.0.0.1:1/");
    EXPECT_THAT(refused.error().message(), HasSubstr("failed too often"));
    EXPECT_GE(refused.error().retry_after_seconds(), 1);
    EXPECT_EQ(notes.attempts, 0U);
    EXPECT_THAT(failure_of("http://127.0.0.1:2/"), HasSubstr("Connection refused")) << "another host";
}

TEST_F(ClientFixture, TellsItsObserver) {
    Notes notes;
    make_client({.retry = {.pause = 1ms}, .observer = &notes});
    RawServer server([](RawConnection& connection) {
        while (!connection.read_head().empty()) connection.send(kOk);
    });
    EXPECT_TRUE(get(server.url()));
    EXPECT_FALSE(send({.verb = Verb::del, .url = "http://127.0.0.1:1/"}));
    EXPECT_EQ(notes.attempts, 3U);
    const auto authority = server.url("").substr(7);
    EXPECT_THAT(notes.calls,
                ::testing::ElementsAre("GET " + authority + " 200", "DELETE 127.0.0.1:1 0 UNAVAILABLE"));
}

}  // namespace
}  // namespace ecommerce::http
