// SPDX-License-Identifier: Apache-2.0
#include "framework/call/breaker.h"

#include <algorithm>

namespace ecommerce {

Breaker::State Breaker::state(Time now) const {
    return state_ == State::open && now >= open_until_ ? State::half_open : state_;
}

bool Breaker::ready(Time now) const {
    switch (state_) {
    case State::closed: return true;
    case State::open: return now >= open_until_;
    case State::half_open: return probes_begun_ < options_.probes;
    }
    return false;
}

std::uint64_t Breaker::begin(Time now) {
    if (state_ == State::open && now >= open_until_) move_to(State::half_open);
    if (state_ == State::half_open) ++probes_begun_;
    return era_;
}

void Breaker::end(std::uint64_t ticket, bool failed, Time now) {
    if (ticket != era_) return;
    if (state_ == State::half_open) {
        if (failed) {
            open(now);
        } else if (++probes_passed_ == options_.probes) {
            openings_ = 0;
            move_to(State::closed);
        }
        return;
    }
    count(failed, now);
    if (failed && too_many_failures(now)) open(now);
}

void Breaker::move_to(State state) {
    state_ = state;
    ++era_;
    slices_ = {};
    probes_begun_ = 0;
    probes_passed_ = 0;
}

void Breaker::open(Time now) {
    const auto doublings = std::min<std::size_t>(openings_++, 16);
    open_until_ = now + std::min(options_.open_for * (std::int64_t(1) << doublings), options_.open_for_max);
    move_to(State::open);
}

std::int64_t Breaker::slice_number(Time now) const {
    const auto length = std::chrono::duration_cast<Time::duration>(options_.window) / kSlices;
    return now.time_since_epoch() / length;
}

void Breaker::count(bool failed, Time now) {
    const auto number = slice_number(now);
    auto& slice = slices_[std::size_t(number) % kSlices];
    if (slice.number != number) slice = {number, 0, 0};
    ++slice.calls;
    if (failed) ++slice.failures;
}

bool Breaker::too_many_failures(Time now) const {
    const auto newest = slice_number(now);
    std::size_t calls = 0;
    std::size_t failures = 0;
    for (const auto& slice : slices_) {
        if (slice.number <= newest - std::int64_t(kSlices)) continue;
        calls += slice.calls;
        failures += slice.failures;
    }
    return calls >= options_.calls_min && double(failures) >= options_.failure_share * double(calls);
}

}  // namespace ecommerce
