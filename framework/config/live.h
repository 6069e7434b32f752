// SPDX-License-Identifier: Apache-2.0
// A setting that may change while the process runs.
#pragma once

#include <atomic>
#include <concepts>
#include <memory>

namespace ecommerce::config {

// A handle: its copies see the same value. Reading is one atomic load, on any thread, so a number, a duration, a
// choice. Read it where it counts, each time; two handles may change one after the other.
template <typename T>
class Live {
    static_assert(std::atomic<T>::is_always_lock_free);

public:
    // A value that nobody changes, as in tests, unless by set().
    template <std::convertible_to<T> Value = T>
    Live(Value value = {}) : value_(std::make_shared<std::atomic<T>>(value)) {}

    T get() const { return value_->load(std::memory_order_relaxed); }
    operator T() const { return get(); }
    // For the reload.
    void set(T value) const { value_->store(value, std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<T>> value_;
};

}  // namespace ecommerce::config
