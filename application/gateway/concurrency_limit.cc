// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/concurrency_limit.h"

#include <algorithm>

namespace ecommerce::gateway {

namespace {

constexpr int kMemory = 256;  // calls that the average remembers, more or less

}  // namespace

void UsualTime::learn(SteadyDuration took) {
    average_ = known_ ? average_ + (took - average_) / kMemory : took;
    known_ = true;
}

ConcurrencyLimit::ConcurrencyLimit(const Bounds& bounds)
    : least_(std::min(bounds.least, bounds.most)),
      most_(bounds.most),
      delay_max_(bounds.delay_max),
      limit_(std::clamp(bounds.first, least_, most_)) {}

void ConcurrencyLimit::end(UsualTime& usual, SteadyDuration took, SteadyTime now) {
    const bool calm = 2 * under_way_ <= limit_ || !usual.is_known();
    --under_way_;
    if (calm) usual.learn(took);
    ++(usual.is_late(took, delay_max_) ? late_ : in_time_);
    judge(now);
}

void ConcurrencyLimit::want(SteadyTime now) {
    wanted_ = true;
    judge(now);
}

void ConcurrencyLimit::judge(SteadyTime now) {
    if (now < interval_ends_) return;
    if (late_ > in_time_) {
        limit_ = std::max(least_, limit_ * 3 / 4);
    } else if (wanted_) {
        limit_ = std::min(most_, limit_ + std::max<std::size_t>(limit_ / 10, 1));
    }
    late_ = in_time_ = 0;
    wanted_ = false;
    interval_ends_ = now + kInterval;
}

}  // namespace ecommerce::gateway
