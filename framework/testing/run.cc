// SPDX-License-Identifier: Apache-2.0
#include "framework/testing/run.h"

#include <cstdio>
#include <cstdlib>
#include <future>

#include "framework/runtime/spawn.h"

namespace ecommerce::testing {

namespace detail {

namespace {

Task<void> settle(Task<void> task, std::promise<void>& done) {
    std::exception_ptr failure;
    try {
        co_await std::move(task);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) {
        done.set_exception(failure);
    } else {
        done.set_value();
    }
}

}  // namespace

void run_within(runtime::Loops& loops, std::size_t loop, Task<void> task, std::chrono::seconds limit) {
    std::promise<void> done;
    auto future = done.get_future();
    runtime::spawn(loops[loop], settle(std::move(task), done));
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
