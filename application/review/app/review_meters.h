// SPDX-License-Identifier: Apache-2.0
// What is counted of reviews, for /metrics. Handles that are empty, as in tests, count nothing.
#pragma once

#include "framework/telemetry/metrics.h"

namespace ecommerce::review {

struct ReviewMeters {
    ReviewMeters() = default;
    explicit ReviewMeters(telemetry::Metrics& metrics);

    telemetry::Counter published;  // written by somebody, or shown by an administrator
    telemetry::Counter automatic;  // written by nobody in time
    telemetry::Counter held;       // an administrator has to look
    telemetry::Counter hidden;
    telemetry::Counter lapsed;
};

}  // namespace ecommerce::review
