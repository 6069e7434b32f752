// SPDX-License-Identifier: Apache-2.0
// A circuit breaker: stops calling a peer that keeps failing, and tries it again later.
//
//   closed     calls pass; too large a share of failures in the window opens it
//   open       no call passes until its time is over; each reopening doubles that time
//   half open  a few probes pass; all must succeed to close it, one failure opens it again
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace ecommerce {

struct BreakerOptions {
    std::chrono::milliseconds window = std::chrono::seconds(10);
    std::size_t calls_min = 20;  // in the window, before the share counts
    double failure_share = 0.5;
    std::chrono::milliseconds open_for = std::chrono::seconds(1);
    std::chrono::milliseconds open_for_max = std::chrono::seconds(30);
    std::size_t probes = 3;
};

// Pure: time comes in, nothing is asked. Not safe for several threads at once.
class Breaker {
public:
    using Time = std::chrono::steady_clock::time_point;
    enum class State : std::uint8_t { closed, open, half_open };

    explicit Breaker(BreakerOptions options = {}) : options_(options) {}

    // Whether a call may begin now.
    bool ready(Time now) const;
    // A call begins; only when ready. What it returns goes to end().
    std::uint64_t begin(Time now);
    // Calls that began before the last change of state count no more.
    void end(std::uint64_t ticket, bool failed, Time now);

    State state(Time now) const;
    // When an open breaker lets the first probe through.
    Time opens_until() const { return open_until_; }

private:
    static constexpr std::size_t kSlices = 10;
    struct Slice {
        std::int64_t number = -1;  // of the slice of time that it counts
        std::size_t calls = 0;
        std::size_t failures = 0;
    };

    void move_to(State state);
    void open(Time now);
    void count(bool failed, Time now);
    bool too_many_failures(Time now) const;
    std::int64_t slice_number(Time now) const;

    BreakerOptions options_;
    State state_ = State::closed;
    std::uint64_t era_ = 0;  // counts changes of state
    std::array<Slice, kSlices> slices_;
    Time open_until_{};
    std::size_t openings_ = 0;  // since it was last closed
    std::size_t probes_begun_ = 0;
    std::size_t probes_passed_ = 0;
};

}  // namespace ecommerce
