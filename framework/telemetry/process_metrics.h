// SPDX-License-Identifier: Apache-2.0
// What the operating system knows of this process: processor time, memory, threads, files, network.
#pragma once

#include <chrono>
#include <vector>

#include "framework/telemetry/metrics.h"

namespace ecommerce::telemetry {

// Reads /proc at each scrape; costs nothing in between. `metrics` outlives this.
class ProcessMetrics {
public:
    explicit ProcessMetrics(Metrics& metrics);

private:
    const std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    std::vector<Metrics::Observation> observations_;
};

}  // namespace ecommerce::telemetry
