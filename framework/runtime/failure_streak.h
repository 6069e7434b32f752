// SPDX-License-Identifier: Apache-2.0
// Whether something that is tried again and again has stopped working: a single failure is no news, a lasting one is.
#pragma once

#include <atomic>
#include <chrono>

namespace ecommerce::runtime {

// Noted by one thread at a time, read by any.
class FailureStreak {
public:
    void note(bool worked) {
        if (worked) {
            failures_.store(0);
        } else if (failures_.load() == 0) {
            since_.store(std::chrono::steady_clock::now());
            failures_.store(1);
        } else {
            failures_.fetch_add(1);
        }
    }
    // The last two tries at least have failed, the first of them this long ago.
    bool lasts(std::chrono::steady_clock::duration time) const {
        return failures_.load() >= 2 && std::chrono::steady_clock::now() - since_.load() >= time;
    }

private:
    std::atomic<int> failures_ = 0;
    std::atomic<std::chrono::steady_clock::time_point> since_{};
};

}  // namespace ecommerce::runtime
