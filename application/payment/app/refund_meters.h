// SPDX-License-Identifier: Apache-2.0
// What is counted of asking providers to pay back, for /metrics. Handles that are empty, as in tests, count nothing.
#pragma once

#include "framework/telemetry/metrics.h"

namespace ecommerce::payment {

struct RefundMeters {
    RefundMeters() = default;
    explicit RefundMeters(telemetry::Metrics& metrics);

    telemetry::Counter accepted;   // the provider pays back
    telemetry::Counter postponed;  // it is asked again
    telemetry::Counter failed;     // an administrator has to look
};

}  // namespace ecommerce::payment
