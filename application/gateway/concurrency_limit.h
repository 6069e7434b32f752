// SPDX-License-Identifier: Apache-2.0
// How many calls may be under way at once, found by what calls take: more of them than the slowest resource works on
// do not end sooner, they only wait inside. A rule without I/O; it belongs to one loop.
//
// After Netflix' concurrency limits (Gradient2: what calls take against what they usually take) and CoDel (RFC 8289:
// a queue is bad when it stands for an interval, not when it is long for a moment). Each interval is judged by the
// majority of the calls that ended in it. Late for most: the limit falls. In time for most, and all places were taken:
// it grows. What is usual of a kind of call is learned while at most half of the places are taken, so that an overload
// cannot become usual.
#pragma once

#include <chrono>
#include <cstddef>

namespace ecommerce::gateway {

using SteadyTime = std::chrono::steady_clock::time_point;
using SteadyDuration = std::chrono::steady_clock::duration;

// What one kind of call takes when nothing stands in its way: a slow average.
class UsualTime {
public:
    void learn(SteadyDuration took);
    bool is_known() const { return known_; }
    // Far more than usual: another usual time, and `delay_max` on top.
    bool is_late(SteadyDuration took, SteadyDuration delay_max) const {
        return took > 2 * average_ + delay_max;
    }

private:
    SteadyDuration average_{};
    bool known_ = false;
};

class ConcurrencyLimit {
public:
    struct Bounds {
        std::size_t least = 16;
        std::size_t first = 64;
        std::size_t most = 1024;
        std::chrono::milliseconds delay_max{10};  // longer than usual
    };
    static constexpr std::chrono::milliseconds kInterval{100};

    explicit ConcurrencyLimit(const Bounds& bounds);

    std::size_t limit() const { return limit_; }
    std::size_t under_way() const { return under_way_; }
    bool has_room() const { return under_way_ < limit_; }

    // A call begins; also when there is no room, for what is never refused.
    void begin() { ++under_way_; }
    // A call of a kind has ended that took so long.
    void end(UsualTime& usual, SteadyDuration took, SteadyTime now);
    // Somebody found no room.
    void want(SteadyTime now);

private:
    void judge(SteadyTime now);

    const std::size_t least_;
    const std::size_t most_;
    const SteadyDuration delay_max_;
    std::size_t limit_;
    std::size_t under_way_ = 0;
    std::size_t late_ = 0;  // of this interval, like the next two
    std::size_t in_time_ = 0;
    bool wanted_ = false;
    SteadyTime interval_ends_{};
};

}  // namespace ecommerce::gateway
