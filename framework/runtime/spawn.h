// SPDX-License-Identifier: Apache-2.0
// Starting coroutines that nobody awaits, and waiting for their end at shutdown.
#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <tuple>
#include <utility>

#include "framework/runtime/loop.h"
#include "framework/runtime/task.h"

namespace ecommerce::runtime {

// Starts `task` on `loop` (soon, never inside this call). Callable from any thread. An exception that
// leaves the task is a bug: it goes to the handler below and the process goes on.
void spawn(Loop& loop, Task<void> task);

// Where exceptions of spawned tasks go; set once at start (logging). The default writes to stderr.
void set_spawn_error_handler(std::function<void(std::exception_ptr)> handler);

// Stops background work: waits end early once stop is requested. Belongs to one loop.
class StopSignal {
public:
    bool requested() const { return requested_; }
    void request();  // on the owning loop

private:
    friend class Waiter;
    bool requested_ = false;
    std::list<class Waiter*> waiters_;
};

// One coroutine of this loop waits until another one notifies it, a stop is requested or time passes.
// Single-threaded: wait and notify happen on the same loop. Reusable after a wait has ended.
class Waiter {
public:
    Waiter() = default;
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

    // True when notified (also when the notice came before the wait), false on time or stop.
    Task<bool> wait(Deadline deadline, StopSignal* stop = nullptr);
    Task<bool> wait();  // without limit
    void notify();

private:
    friend class StopSignal;
    void wake(bool notified);

    struct Timer;
    std::coroutine_handle<> waiting_;
    std::shared_ptr<Timer> timer_;
    bool notified_ = false;
};

// Waits for a time; ends early (false) when a stop is requested.
Task<void> sleep(std::chrono::steady_clock::duration duration);
Task<bool> sleep(std::chrono::steady_clock::duration duration, StopSignal& stop);

// Background coroutines of one loop that are stopped together: `close()` requests the stop and waits for
// all of them. Use it on its loop only; empty when destroyed.
class TaskGroup {
public:
    ~TaskGroup();
    void start(Task<void> task);
    StopSignal& stop_signal() { return stop_; }
    std::size_t running() const { return running_; }
    Task<void> close();

private:
    Task<void> counted(Task<void> task);

    StopSignal stop_;
    std::size_t running_ = 0;
    Waiter empty_;
};

namespace detail {

struct Join {
    std::size_t left;
    std::coroutine_handle<> parent;
};

template <typename T, typename Slot>
Task<void> run_into(Task<T> task, Slot& slot, std::exception_ptr& failure) {
    try {
        slot.emplace(co_await std::move(task));
    } catch (...) {
        failure = std::current_exception();
    }
}

// Starts child tasks in place and resumes the parent after the last.
void start_joined(Task<void> child, Join& join);

}  // namespace detail

// Runs the tasks at the same time on this loop and gives all results: `auto [a, b] = co_await both(f(), g());`
template <typename A, typename B>
Task<std::pair<A, B>> both(Task<A> first, Task<B> second) {
    std::optional<A> a;
    std::optional<B> b;
    std::exception_ptr failure;
    struct Awaiter {
        detail::Join join;
        Task<void> left, right;
        bool await_ready() const noexcept { return false; }
        bool await_suspend(std::coroutine_handle<> parent) {
            join = {3, parent};
            detail::start_joined(std::move(left), join);
            detail::start_joined(std::move(right), join);
            return --join.left != 0;  // both ended already: go on at once
        }
        void await_resume() const noexcept {}
    };
    Awaiter awaiter{
        {}, detail::run_into(std::move(first), a, failure), detail::run_into(std::move(second), b, failure)};
    co_await awaiter;
    if (failure) std::rethrow_exception(failure);
    co_return std::pair<A, B>(std::move(*a), std::move(*b));
}

}  // namespace ecommerce::runtime
