// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/concurrency_limit.h"

#include <queue>

#include <gtest/gtest.h>

namespace ecommerce::gateway {
namespace {

using namespace std::chrono_literals;

// A server that works on `workers` calls at once, each for `work`, and lets the others wait, in simulated time.
class Simulation {
public:
    std::size_t workers = 4;
    SteadyDuration work = 2ms;
    ConcurrencyLimit limit{{.least = 4, .first = 64, .most = 1000, .delay_max = 10ms}};

    // As many callers as that ask without pause.
    void run(std::size_t callers, SteadyDuration time) {
        const auto end = now_ + time;
        while (now_ < end) {
            while (running_.size() < callers && limit.has_room()) begin();
            if (running_.size() < callers) limit.want(now_);
            if (running_.empty()) break;
            finish();
        }
    }
    SteadyDuration last_took() const { return last_took_; }

private:
    struct Call {
        SteadyTime begun;
        SteadyTime ends;
    };
    void begin() {
        limit.begin();
        if (free_at_.size() < workers) free_at_.push(now_);
        const auto start = std::max(now_, free_at_.front());
        free_at_.pop();
        free_at_.push(start + work);
        running_.push({now_, start + work});
    }
    void finish() {
        const auto call = running_.front();
        running_.pop();
        now_ = std::max(now_, call.ends);
        last_took_ = call.ends - call.begun;
        limit.end(usual_, last_took_, now_);
    }

    SteadyTime now_{1h};
    SteadyDuration last_took_{};
    UsualTime usual_;
    std::queue<SteadyTime> free_at_;
    std::queue<Call> running_;
};

TEST(ConcurrencyLimit, FindsWhatKeepsAServerBusyAndNoMore) {
    Simulation server;
    server.run(8, 2s);
    server.run(5000, 20s);
    EXPECT_GE(server.limit.limit(), server.workers);
    EXPECT_LE(server.last_took(), 25ms);
}

TEST(ConcurrencyLimit, GrowsForCallsThatOnlyTakeLong) {
    Simulation server;
    server.workers = 1000;
    server.work = 200ms;
    server.run(20, 2s);
    server.run(400, 20s);
    EXPECT_GE(server.limit.limit(), 400U);
}

TEST(ConcurrencyLimit, FollowsAServerThatBecomesSlower) {
    Simulation server;
    server.workers = 40;
    server.run(8, 2s);
    server.run(5000, 10s);
    const auto before = server.limit.limit();
    server.work = 20ms;
    server.run(5000, 10s);
    EXPECT_LT(server.limit.limit(), before / 2);
    server.work = 2ms;
    server.run(5000, 10s);
    EXPECT_GT(server.limit.limit(), before / 2);
}

TEST(ConcurrencyLimit, KeepsWithinItsBounds) {
    Simulation server;
    server.workers = 1;
    server.run(1, 1s);
    server.work = 5s;
    server.run(5000, 300s);
    EXPECT_EQ(server.limit.limit(), 4U);
    ConcurrencyLimit small({.least = 16, .first = 64, .most = 2, .delay_max = 10ms});
    EXPECT_EQ(small.limit(), 2U);
}

TEST(ConcurrencyLimit, GrowsWhileNothingEnds) {
    ConcurrencyLimit limit({.first = 10, .most = 100});
    SteadyTime now{1h};
    while (limit.has_room()) limit.begin();
    for (int i = 0; i < 100; ++i) limit.want(now += 101ms);
    EXPECT_EQ(limit.limit(), 100U);
}

}  // namespace
}  // namespace ecommerce::gateway
