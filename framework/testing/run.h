// SPDX-License-Identifier: Apache-2.0
// Running coroutines in tests.
#pragma once

#include <chrono>
#include <optional>
#include <type_traits>
#include <utility>

#include "framework/call/context.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/task.h"

namespace ecommerce::testing {

namespace detail {

// Aborts with a message when the task does not end in time: it cannot be taken back.
void run_within(runtime::Loops& loops, std::size_t loop, Task<void> task, std::chrono::seconds limit);

template <typename T>
Task<void> store(Task<T> task, std::optional<T>& out) {
    out.emplace(co_await std::move(task));
}

}  // namespace detail

// Runs the task on a loop and gives what it returns; rethrows what it throws.
template <typename T>
T run(runtime::Loops& loops, Task<T> task, std::size_t loop = 0,
      std::chrono::seconds limit = std::chrono::seconds(60)) {
    if constexpr (std::is_void_v<T>) {
        detail::run_within(loops, loop, std::move(task), limit);
    } else {
        std::optional<T> value;
        detail::run_within(loops, loop, detail::store(std::move(task), value), limit);
        return std::move(*value);
    }
}

// A context of a signed-in nobody with some time.
CallContext context_with(std::chrono::milliseconds time = std::chrono::seconds(20));

}  // namespace ecommerce::testing
