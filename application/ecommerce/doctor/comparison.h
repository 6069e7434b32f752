// SPDX-License-Identifier: Apache-2.0
// Compares what neighbours hold of checkouts while the platform may be selling: who disagrees is looked at again, and
// only what stays is a finding.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "application/ecommerce/doctor/agreement.h"

namespace ecommerce::doctor {

struct Extent {
    std::string after;        // a checkout's id: those before and itself are left out
    std::int64_t sample = 0;  // so many at most, from a random place on; 0 is all
    std::uint32_t page_size = 2000;
};

// How far the comparison has come; called after pages.
using Progress = std::function<void(std::int64_t checkouts, const std::string& last)>;

struct Comparison {
    std::vector<Finding> findings;
    std::int64_t checkouts = 0;
    std::int64_t unexamined = 0;  // disagreed as well, beyond those that are looked at again
};

class Comparer {
public:
    // `neighbours` outlives this. `pending` counts the events that are on their way.
    Comparer(const Neighbours& neighbours, std::function<Task<Result<std::int64_t>>()> pending)
        : neighbours_(neighbours), pending_(std::move(pending)) {}

    // Waits at most `patience` for those that disagree to agree, less when nothing is on its way to them.
    Task<Result<Comparison>> compare(Extent extent, std::chrono::milliseconds patience, Progress progress);

private:
    struct Suspect {
        std::string id;
        std::vector<Finding> findings;
    };
    Task<Result<void>> walk(const Extent& extent, std::int64_t most, Comparison& comparison,
                            Progress progress);
    Task<Result<void>> settle(std::chrono::milliseconds patience);
    Task<Result<bool>> look_again();

    const Neighbours& neighbours_;
    const std::function<Task<Result<std::int64_t>>()> pending_;
    std::vector<Suspect> suspects_;
};

}  // namespace ecommerce::doctor
