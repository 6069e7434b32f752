// SPDX-License-Identifier: Apache-2.0
// How late each loop runs its work: the sign that more comes in than can be done.
#pragma once

#include <chrono>

#include "framework/runtime/loop.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::gateway {

class Lag {
public:
    // `loops` outlive this.
    explicit Lag(runtime::Loops& loops);

    // Not on a loop.
    void start();
    void stop();

    // Of this loop, as of its last look some milliseconds ago.
    std::chrono::steady_clock::duration here() { return watches_.local().lag; }
    // Sets it until the next look, which there is only after start().
    void note(std::chrono::steady_clock::duration lag) { watches_.local().lag = lag; }

private:
    struct Watch {
        std::chrono::steady_clock::duration lag{};
        runtime::TaskGroup looking;
    };
    static Task<void> look(Watch& watch);
    static Task<void> begin(Watch& watch);

    runtime::Loops& loops_;
    runtime::PerLoop<Watch> watches_;
};

}  // namespace ecommerce::gateway
