// SPDX-License-Identifier: Apache-2.0
// Memory that a peak has left to the process goes back to the machine. The C library keeps what was freed between
// pieces that are still in use, often for ever; asked for it, it gives such pages back.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <thread>

namespace ecommerce::runtime {

// Whether asking is worth its while: much more is held and unused than asking left the last time, and it has stopped
// growing.
class PeakWatch {
public:
    static constexpr std::size_t kMuch = std::size_t(8) << 20;

    // Told from time to time how many bytes are held that nobody uses.
    bool is_over(std::size_t unused);
    // And what was left after asking.
    void left(std::size_t unused) { floor_ = unused; }

private:
    std::size_t floor_ = SIZE_MAX;
    std::size_t before_ = 0;
};

class PeakMemory {
public:
    // Looks each `period`, on a thread of its own: giving back takes milliseconds that no loop has.
    explicit PeakMemory(std::chrono::milliseconds period = std::chrono::seconds(5));

private:
    std::jthread thread_;
};

}  // namespace ecommerce::runtime
