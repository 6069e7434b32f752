// SPDX-License-Identifier: Apache-2.0
// What is counted of searches, for /metrics. Handles that are empty, as in tests, count nothing.
#pragma once

#include "framework/telemetry/metrics.h"

namespace ecommerce::search {

struct SearchMeters {
    SearchMeters() = default;
    explicit SearchMeters(telemetry::Metrics& metrics);

    telemetry::Counter found;      // first pages with hits for the words themselves
    telemetry::Counter read_else;  // as pinyin, initials or in descriptions
    telemetry::Counter corrected;
    telemetry::Counter nothing;
    telemetry::Counter looked;  // products that were looked at for the index
};

}  // namespace ecommerce::search
