// SPDX-License-Identifier: Apache-2.0
// A queue that never grows beyond its limit: the oldest items make room, and are counted. Internal to
// framework/telemetry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace ecommerce::telemetry {

// Any thread.
template <typename Item>
class DroppingQueue {
public:
    explicit DroppingQueue(std::size_t limit) : limit_(limit) {}

    // The number of items that wait now.
    std::size_t push(Item item) {
        Item oldest;  // destroyed after the lock is gone
        const std::lock_guard lock(mutex_);
        if (items_.size() >= limit_) {
            oldest = std::move(items_.front());
            items_.pop_front();
            ++dropped_;
        }
        items_.push_back(std::move(item));
        return items_.size();
    }

    std::vector<Item> take(std::size_t count_max) {
        std::vector<Item> taken;
        const std::lock_guard lock(mutex_);
        while (!items_.empty() && taken.size() < count_max) {
            taken.push_back(std::move(items_.front()));
            items_.pop_front();
        }
        return taken;
    }

    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return items_.size();
    }
    std::uint64_t dropped() const {
        const std::lock_guard lock(mutex_);
        return dropped_;
    }

private:
    const std::size_t limit_;
    mutable std::mutex mutex_;
    std::deque<Item> items_;
    std::uint64_t dropped_ = 0;
};

}  // namespace ecommerce::telemetry
