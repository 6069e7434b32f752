// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/memory.h"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <utility>

#include <malloc.h>

namespace ecommerce::runtime {

namespace {

// What is resident and in no piece that somebody has: what was freed, and the program itself, which does not grow.
std::size_t unused_bytes() {
    std::ifstream file("/proc/self/statm");
    std::size_t all = 0, resident = 0;
    file >> all >> resident;
    resident *= std::size_t(::sysconf(_SC_PAGESIZE));
    const auto memory = ::mallinfo2();
    return resident - std::min(resident, memory.uordblks + memory.hblkhd);
}

}  // namespace

bool PeakWatch::is_over(std::size_t unused) {
    const bool grows = unused > std::exchange(before_, unused) + kMuch / 8;
    floor_ = std::min(floor_, unused);
    return !grows && unused > floor_ + kMuch;
}

PeakMemory::PeakMemory(std::chrono::milliseconds period)
    : thread_([period](const std::stop_token& stop) {
          PeakWatch watch;
          std::mutex mutex;
          std::condition_variable_any changed;
          std::unique_lock lock(mutex);
          while (!stop.stop_requested()) {
              if (watch.is_over(unused_bytes())) {
                  ::malloc_trim(0);
                  watch.left(unused_bytes());
              }
              changed.wait_for(lock, stop, period, [] { return false; });
          }
      }) {}

}  // namespace ecommerce::runtime
