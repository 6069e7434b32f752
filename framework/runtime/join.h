// SPDX-License-Identifier: Apache-2.0
// Several tasks at the same time on one loop, awaited together.
#pragma once

#include <algorithm>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "framework/runtime/task.h"

namespace ecommerce::runtime {

namespace detail {

// Starts the children in place and goes on after the last has ended. They do not throw.
class Joined {
public:
    explicit Joined(std::span<Task<void>> children) : children_(children) {}
    Joined(const Joined&) = delete;
    Joined& operator=(const Joined&) = delete;

    bool await_ready() const noexcept { return children_.empty(); }
    bool await_suspend(std::coroutine_handle<> parent);
    void await_resume() const noexcept {}

private:
    std::span<Task<void>> children_;
    std::size_t left_ = 0;
    std::coroutine_handle<> parent_;
};

template <typename T, typename Slot>
Task<void> run_into(Task<T> task, Slot& slot, std::exception_ptr& failure) {
    try {
        slot.emplace(co_await std::move(task));
    } catch (...) {
        if (!failure) failure = std::current_exception();
    }
}

// One of the lanes of all(): takes the next task as long as there is one.
template <typename T, typename Slot>
Task<void> run_lane(std::vector<Task<T>>& tasks, std::vector<Slot>& slots, std::size_t& next,
                    std::exception_ptr& failure) {
    while (!failure && next < tasks.size()) {
        const auto mine = next++;
        co_await run_into(std::move(tasks[mine]), slots[mine], failure);
    }
}

}  // namespace detail

// Both results: `auto [a, b] = co_await both(f(), g());`. An exception is rethrown when both have ended.
template <typename A, typename B>
Task<std::pair<A, B>> both(Task<A> first, Task<B> second) {
    std::optional<A> a;
    std::optional<B> b;
    std::exception_ptr failure;
    Task<void> children[]{detail::run_into(std::move(first), a, failure),
                          detail::run_into(std::move(second), b, failure)};
    co_await detail::Joined(children);
    if (failure) std::rethrow_exception(failure);
    co_return std::pair<A, B>(std::move(*a), std::move(*b));
}

// All results, in the order of the tasks, of which at most `at_most` (at least one) run at once. After an
// exception no further task starts; it is rethrown when those that run have ended. An Error is a result.
template <typename T>
Task<std::vector<T>> all(std::vector<Task<T>> tasks, std::size_t at_most) {
    std::vector<std::optional<T>> slots(tasks.size());
    std::size_t next = 0;
    std::exception_ptr failure;
    std::vector<Task<void>> lanes;
    for (std::size_t i = 0; i < std::min(std::max<std::size_t>(at_most, 1), tasks.size()); ++i)
        lanes.push_back(detail::run_lane(tasks, slots, next, failure));
    co_await detail::Joined(lanes);
    if (failure) std::rethrow_exception(failure);
    std::vector<T> results;
    results.reserve(slots.size());
    for (auto& slot : slots) results.push_back(*std::move(slot));
    co_return results;
}
Task<void> all(std::vector<Task<void>> tasks, std::size_t at_most);

}  // namespace ecommerce::runtime
