// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/log.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/call/context.h"
#include "framework/telemetry/log_line.h"

namespace ecommerce::log {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Record record_of(std::string_view message, Fields fields) {
    return {.time = std::chrono::system_clock::time_point(1'700'000'000s + 250ms),
            .level = Level::info,
            .service = "order",
            .message = message,
            .fields = fields.begin(),
            .field_count = fields.size(),
            .trace = nullptr,
            .request_id = {}};
}

TEST(LogLine, IsOneJsonObject) {
    const std::string order_no = "20261123-1";
    const Fields fields{{"order_no", order_no}, {"total_minor", 1999}, {"lines", std::size_t{2}},
                        {"ratio", 0.5},         {"paid", false},       {"took_ms", 1500us}};
    EXPECT_EQ(
        json_line(record_of("order placed", fields)),
        R"({"time":"2023-11-14T22:13:20.250000Z","level":"info","service":"order","message":"order placed",)"
        R"("order_no":"20261123-1","total_minor":1999,"lines":2,"ratio":0.5,"paid":false,"took_ms":1.5})"
        "\n");
}

TEST(LogLine, CarriesTheIdsOfItsCall) {
    CallContext context;
    context.trace = Trace::parse("00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01");
    context.request_id = "r-1";
    const Capture capture;
    Logger("cart").warning(context, "the store is down", {{"items", 3}});
    ASSERT_EQ(capture.lines().size(), 1U);
    EXPECT_THAT(capture.lines()[0],
                HasSubstr(R"("level":"warning","service":"cart","message":"the store is down","items":3,)"
                          R"("trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"00f067aa0ba902b7",)"
                          R"("request_id":"r-1"})"));
}

TEST(LogLine, HidesFieldsThatAreNamedLikeSecrets) {
    for (const auto* key : {"password", "new_password", "accessToken", "Authorization", "set-cookie", "card",
                            "card_number", "cardNumber", "cvv", "client_secret", "api_key", "PAN"}) {
        const Fields fields{{key, "4111111111111111"}};
        EXPECT_THAT(json_line(record_of("m", fields)), Not(HasSubstr("4111"))) << key;
        EXPECT_THAT(human_line(record_of("m", fields), false), Not(HasSubstr("4111"))) << key;
    }
    for (const auto* key : {"discarded", "company", "pinned", "order_no", "idempotency_key", "cardinality"}) {
        EXPECT_FALSE(names_a_secret(key)) << key;
    }
}

TEST(LogLine, CannotBeBrokenByItsContent) {
    const Fields fields{{"text", "a\"b\\c\nd\x01"},
                        {"bytes", "\xff\xc0\x80ok \xe4\xbd\xa0\xed\xa0\x80"},
                        {"message", "mine"}};
    const auto line = json_line(record_of("first\nsecond", fields));
    EXPECT_THAT(line, HasSubstr(R"("message":"first\nsecond")"));
    EXPECT_THAT(line, HasSubstr(R"("text":"a\"b\\c\nd\u0001")"));
    EXPECT_THAT(line, HasSubstr("\"bytes\":\"\uFFFD\uFFFD\uFFFDok 你\uFFFD\uFFFD\uFFFD\""));
    EXPECT_THAT(line, HasSubstr(R"("message_":"mine")"));
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    EXPECT_EQ(human_line(record_of("first\nsecond", fields), true).find('\n'),
              human_line(record_of("first\nsecond", fields), true).size() - 1);
}

TEST(LogLine, CutsLongText) {
    const std::string text(100'000, 'x');
    const Fields fields{{"body", text}};
    EXPECT_LT(json_line(record_of("m", fields)).size(), 9'000U);
}

TEST(LogLine, ReadsWellOnATerminal) {
    const Fields fields{{"order_no", "1"}, {"total_minor", 5}};
    EXPECT_EQ(human_line(record_of("order placed", fields), false),
              "22:13:20.250 info    order: order placed order_no=\"1\" total_minor=5\n");
}

TEST(Log, WritesNothingBelowItsLevel) {
    char path[] = "/tmp/ecommerce-log-XXXXXX";
    const int file = ::mkstemp(path);
    {
        const Output output({.level = Level::warning, .descriptor = file});
        EXPECT_FALSE(enabled(Level::info));
        info("hidden");
        warning("shown");
    }
    ::close(file);
    std::ifstream in(path);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    EXPECT_THAT(text, HasSubstr("shown"));
    EXPECT_THAT(text, Not(HasSubstr("hidden")));
    ::unlink(path);
}

TEST(Log, FollowsItsLevel) {
    const config::Live<Level> level = Level::warning;
    const Output output({.level = level, .descriptor = -1});
    EXPECT_FALSE(enabled(Level::debug));
    level.set(Level::debug);
    EXPECT_TRUE(enabled(Level::debug));
}

TEST(Log, DropsTheOldestLinesAndNeverWaitsForASlowReader) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ::fcntl(ends[1], F_SETPIPE_SZ, 4096);
    std::string read;
    {
        const Output output({.queue_lines = 16, .descriptor = ends[1]});
        const std::string filler(1000, 'x');
        for (int i = 0; i < 500; ++i) info("line", {{"number", i}, {"filler", filler}});
        EXPECT_GT(output.dropped(), 400U);
        std::jthread reader([&] {
            char buffer[65536];
            while (read.find("\"number\":499,") == std::string::npos) {
                const auto got = ::read(ends[0], buffer, sizeof buffer);
                ASSERT_GT(got, 0);
                read.append(buffer, std::size_t(got));
            }
        });
    }
    EXPECT_LT(std::ranges::count(read, '\n'), 100);
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST(Log, IsWrittenFromManyThreads) {
    const Capture capture;
    {
        std::vector<std::jthread> threads;
        threads.reserve(8);
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([] {
                for (int j = 0; j < 100; ++j) error("line");
            });
        }
    }
    EXPECT_EQ(capture.lines().size(), 400U);
}

TEST(Log, DescribesExceptions) {
    EXPECT_EQ(describe(std::make_exception_ptr(std::runtime_error("no"))), "std::runtime_error: no");
    EXPECT_EQ(describe(std::make_exception_ptr(1)), "an exception that is not a std::exception");
}

TEST(Throttle, LetsOneThroughAndCountsTheRest) {
    Throttle throttle(1h);
    std::uint64_t kept_back = 7;
    EXPECT_TRUE(throttle.pass(kept_back));
    EXPECT_EQ(kept_back, 0U);
    EXPECT_FALSE(throttle.pass(kept_back));
    Throttle open(0s);
    EXPECT_TRUE(open.pass(kept_back));
    EXPECT_TRUE(open.pass(kept_back));
}

TEST(Tap, SeesWhatIsWritten) {
    struct Counting final : Tap {
        void written(const Record& record) override { messages.emplace_back(record.message); }
        std::vector<std::string> messages;
    } tap;
    const Capture capture;
    set_tap(&tap);
    info("first");
    set_tap(nullptr);
    info("second");
    EXPECT_THAT(tap.messages, ElementsAre("first"));
}

}  // namespace
}  // namespace ecommerce::log
