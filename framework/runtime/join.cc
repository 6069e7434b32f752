// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/join.h"

namespace ecommerce::runtime {

namespace {

// A coroutine that starts at once and owns itself: its frame goes away when it ends.
struct Child {
    struct promise_type {
        Child get_return_object() const noexcept { return {}; }
        std::suspend_never initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() const noexcept { std::terminate(); }
    };
};

Child run_child(Task<void> task, std::size_t& left, std::coroutine_handle<>& parent) {
    co_await std::move(task);
    if (--left == 0) parent.resume();
}

struct Ended {};

Task<Ended> ended(Task<void> task) {
    co_await std::move(task);
    co_return Ended();
}

}  // namespace

// Counts itself too, so that no child resumes the parent before all have started.
bool detail::Joined::await_suspend(std::coroutine_handle<> parent) {
    left_ = children_.size() + 1;
    parent_ = parent;
    for (auto& child : children_) run_child(std::move(child), left_, parent_);
    return --left_ != 0;
}

Task<void> all(std::vector<Task<void>> tasks, std::size_t at_most) {
    std::vector<Task<Ended>> counted;
    counted.reserve(tasks.size());
    for (auto& task : tasks) counted.push_back(ended(std::move(task)));
    co_await all(std::move(counted), at_most);
}

}  // namespace ecommerce::runtime
