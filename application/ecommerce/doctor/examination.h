// SPDX-License-Identifier: Apache-2.0
// Examines a running platform: every service's own invariants, and whether neighbours agree about each checkout. While
// events are on their way they may rightly disagree, so it waits for those first.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "application/ecommerce/doctor/comparison.h"
#include "framework/rpc/channels.h"

namespace ecommerce::doctor {

struct Diagnosis {
    std::vector<Finding> findings;
    std::int64_t unexamined = 0;      // checkouts that disagree, beyond those that findings tell of
    std::int64_t pending_events = 0;  // still on their way when it gave up waiting
    std::int64_t dead_letters = 0;
    std::int64_t checkouts = 0;
};

// Asks each of `services`, those with a database, over `channels`, which need rights of their own. Waits at most
// `patience` for events, and once more for checkouts that disagree. Of a sample no service's own invariants are
// checked, for they are of whole tables.
Task<Result<Diagnosis>> examine(rpc::Channels& channels, std::vector<std::string> services, Extent extent,
                                std::chrono::milliseconds patience, Progress progress);

}  // namespace ecommerce::doctor
