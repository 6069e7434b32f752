// SPDX-License-Identifier: Apache-2.0
// Bodies that nobody holds as a whole.
#include <gmock/gmock.h>

#include "framework/http/client_fixture.h"
#include "framework/runtime/spawn.h"
#include "framework/testing/raw_server.h"

namespace ecommerce::http {
namespace {

using ::testing::HasSubstr;
using testing::RawConnection;
using testing::RawServer;

constexpr std::size_t kPiece = std::size_t(64) << 10;
constexpr std::size_t kTotal = std::size_t(64) << 20;
// More than the two sockets' buffers hold; what is beyond them would be in our memory.
constexpr std::size_t kAheadMax = std::size_t(20) << 20;

// Gives `total` bytes and notes how far it got ahead of the one who takes them.
class Well final : public ByteSource {
public:
    Well(std::size_t total, const std::atomic<std::size_t>& taken) : left_(total), taken_(taken) {}
    Task<Result<std::string>> read() override {
        std::string piece(std::min(left_, kPiece), 'x');
        left_ -= piece.size();
        given_ += piece.size();
        ahead = std::max(ahead, given_ - std::min<std::size_t>(given_, taken_));
        co_return piece;
    }
    std::size_t ahead = 0;

private:
    std::size_t left_;
    std::size_t given_ = 0;
    const std::atomic<std::size_t>& taken_;
};

// Lets others run between two pieces.
class Drain final : public ByteSink {
public:
    Task<Result<void>> write(std::string_view bytes) override {
        taken += bytes.size();
        largest = std::max(largest, bytes.size());
        co_await runtime::sleep(std::chrono::microseconds(100));
        co_return Result<void>();
    }
    std::atomic<std::size_t> taken = 0;
    std::size_t largest = 0;
};

TEST_F(ClientFixture, SendsALongBodyNoFasterThanItIsTaken) {
    std::atomic<std::size_t> taken = 0;
    RawServer server([&](RawConnection& connection) {
        EXPECT_THAT(connection.read_head(), HasSubstr("Content-Length: " + std::to_string(kTotal)));
        while (taken < kTotal) {
            const auto bytes = connection.read();
            if (bytes.empty()) return;
            taken += bytes.size();
        }
        connection.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    });
    Well well(kTotal, taken);
    const auto reply =
        send({.verb = Verb::put, .url = server.url(), .source = &well, .source_bytes = kTotal});
    ASSERT_TRUE(reply) << reply.error().message();
    EXPECT_EQ(reply->status, 201);
    EXPECT_EQ(taken, kTotal);
    EXPECT_LE(well.ahead, kAheadMax);
}

TEST_F(ClientFixture, ReceivesALongBodyNoFasterThanItIsTaken) {
    Drain drain;
    std::size_t ahead = 0;
    RawServer server([&](RawConnection& connection) {
        connection.read_head();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kTotal) + "\r\n\r\n");
        const std::string piece(kPiece, 'x');
        for (std::size_t sent = 0; sent < kTotal; sent += kPiece) {
            if (!connection.send(piece)) return;
            ahead = std::max(ahead, sent - std::min<std::size_t>(sent, drain.taken));
        }
    });
    const auto reply = send({.url = server.url(), .sink = &drain});
    ASSERT_TRUE(reply) << reply.error().message();
    EXPECT_EQ(reply->body, "");
    EXPECT_EQ(drain.taken, kTotal);
    EXPECT_LE(drain.largest, 2 * kPiece);
    EXPECT_LE(ahead, kAheadMax);
}

TEST_F(ClientFixture, SendsChunksWhenItDoesNotKnowHowManyComeAndKeepsTheConnection) {
    int connections = 0;
    RawServer server([&](RawConnection& connection) {
        ++connections;
        for (int i = 0; i < 2; ++i) {
            EXPECT_THAT(connection.read_head(), HasSubstr("Transfer-Encoding: chunked"));
            std::string body;
            while (!body.ends_with("0\r\n\r\n")) body += connection.read();
            EXPECT_EQ(body, "5\r\nhello\r\n0\r\n\r\n");
            connection.send("HTTP/1.1 204 No Content\r\n\r\n");
        }
    });
    for (int i = 0; i < 2; ++i) {
        TextSource hello("hello");
        EXPECT_EQ(send({.verb = Verb::post, .url = server.url(), .source = &hello})->status, 204);
    }
    EXPECT_EQ(connections, 1);
}

TEST_F(ClientFixture, KeepsRefusalsOutOfTheSink) {
    Drain drain;
    RawServer server([&](RawConnection& connection) {
        connection.read_head();
        connection.send("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone");
    });
    const auto reply = send({.url = server.url(), .sink = &drain});
    EXPECT_EQ(reply->status, 404);
    EXPECT_EQ(reply->body, "none");
    EXPECT_EQ(drain.taken, 0U);
}

// An end of ours that gives up.
class Broken final : public ByteSource, public ByteSink {
public:
    Task<Result<std::string>> read() override {
        co_return fail(Code::not_found, "GONE", "The file is gone.");
    }
    Task<Result<void>> write(std::string_view) override { co_return fail(Code::exhausted, "FULL", "Full."); }
};

TEST_F(ClientFixture, PassesOnWhatItsOwnEndsSay) {
    RawServer server([](RawConnection& connection) {
        if (connection.read_head().starts_with("GET")) {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome");
        }
        connection.read();
    });
    Broken broken;
    EXPECT_EQ(send({.url = server.url(), .sink = &broken}).error().reason(), "FULL");
    EXPECT_EQ(send({.verb = Verb::put, .url = server.url(), .source = &broken}).error().reason(), "GONE");
}

TEST_F(ClientFixture, SaysWhenAStreamIsCutOffAndDoesNotBeginItAgain) {
    Drain drain;
    std::atomic<int> requests = 0;
    RawServer server([&](RawConnection& connection) {
        connection.read_head();
        ++requests;
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome");
    });
    EXPECT_EQ(send({.url = server.url(), .sink = &drain}).error().code(), Code::unavailable);
    EXPECT_EQ(drain.taken, 4U);
    EXPECT_EQ(requests, 1);
}

TEST_F(ClientFixture, KeepsToTheDeadlineWhileABodyTrickles) {
    RawServer server([](RawConnection& connection) {
        connection.read_head();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome");
        connection.read();
    });
    Drain drain;
    const auto reply = send({.url = server.url(), .sink = &drain}, std::chrono::milliseconds(50));
    EXPECT_EQ(reply.error().code(), Code::deadline);
}

}  // namespace
}  // namespace ecommerce::http
