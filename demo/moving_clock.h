// SPDX-License-Identifier: Apache-2.0
// The clock of the demo data: it stands where the loader puts it, so that real use cases run on days long
// gone, and follows the system's once the story has arrived in the present.
#pragma once

#include <atomic>

#include "framework/runtime/clock.h"

namespace ecommerce::demo_data {

class MovingClock final : public runtime::Clock {
public:
    Timestamp now() const override {
        const auto set = set_.load(std::memory_order_relaxed);
        return set == 0 ? system_.now() : Timestamp(std::chrono::microseconds(set));
    }
    // Any thread.
    void set(Timestamp time) { set_.store(time.time_since_epoch().count(), std::memory_order_relaxed); }
    void follow_system() { set_.store(0, std::memory_order_relaxed); }

private:
    runtime::SystemClock system_;
    std::atomic<std::int64_t> set_ = 0;  // microseconds since 1970; 0: the system's
};

}  // namespace ecommerce::demo_data
