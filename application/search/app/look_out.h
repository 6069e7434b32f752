// SPDX-License-Identifier: Apache-2.0
// Has marked products looked at as soon as they are marked. What fails is left to the job that looks every second.
#pragma once

#include "application/search/app/follow_products.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::search {

// Lives on one loop.
class LookOut {
public:
    LookOut(runtime::Loop& loop, const FollowProducts& follow) : loop_(loop), follow_(follow) {}

    // Any thread.
    void ring();
    void start();
    // After start(); any loop.
    Task<void> stop();

private:
    Task<void> run();

    runtime::Loop& loop_;
    const FollowProducts& follow_;
    runtime::Waiter bell_;
    runtime::TaskGroup running_;
};

}  // namespace ecommerce::search
