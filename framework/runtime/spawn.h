// SPDX-License-Identifier: Apache-2.0
// Starting coroutines that nobody awaits, and waiting for their end at shutdown.
#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <memory>

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

// Any number of coroutines of this loop wait for the same news; each waits for the next notify_all().
class WaitList {
public:
    WaitList() = default;
    ~WaitList() { notify_all(); }
    WaitList(const WaitList&) = delete;
    WaitList& operator=(const WaitList&) = delete;

    // False when the deadline came first. When it was notified, the list may be gone.
    Task<bool> wait(Deadline deadline = Deadline::max());
    void notify_all();
    std::size_t size() const { return waiters_.size(); }

private:
    std::list<Waiter*> waiters_;
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

}  // namespace ecommerce::runtime
