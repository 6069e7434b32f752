// SPDX-License-Identifier: Apache-2.0
// A bounded pool of threads for what would block a loop: password hashing, file and image work, name
// resolution. When its queue is full the answer is `exhausted` at once, not a queue without end.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <type_traits>
#include <vector>

#include "framework/runtime/loop.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::runtime {

class WorkerPool {
public:
    // `queue_limit` counts work that waits; work that runs is not counted.
    WorkerPool(std::size_t threads, std::size_t queue_limit);
    // Finishes what runs, drops nothing that waits: it is run before the threads end.
    ~WorkerPool();

    // Runs `work()` (returning T or void; it may throw) on a pool thread and resumes on this loop.
    template <typename Work, typename T = std::invoke_result_t<Work&>>
    Task<Result<T>> run(Work work) {
        Hop hop{*this, {}, false};
        if constexpr (std::is_void_v<T>) {
            hop.work = [&work] { work(); };
            if (!co_await hop) co_return busy();
            co_return Result<void>();
        } else {
            std::optional<T> value;
            hop.work = [&work, &value] { value.emplace(work()); };
            if (!co_await hop) co_return busy();
            co_return std::move(*value);
        }
    }

    // False when the queue is full. The job runs on a pool thread and must not throw.
    bool submit(std::move_only_function<void()> job);
    std::size_t waiting() const;

private:
    // Suspends on the loop, runs `work` on a thread, resumes on the loop.
    struct Hop {
        WorkerPool& pool;
        std::move_only_function<void()> work;
        bool accepted;
        std::exception_ptr failure{};

        bool await_ready() const noexcept { return false; }
        bool await_suspend(std::coroutine_handle<> waiting);
        bool await_resume() const {
            if (failure) std::rethrow_exception(failure);
            return accepted;
        }
    };
    static std::unexpected<Error> busy();
    void serve();

    const std::size_t queue_limit_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::move_only_function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace ecommerce::runtime
