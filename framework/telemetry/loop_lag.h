// SPDX-License-Identifier: Apache-2.0
// How long ready work waits for its event loop: the first sign of something that blocks one.
#pragma once

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "framework/runtime/loop.h"
#include "framework/telemetry/log.h"
#include "framework/telemetry/metrics.h"

namespace ecommerce::telemetry {

// Posts a timestamp to every loop each `period`, from a thread of its own, so that a stuck loop is seen
// while it is stuck: a lag of a second or more is logged.
class LoopLag {
public:
    // `metrics` outlives the loops, the loops outlive this.
    LoopLag(Metrics& metrics, runtime::Loops& loops,
            std::chrono::milliseconds period = std::chrono::seconds(1));
    ~LoopLag();

private:
    struct Watched;
    void look(std::chrono::milliseconds period);

    std::vector<std::shared_ptr<Watched>> watched_;
    log::Throttle complaints_{std::chrono::seconds(10)};
    std::jthread thread_;
};

}  // namespace ecommerce::telemetry
