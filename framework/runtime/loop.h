// SPDX-License-Identifier: Apache-2.0
// Event loops: one a core, each with its own thread. A coroutine runs on the loop it was spawned on and
// comes back to it after every wait, so what belongs to a loop needs no lock.
#pragma once

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "framework/runtime/clock.h"
#include "framework/runtime/task.h"

namespace boost::asio {
class io_context;
}

namespace ecommerce::runtime {

class Loop {
public:
    explicit Loop(std::size_t index);
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    // The loop whose thread this is; a bug (abort) elsewhere.
    static Loop& current();
    static Loop* try_current();

    std::size_t index() const { return index_; }
    boost::asio::io_context& io() { return *io_; }

    // Runs `work` on this loop, soon. Callable from any thread.
    void post(std::move_only_function<void()> work);
    // Resumes a suspended coroutine of this loop. Callable from any thread.
    void resume(std::coroutine_handle<> coroutine);

    // `co_await loop.hop();` goes on, on this loop, after what was posted to it before.
    auto hop() noexcept {
        struct Hop {
            Loop& loop;
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<> coroutine) const { loop.resume(coroutine); }
            void await_resume() const noexcept {}
        };
        return Hop{*this};
    }

    // Runs the loop on this thread until stop() and the work is gone.
    void run();
    // Lets run() return after what is running now. Callable from any thread.
    void stop();

private:
    std::size_t index_;
    std::unique_ptr<boost::asio::io_context> io_;
};

// The loops of the process and their threads.
class Loops {
public:
    // Starts `count` threads at once (at least one).
    explicit Loops(std::size_t count);
    // Stops and joins. Everything that lives on a loop must be gone or idle by then.
    ~Loops();

    std::size_t size() const { return loops_.size(); }
    Loop& operator[](std::size_t index) { return *loops_[index]; }
    auto begin() { return loops_.begin(); }
    auto end() { return loops_.end(); }

    // Runs `task` on a loop and blocks this (non-loop) thread until it ends; rethrows what it throws.
    void run_blocking(std::size_t index, Task<void> task);

private:
    struct Threads;
    std::vector<std::unique_ptr<Loop>> loops_;
    std::unique_ptr<Threads> threads_;
};

// One T for each loop, reached without locks from its loop.
template <typename T>
class PerLoop {
public:
    // `make(loop)` returns std::unique_ptr<T>; called on the calling thread.
    template <typename Make>
    PerLoop(Loops& loops, Make make) {
        for (auto& loop : loops) instances_.push_back(make(*loop));
    }
    T& local() { return *instances_[Loop::current().index()]; }
    T& at(std::size_t index) { return *instances_[index]; }
    std::size_t size() const { return instances_.size(); }

private:
    std::vector<std::unique_ptr<T>> instances_;
};

}  // namespace ecommerce::runtime
