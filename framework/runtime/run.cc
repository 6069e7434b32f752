// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/run.h"

#include <utility>

#include "framework/runtime/spawn.h"

namespace ecommerce::runtime {

namespace {

Task<void> settle(Task<void> task, std::promise<void> done) {
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

std::future<void> run(Loop& loop, Task<void> task) {
    std::promise<void> done;
    auto future = done.get_future();
    spawn(loop, settle(std::move(task), std::move(done)));
    return future;
}

}  // namespace ecommerce::runtime
