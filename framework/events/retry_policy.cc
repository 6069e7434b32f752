// SPDX-License-Identifier: Apache-2.0
#include "framework/events/retry_policy.h"

#include <algorithm>

namespace ecommerce::events {

bool is_outage(const Error& error) {
    switch (error.code()) {
    case Code::unavailable:
    case Code::deadline:
    case Code::exhausted:
    case Code::cancelled: return true;
    case Code::invalid:
    case Code::unauthenticated:
    case Code::forbidden:
    case Code::not_found:
    case Code::conflict:
    case Code::precondition:
    case Code::key_reused:
    case Code::unimplemented:
    case Code::too_large:
    case Code::internal: return false;
    }
    return false;
}

bool RetryPolicy::counts(const Error& error, Timestamp due, Timestamp now) const {
    return now - due >= patience || !is_outage(error);
}

std::chrono::milliseconds RetryPolicy::delay(int attempt, bool counted, double chance) const {
    const auto longest = counted ? longest_delay : longest_delay_while_down;
    auto delay = first_delay;
    for (int i = 1; i < attempt && delay < longest; ++i) delay *= 2;
    delay = std::min(delay, longest);
    return delay / 2 + std::chrono::milliseconds(std::int64_t(double(delay.count()) / 2 * chance));
}

}  // namespace ecommerce::events
