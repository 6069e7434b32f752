// SPDX-License-Identifier: Apache-2.0
// A Clock that stands still until it is moved. Any thread.
#pragma once

#include <atomic>
#include <chrono>

#include "framework/runtime/clock.h"

namespace ecommerce::testing {

class FakeClock final : public runtime::Clock {
public:
    FakeClock() : FakeClock(Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 1 / 31))) {}
    explicit FakeClock(Timestamp start) : micros_(start.time_since_epoch().count()) {}

    Timestamp now() const override { return Timestamp(std::chrono::microseconds(micros_.load())); }
    void set(Timestamp time) { micros_ = time.time_since_epoch().count(); }
    void advance(std::chrono::microseconds duration) { micros_ += duration.count(); }

private:
    std::atomic<std::int64_t> micros_;
};

}  // namespace ecommerce::testing
