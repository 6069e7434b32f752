// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/worker_pool.h"

namespace ecommerce::runtime {

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
}

WorkerPool::~WorkerPool() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    threads_.clear();
}

bool WorkerPool::submit(std::move_only_function<void()> job) {
    {
        std::lock_guard lock(mutex_);
        if (queue_.size() >= queue_limit_) return false;
        queue_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

std::size_t WorkerPool::waiting() const {
    std::lock_guard lock(mutex_);
    return queue_.size();
}

void WorkerPool::serve() {
    for (;;) {
        std::move_only_function<void()> job;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            job = std::move(queue_.front());
            queue_.pop_front();
        }
        job();
    }
}

bool WorkerPool::Hop::await_suspend(std::coroutine_handle<> waiting) {
    accepted = true;  // before the hand-over: the coroutine may run again before submit() returns
    auto job = [this, waiting, home = &Loop::current()] {
        try {
            work();
        } catch (...) {
            failure = std::current_exception();
        }
        home->resume(waiting);
    };
    if (pool.submit(std::move(job))) return true;
    accepted = false;
    return false;
}

std::unexpected<Error> WorkerPool::busy() {
    Error error(Code::exhausted, "BUSY",
                "The server is busy with other work of this kind. Try again shortly.");
    return fail(std::move(error).retry_after(1));
}

}  // namespace ecommerce::runtime
