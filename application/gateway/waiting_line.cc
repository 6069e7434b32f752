// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/waiting_line.h"

#include <algorithm>
#include <utility>

namespace ecommerce::gateway {

namespace {

constexpr unsigned kForOthers = 8;         // one turn of so many
constexpr int kImpatience = 10;            // how many times shorter one waits in a line that stands
constexpr int kUrgentPatience = 3;         // how many times longer the urgent ones may wait
constexpr int kServedForOne = 3;           // so many are served for each that is refused; one when
constexpr int kOld = 10;                   // somebody waits so many times longer than anybody may
constexpr double kRefusalsASecond = 1000;  // while none is served
constexpr auto kStuck = std::chrono::milliseconds(50);
constexpr double kRefusalsAtOnce = 32;

}  // namespace

std::chrono::nanoseconds WaitingLine::patience(bool urgent) const {
    const std::chrono::nanoseconds most = wait_max_;
    if (urgent) return kUrgentPatience * most;
    return stands_ ? most / kImpatience : most;
}

InLine* WaitingLine::next_urgent(SteadyTime now) {
    if (urgent_.empty() || is_late(*urgent_.front(), now)) return nullptr;
    auto* first = urgent_.front();
    urgent_.pop_front();
    return first;
}

InLine* WaitingLine::next_other(SteadyTime now) {
    if (others_.empty()) return nullptr;
    if (!stands_ && is_late(*others_.front(), now)) stands_ = true;
    auto* who = stands_ ? others_.back() : others_.front();
    if (is_late(*who, now)) return nullptr;
    stands_ ? others_.pop_back() : others_.pop_front();
    return who;
}

InLine* WaitingLine::next(SteadyTime now) {
    const bool urgent_first = ++turns_ % kForOthers != 0;
    auto* who = urgent_first ? next_urgent(now) : next_other(now);
    if (!who) who = urgent_first ? next_other(now) : next_urgent(now);
    if (!who) return nullptr;
    served_ = now;
    const bool old = !others_.empty() && now - others_.front()->since > kOld * wait_max_;
    refusals_ = std::min(refusals_ + (old ? 1 : 1.0 / kServedForOne), kRefusalsAtOnce);
    return who;
}

InLine* WaitingLine::refused(SteadyTime now) {
    const auto passed = std::chrono::duration<double>(now - std::exchange(counted_, now)).count();
    if (now - served_ > kStuck) refusals_ = std::min(refusals_ + passed * kRefusalsASecond, kRefusalsAtOnce);
    for (auto* line : {&urgent_, &others_}) {
        if (line->empty() || !is_late(*line->front(), now)) continue;
        if (line == &others_) stands_ = true;
        if (size() <= length_max_) {
            if (refusals_ < 1) return nullptr;
            --refusals_;
        }
        auto* first = line->front();
        line->pop_front();
        return first;
    }
    return nullptr;
}

}  // namespace ecommerce::gateway
