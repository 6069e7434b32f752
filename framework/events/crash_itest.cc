// SPDX-License-Identifier: Apache-2.0
// Processes that are killed in the middle of their work.
#include <signal.h>
#include <sys/wait.h>

#include <random>

#include <gtest/gtest.h>
#include <spawn.h>

#include "framework/events/events_fixture.h"

extern char** environ;

namespace ecommerce::events {
namespace {

using namespace std::chrono_literals;

class Process {
public:
    explicit Process(const std::string& database, bool publishes = false) {
        std::string program = CRASH_RELAY;
        std::string argument = database;
        std::string publish = "publish";
        char* arguments[] = {program.data(), argument.data(), publishes ? publish.data() : nullptr, nullptr};
        EXPECT_EQ(posix_spawn(&pid_, program.c_str(), nullptr, nullptr, arguments, environ), 0);
    }
    ~Process() {
        ::kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

private:
    pid_t pid_ = 0;
};

class CrashTest : public EventsFixture {
protected:
    std::string template_name() const override { return "crash"; }

    int effects() { return std::stoi(value("SELECT count(*) FROM effects WHERE subscriber = 'cart'")); }
    // Killing at an effect hits the moments around it: before its settlement, in the middle of the next.
    void wait_for_effects(int count) {
        for (int i = 0; i < 3'000 && effects() < count; ++i) run(runtime::sleep(10ms));
        EXPECT_GE(effects(), count);
    }
};

TEST_F(CrashTest, LosesNoEventAndRepeatsNoEffectWhenRelaysAreKilled) {
    constexpr int kEvents = 800;
    constexpr int kRounds = 12;
    SubscriberTable only_cart;
    only_cart.add(Text::descriptor()->full_name(), "cart");
    const runtime::SystemClock system;
    OutboxPublisher publisher(only_cart, system, *publishers_bell, publishers_metrics);
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        Text event;
        for (int i = 0; i < kEvents; ++i) {
            event.set_value(std::to_string(i));
            publisher.publish(tx, context, event, {});
        }
        co_return Result<void>();
    };
    ASSERT_TRUE(run(database().transaction(context, std::move(body))));

    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    int under_way = 0;
    for (int round = 0; round < kRounds; ++round) {
        {
            const Process one(source());
            const Process two(source());
            const auto more = std::uniform_int_distribution<int>(1, 30)(random);
            wait_for_effects(std::min(kEvents, effects() + more));
        }
        under_way += std::stoi(value("SELECT count(*) FROM outbox WHERE attempts > 0"));
    }
    EXPECT_GT(under_way, 0) << "no kill hit anything";
    const Process last(source());
    wait_for_empty_outbox();
    EXPECT_EQ(value("SELECT count(*) FROM effects"), std::to_string(kEvents));
    EXPECT_EQ(value("SELECT count(DISTINCT event) FROM effects"), std::to_string(kEvents));
    EXPECT_EQ(value("SELECT count(*) FROM dead_letters"), "0");
}

TEST_F(CrashTest, DeliversOnceWhatAKilledProcessHadLeasedToItselfAsItWasWritten) {
    constexpr int kRounds = 8;
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    int under_way = 0;
    for (int round = 0; round < kRounds; ++round) {
        {
            const Process process(source(), true);
            const auto more = std::uniform_int_distribution<int>(5, 60)(random);
            wait_for_effects(effects() + more);
        }
        under_way += std::stoi(value("SELECT count(*) FROM outbox WHERE attempts > 0"));
    }
    EXPECT_GT(under_way, 0) << "no kill hit anything";
    const Process last(source());
    wait_for_empty_outbox();
    EXPECT_EQ(
        value(
            "SELECT count(*) FROM (SELECT event FROM effects GROUP BY event HAVING count(*) <> 2) AS wrong"),
        "0");
    EXPECT_EQ(value("SELECT count(*) FROM dead_letters"), "0");
}

}  // namespace
}  // namespace ecommerce::events
