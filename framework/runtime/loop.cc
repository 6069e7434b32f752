// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/loop.h"

#include <algorithm>
#include <cassert>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "framework/runtime/run.h"

namespace ecommerce::runtime {

namespace {
thread_local Loop* current_loop = nullptr;
}

Loop::Loop(std::size_t index) : index_(index), io_(std::make_unique<boost::asio::io_context>(1)) {}
Loop::~Loop() = default;

Loop& Loop::current() {
    assert(current_loop && "not on a loop's thread");
    return *current_loop;
}
Loop* Loop::try_current() {
    return current_loop;
}

void Loop::post(std::move_only_function<void()> work) {
    boost::asio::post(*io_, std::move(work));
}
void Loop::resume(std::coroutine_handle<> coroutine) {
    boost::asio::post(*io_, [coroutine] { coroutine.resume(); });
}

void Loop::run() {
    current_loop = this;
    auto guard = boost::asio::make_work_guard(*io_);
    io_->run();
    current_loop = nullptr;
}
void Loop::stop() {
    io_->stop();
}

struct Loops::Threads {
    std::vector<std::jthread> running;
};

Loops::Loops(std::size_t count) : threads_(std::make_unique<Threads>()) {
    for (std::size_t i = 0; i < std::max<std::size_t>(count, 1); ++i)
        loops_.push_back(std::make_unique<Loop>(i));
    for (auto& loop : loops_) threads_->running.emplace_back([loop = loop.get()] { loop->run(); });
}

Loops::~Loops() {
    for (auto& loop : loops_) loop->stop();
    threads_->running.clear();
}

void Loops::run_blocking(std::size_t index, Task<void> task) {
    assert(!Loop::try_current() && "would wait for itself");
    run(*loops_[index], std::move(task)).get();
}

}  // namespace ecommerce::runtime
