// SPDX-License-Identifier: Apache-2.0
// Examines a running platform: every service's own invariants, and whether neighbours agree about each
// checkout. While events are on their way they may rightly disagree, so it waits for those first.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "framework/rpc/channels.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce {

struct Finding {
    std::string service;  // "order", or "order, payment" for a disagreement
    std::string invariant;
    std::string detail;
};

struct Diagnosis {
    std::vector<Finding> findings;
    std::int64_t pending_events = 0;  // still on their way when it gave up waiting
    std::int64_t dead_letters = 0;
    std::int64_t checkouts = 0;
};

// Asks each service over `channels`, which need rights of their own. Waits at most `patience` for events.
Task<Result<Diagnosis>> examine(rpc::Channels& channels, std::chrono::milliseconds patience);

}  // namespace ecommerce
