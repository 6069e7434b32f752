// SPDX-License-Identifier: Apache-2.0
// Wakes a relay from any thread.
#pragma once

#include <functional>
#include <memory>

#include "framework/runtime/clock.h"
#include "framework/runtime/loop.h"

namespace ecommerce::events {

class RelayBell {
public:
    // `loop` is the relay's and outlives this.
    explicit RelayBell(runtime::Loop& loop);

    // There is an event that is due at `due`; the past means at once. Any thread. Rings that come close
    // together wake the relay once.
    void ring(Timestamp due);

    // Who hears it: called soon after a ring, on the relay's loop, with the earliest due time. Set and
    // reset (nullptr) on that loop; a ring with nobody to hear it is kept.
    void on_ring(std::function<void(Timestamp)> ear);

private:
    struct State;
    runtime::Loop& loop_;
    std::shared_ptr<State> state_;  // outlives this in calls that are on their way to the loop
};

}  // namespace ecommerce::events
