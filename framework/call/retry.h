// SPDX-License-Identifier: Apache-2.0
// How often a failed call is tried again, and after which pauses.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace ecommerce {

struct RetryOptions {
    std::size_t attempts_max = 3;  // the first one included
    std::chrono::milliseconds pause = std::chrono::milliseconds(20);
    std::chrono::milliseconds pause_max = std::chrono::seconds(1);
    // Retries that each call earns for all: 0.1 lets a peer in trouble see at most a tenth more calls.
    double budget_per_call = 0.1;
    double budget_max = 10;  // what may be saved up, and what there is at the start
};

// Half to all of an exponentially growing pause; `random` is 64 random bits. `retry` counts from 0.
std::chrono::nanoseconds retry_pause(const RetryOptions& options, std::size_t retry, std::uint64_t random);

// Keeps retries from multiplying the load of a peer that is down. Not safe for several threads at once.
class RetryBudget {
public:
    explicit RetryBudget(const RetryOptions& options) : options_(options), saved_(options.budget_max) {}
    void call_began();
    // Takes one retry from the budget; false when there is none.
    bool take();

private:
    RetryOptions options_;
    double saved_;
};

}  // namespace ecommerce
