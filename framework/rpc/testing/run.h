// SPDX-License-Identifier: Apache-2.0
// Runs a coroutine of a test to its end and gives its result.
#pragma once

#include <optional>

#include "framework/runtime/loop.h"

namespace ecommerce::rpc::testing {

template <typename T>
Task<void> keep(Task<T> task, std::optional<T>& out) {
    out.emplace(co_await std::move(task));
}

// On a loop of `loops`, from a thread that is no loop's.
template <typename T>
T run(runtime::Loops& loops, Task<T> task, std::size_t loop = 0) {
    std::optional<T> out;
    loops.run_blocking(loop, keep(std::move(task), out));
    return std::move(*out);
}

}  // namespace ecommerce::rpc::testing
