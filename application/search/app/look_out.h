// SPDX-License-Identifier: Apache-2.0
// Has what is marked looked at as soon as it is marked. What fails is left to the job that looks every second.
#pragma once

#include <cstdint>
#include <functional>

#include "framework/call/context.h"
#include "framework/runtime/result.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::search {

// Lives on one loop.
class LookOut {
public:
    // How many were looked at; 0 when nothing is marked.
    using Look = std::function<Task<Result<std::int64_t>>(CallContext&)>;
    LookOut(runtime::Loop& loop, Look look) : loop_(loop), look_(std::move(look)) {}

    // Any thread.
    void ring();
    void start();
    // After start(); any loop.
    Task<void> stop();

private:
    Task<void> run();

    runtime::Loop& loop_;
    const Look look_;
    runtime::Waiter bell_;
    runtime::TaskGroup running_;
};

}  // namespace ecommerce::search
