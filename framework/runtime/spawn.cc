// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/spawn.h"

#include <cassert>
#include <cstdio>

#include <boost/asio/steady_timer.hpp>

namespace ecommerce::runtime {

namespace {

std::function<void(std::exception_ptr)>& error_handler() {
    static std::function<void(std::exception_ptr)> handler = [](std::exception_ptr failure) {
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& e) {
            std::fprintf(stderr, "a background task failed: %s\n", e.what());
        } catch (...) {
            std::fprintf(stderr, "a background task failed\n");
        }
    };
    return handler;
}

// A coroutine that owns itself: its frame goes away when it ends.
struct Detached {
    struct promise_type {
        Detached get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() const { error_handler()(std::current_exception()); }
    };
    std::coroutine_handle<promise_type> handle;
};

Detached run_detached(Task<void> task) {
    co_await std::move(task);
}

}  // namespace

void set_spawn_error_handler(std::function<void(std::exception_ptr)> handler) {
    error_handler() = std::move(handler);
}

void spawn(Loop& loop, Task<void> task) {
    loop.resume(run_detached(std::move(task)).handle);
}

void StopSignal::request() {
    requested_ = true;
    auto waiters = std::exchange(waiters_, {});
    for (auto* waiter : waiters) waiter->wake(false);
}

// Outlives its waiter: a timer that has expired may still be queued when the waiter is gone.
struct Waiter::Timer {
    Timer(boost::asio::io_context& io, Deadline deadline, Waiter* owner)
        : timer(io, deadline), waiter(owner) {}
    boost::asio::steady_timer timer;
    Waiter* waiter;
};

Task<bool> Waiter::wait() {
    co_return co_await wait(Deadline::max());
}

Task<bool> Waiter::wait(Deadline deadline, StopSignal* stop) {
    if (std::exchange(notified_, false)) co_return true;
    if (stop && stop->requested_) co_return false;
    if (deadline != Deadline::max() && deadline <= std::chrono::steady_clock::now()) co_return false;
    if (stop) stop->waiters_.push_back(this);

    if (deadline != Deadline::max()) {
        timer_ = std::make_shared<Timer>(Loop::current().io(), deadline, this);
        timer_->timer.async_wait([timer = timer_](boost::system::error_code) {
            if (timer->waiter) timer->waiter->wake(false);
        });
    }
    struct Park {
        std::coroutine_handle<>& slot;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiting) const noexcept { slot = waiting; }
        void await_resume() const noexcept {}
    };
    co_await Park{waiting_};
    if (stop) stop->waiters_.remove(this);
    co_return std::exchange(notified_, false);
}

void Waiter::notify() {
    notified_ = true;
    if (waiting_) wake(true);
}

// The waiting coroutine is resumed by the loop, not in here: the caller may hold half-changed state.
void Waiter::wake(bool notified) {
    if (!waiting_) return;
    notified_ = notified_ || notified;
    if (timer_) {
        timer_->waiter = nullptr;
        timer_->timer.cancel();
        timer_.reset();
    }
    Loop::current().resume(std::exchange(waiting_, nullptr));
}

// Once notified it was taken off the list, by its end at the latest.
Task<bool> WaitList::wait(Deadline deadline) {
    Waiter waiter;
    waiters_.push_back(&waiter);
    const bool notified = co_await waiter.wait(deadline);
    if (!notified) waiters_.remove(&waiter);
    co_return notified;
}

void WaitList::notify_all() {
    for (auto* waiter : std::exchange(waiters_, {})) waiter->notify();
}

Task<void> sleep(std::chrono::steady_clock::duration duration) {
    Waiter waiter;
    co_await waiter.wait(deadline_in(duration));
}

Task<bool> sleep(std::chrono::steady_clock::duration duration, StopSignal& stop) {
    Waiter waiter;
    co_await waiter.wait(deadline_in(duration), &stop);
    co_return !stop.requested();
}

TaskGroup::~TaskGroup() {
    assert(running_ == 0 && "close() a task group before it goes");
}

void TaskGroup::start(Task<void> task) {
    ++running_;
    spawn(Loop::current(), counted(std::move(task)));
}

Task<void> TaskGroup::counted(Task<void> task) {
    std::exception_ptr failure;
    try {
        co_await std::move(task);
    } catch (...) {
        failure = std::current_exception();
    }
    if (--running_ == 0) empty_.notify();
    if (failure) std::rethrow_exception(failure);
}

Task<void> TaskGroup::close() {
    stop_.request();
    while (running_ > 0) co_await empty_.wait();
}

}  // namespace ecommerce::runtime
