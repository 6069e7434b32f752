// SPDX-License-Identifier: Apache-2.0
// What the gateway counts of its own decisions, for /metrics. Counting is one atomic addition; handles that
// are empty, as in tests, count nothing.
#pragma once

#include <array>

#include "application/gateway/settings.h"
#include "framework/telemetry/metrics.h"

namespace ecommerce::gateway {

struct Meters {
    Meters() = default;
    explicit Meters(telemetry::Metrics& metrics);

    // Requests that the cache could serve: from what it had, by asking, and by waiting for who asked.
    telemetry::Counter hits;
    telemetry::Counter misses;
    telemetry::Counter joins;
    // Refused by a rate limit, by RateClass; and for tokens and roles that were refused too often.
    std::array<telemetry::Counter, kRateClasses.size()> limited;
    telemetry::Counter refused;
    // Refused because they waited too long for a place, and because the upstream had too many calls.
    telemetry::Counter refused_late;
    telemetry::Counter full;
    // How many calls may be under way, how many are, and how many wait.
    telemetry::UpDownCounter limit;
    telemetry::UpDownCounter active;
    telemetry::UpDownCounter waiting;
};

}  // namespace ecommerce::gateway
