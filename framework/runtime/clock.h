// SPDX-License-Identifier: Apache-2.0
// Time. Business time comes from a Clock that is passed in, so that tests and the demo data can move it;
// timeouts use the steady clock directly.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "framework/runtime/result.h"

namespace ecommerce {

// Business time: UTC with the resolution of PostgreSQL's timestamptz.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

// The moment after which nobody waits for an answer any more.
using Deadline = std::chrono::steady_clock::time_point;

inline Deadline deadline_in(std::chrono::steady_clock::duration duration) {
    return std::chrono::steady_clock::now() + duration;
}

namespace runtime {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;  // any thread
};

class SystemClock final : public Clock {
public:
    Timestamp now() const override {
        return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
};

}  // namespace runtime

// RFC 3339 with "Z", microseconds left out when zero: "2026-11-23T02:32:50.120000Z".
std::string format_rfc3339(Timestamp time);
// Reads RFC 3339 with "Z" or an offset, years 1..9999.
Result<Timestamp> parse_rfc3339(std::string_view text);

}  // namespace ecommerce
