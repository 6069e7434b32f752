// SPDX-License-Identifier: Apache-2.0
// How large an index in the process is and how old, as metrics. Of an engine without one there are none.
#pragma once

#include <vector>

#include "application/search/storage/search_engine.h"
#include "framework/telemetry/metrics.h"

namespace ecommerce::search {

class EngineGauges {
public:
    // Both outlive it.
    EngineGauges(const SearchEngine& engine, telemetry::Metrics& metrics);

private:
    std::vector<telemetry::Metrics::Observation> observed_;
};

}  // namespace ecommerce::search
