// SPDX-License-Identifier: Apache-2.0
// Who waits for a place, who gets it and who is refused. A rule without I/O; it belongs to one loop.
//
// After the controlled delay and the adaptive LIFO of "Fail at Scale" (B. Maurer, ACM Queue 13/8, 2015), the first of
// which is CoDel (RFC 8289) for the queues of a server. In a burst it is first come first served, and one may wait for
// a while. Once somebody has waited that long in vain the line stands: then the last who came is served first, since
// the others are late already, and everybody may wait a tenth of that time, until a place is found without waiting.
// Who has waited too long is never served any more but refused, oldest first. Refusing takes the time of serving, and
// who is not told yet asks for nothing else; so one is refused for each three that are served, for each one when the
// oldest has waited for very long, and all of them when the line is too long. While none is served it is a thousand a
// second.
// Urgent ones wait in a line of their own that goes first, and longer; of every eight places one is for the others,
// so that nothing starves.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>

namespace ecommerce::gateway {

using SteadyTime = std::chrono::steady_clock::time_point;

// What waits derives from this. It stays where it is until the line has let go of it.
struct InLine {
    SteadyTime since;
    bool urgent = false;
};

class WaitingLine {
public:
    WaitingLine(std::chrono::milliseconds wait_max, std::size_t length_max)
        : wait_max_(wait_max), length_max_(length_max) {}

    bool empty() const { return size() == 0; }
    std::size_t size() const { return others_.size() + urgent_.size(); }

    void push(InLine& who) { (who.urgent ? urgent_ : others_).push_back(&who); }
    // Who gets the place that is free now; null when nobody is there who has not waited too long.
    InLine* next(SteadyTime now);
    // Who is to be refused now, one at a time; null when there is nobody.
    InLine* refused(SteadyTime now);
    // Somebody found a place without waiting.
    void passed_by() { stands_ = false; }

private:
    std::chrono::nanoseconds patience(bool urgent) const;
    bool is_late(const InLine& who, SteadyTime now) const { return now - who.since > patience(who.urgent); }
    InLine* next_urgent(SteadyTime now);
    InLine* next_other(SteadyTime now);

    const std::chrono::milliseconds wait_max_;
    const std::size_t length_max_;
    std::deque<InLine*> others_;
    std::deque<InLine*> urgent_;
    bool stands_ = false;
    double refusals_ = 1;  // that are affordable now
    SteadyTime counted_{};
    SteadyTime served_{};
    unsigned turns_ = 0;
};

}  // namespace ecommerce::gateway
