// SPDX-License-Identifier: Apache-2.0
// The same job for many things, several at a time on each loop.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <latch>
#include <mutex>

#include "framework/runtime/spawn.h"

namespace ecommerce::demo_data {

class Crew {
public:
    using Job = std::function<Task<void>(std::size_t index)>;

    // Blocks until job(0) to job(count - 1) have ended; rethrows the first failure, which stops the rest.
    // Not on a loop.
    static void run(runtime::Loops& loops, std::size_t count, const Job& job,
                    std::size_t workers_per_loop = 4) {
        Crew crew(count, job, std::ptrdiff_t(loops.size() * workers_per_loop));
        for (auto& loop : loops) {
            for (std::size_t i = 0; i < workers_per_loop; ++i) runtime::spawn(*loop, crew.work());
        }
        crew.idle_.wait();
        if (crew.failure_) std::rethrow_exception(crew.failure_);
    }

private:
    Crew(std::size_t count, const Job& job, std::ptrdiff_t workers)
        : count_(count), job_(job), idle_(workers) {}

    Task<void> work() {
        try {
            for (auto i = next_++; i < count_; i = next_++) co_await job_(i);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            next_ = count_;
        }
        idle_.count_down();
    }

    const std::size_t count_;
    const Job& job_;
    std::atomic<std::size_t> next_ = 0;
    std::latch idle_;
    std::mutex mutex_;
    std::exception_ptr failure_;
};

}  // namespace ecommerce::demo_data
