// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/loop_lag.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "framework/telemetry/semconv.h"

namespace ecommerce::telemetry {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kWorthALine{1};

}  // namespace

// Shared with the work that was posted, which may outlive the watcher.
struct LoopLag::Watched {
    Watched(runtime::Loop& loop, Histogram lag) : loop(loop), lag(lag) {}

    runtime::Loop& loop;
    const Histogram lag;
    std::atomic<bool> answered = true;
    steady_clock::time_point posted{};  // of the watcher's thread
};

LoopLag::LoopLag(Metrics& metrics, runtime::Loops& loops, std::chrono::milliseconds period) {
    for (auto& loop : loops) {
        const Labels labels{{std::string(semconv::kLoopIndex), std::to_string(loop->index())}};
        watched_.push_back(std::make_shared<Watched>(*loop, metrics.histogram(semconv::kLoopLag, labels)));
    }
    thread_ = std::jthread([this, period](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            look(period);
            changed.wait_for(lock, stop, period, [] { return false; });
        }
    });
}

LoopLag::~LoopLag() = default;

void LoopLag::look(std::chrono::milliseconds period) {
    for (auto& watched : watched_) {
        const auto now = steady_clock::now();
        if (watched->answered.exchange(false)) {
            watched->posted = now;
            watched->loop.post([watched, now] {
                watched->lag.record(steady_clock::now() - now);
                watched->answered.store(true);
            });
            continue;
        }
        const auto stuck = now - watched->posted;
        std::uint64_t kept_back = 0;
        if (stuck < std::max<std::chrono::milliseconds>(period, kWorthALine) || !complaints_.pass(kept_back))
            continue;
        log::warning("an event loop is blocked", {{"loop", watched->loop.index()}, {"blocked_ms", stuck}});
    }
}

}  // namespace ecommerce::telemetry
