// SPDX-License-Identifier: Apache-2.0
#include "framework/call/retry.h"

#include <algorithm>

namespace ecommerce {

std::chrono::nanoseconds retry_pause(const RetryOptions& options, std::size_t retry, std::uint64_t random) {
    const auto grown = options.pause * (std::int64_t(1) << std::min<std::size_t>(retry, 20));
    const std::chrono::nanoseconds full = std::min(grown, options.pause_max);
    const double share = 0.5 + 0.5 * double(random >> 11) / double(1ULL << 53);
    return std::chrono::nanoseconds(std::int64_t(double(full.count()) * share));
}

void RetryBudget::call_began() {
    saved_ = std::min(saved_ + options_.budget_per_call, options_.budget_max);
}

bool RetryBudget::take() {
    if (saved_ < 1) return false;
    saved_ -= 1;
    return true;
}

}  // namespace ecommerce
