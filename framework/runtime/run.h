// SPDX-License-Identifier: Apache-2.0
// A task's end, for a thread that is no loop's.
#pragma once

#include <future>

#include "framework/runtime/loop.h"
#include "framework/runtime/task.h"

namespace ecommerce::runtime {

// Runs `task` on `loop`; the future holds its end, or what it throws.
std::future<void> run(Loop& loop, Task<void> task);

}  // namespace ecommerce::runtime
