// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/buckets.h"

#include <algorithm>

namespace ecommerce::gateway {

namespace {

constexpr std::size_t kEntriesMax = 16'384;

}  // namespace

Quota LocalBucket::take(const Limit& limit, SteadyTime now) {
    const auto period = period_of(limit);
    const auto full_at = std::max(full_at_, now);
    const auto left = (std::chrono::nanoseconds(limit.window) - (full_at - now)) / period;
    if (left < 1) {
        const auto wait = full_at + period - limit.window - now;
        return {.admitted = false,
                .limit = limit,
                .retry_after = std::chrono::ceil<std::chrono::milliseconds>(wait)};
    }
    full_at_ = full_at + period;
    return {.limit = limit, .remaining = left - 1};
}

std::shared_ptr<Lease> RateLimiter::Counts::lease(const std::string& key) {
    if (const auto found = index_.find(key); found != index_.end()) {
        entries_.splice(entries_.begin(), entries_, found->second);
        return found->second->lease;
    }
    if (entries_.size() >= kEntriesMax) {
        index_.erase(entries_.back().key);
        entries_.pop_back();
    }
    entries_.push_front({key, std::make_shared<Lease>()});
    index_.emplace(entries_.front().key, entries_.begin());
    return entries_.front().lease;
}

const Lease* RateLimiter::Counts::find(const std::string& key) const {
    const auto found = index_.find(key);
    return found == index_.end() ? nullptr : found->second->lease.get();
}

}  // namespace ecommerce::gateway
