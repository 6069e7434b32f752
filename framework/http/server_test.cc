// SPDX-License-Identifier: Apache-2.0
// How the server speaks HTTP.
#include <thread>

#include "framework/http/server_fixture.h"

namespace ecommerce::http {
namespace {

using namespace std::chrono_literals;

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

// All connections of a loop read into one buffer.
TEST_F(ServerTest, KeepsWhatCameBehindARequestThatTakesLong) {
    start();
    auto client = connect();
    auto held = site_.held.get_future();
    client.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\nGET /second HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto request = held.get();
    for (int i = 0; i < 20; ++i) EXPECT_EQ(connect().get("/" + std::string(200, 'o')).status, 200);
    Site::release(request);
    EXPECT_EQ(client.read_reply().body, "released");
    EXPECT_EQ(client.read_reply().headers.at("x-path"), "/second");
}

TEST_F(ServerTest, LetsRequestsWaitOrRefusesThemBeforeTheyAreHandled) {
    start();
    auto client = connect();
    client.send("GET /admitted HTTP/1.1\r\nHost: x\r\n\r\nGET /refused HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.read_reply().headers.at("x-path"), "/admitted");
    const auto refused = client.read_reply();
    EXPECT_EQ(refused.status, 503);
    EXPECT_FALSE(refused.headers.contains("connection"));
    EXPECT_EQ(client.get("/").status, 200);
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

}  // namespace
}  // namespace ecommerce::http
