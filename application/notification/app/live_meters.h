// SPDX-License-Identifier: Apache-2.0
// What is counted of streams, for /metrics. Handles that are empty, as in tests, count nothing.
#pragma once

#include "framework/telemetry/metrics.h"

namespace ecommerce::notification {

struct LiveMeters {
    LiveMeters() = default;
    explicit LiveMeters(telemetry::Metrics& metrics);

    telemetry::UpDownCounter open;
    telemetry::Counter told;      // messages to streams
    telemetry::Counter reloads;   // of them those that say that something was missed
    telemetry::Counter refused;   // too many
    telemetry::Counter replaced;  // by another one of their session
    telemetry::Counter ended;     // with their session
};

}  // namespace ecommerce::notification
