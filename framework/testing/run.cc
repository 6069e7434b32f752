// SPDX-License-Identifier: Apache-2.0
#include "framework/testing/run.h"

#include <cstdio>
#include <cstdlib>

#include "framework/runtime/run.h"

namespace ecommerce::testing {

namespace detail {

void run_within(runtime::Loops& loops, std::size_t loop, Task<void> task, std::chrono::seconds limit) {
    auto future = runtime::run(loops[loop], std::move(task));
    if (future.wait_for(limit) != std::future_status::ready) {
        std::fprintf(stderr, "a task of the test did not end within %lld s\n",
                     static_cast<long long>(limit.count()));
        std::abort();
    }
    future.get();
}

}  // namespace detail

CallContext context_with(std::chrono::milliseconds time) {
    CallContext context;
    context.deadline = deadline_in(time);
    return context;
}

}  // namespace ecommerce::testing
