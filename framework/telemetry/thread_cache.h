// SPDX-License-Identifier: Apache-2.0
// A cache that each thread has for itself: found without a lock. Internal to framework/telemetry.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <unordered_map>

#include "framework/telemetry/metrics.h"

namespace ecommerce::telemetry {

// For handles that are costly to look up by name. Values are small and copied. Destroyed when no thread
// uses it any more.
template <typename Key, typename Value, typename Hash = std::hash<Key>>
class ThreadCache {
public:
    // `make()` runs when this thread asks for the key the first time; each time beyond the first threads
    // of the process, which are the loops.
    template <typename Make>
    Value get(const Key& key, Make make) {
        const unsigned thread = detail::thread_number();
        if (thread >= kThreads) return make();
        auto& map = maps_[thread];
        if (!map) map = std::make_unique<Map>();
        if (const auto found = map->find(key); found != map->end()) return found->second;
        return map->emplace(key, make()).first->second;
    }

private:
    using Map = std::unordered_map<Key, Value, Hash>;
    static constexpr std::size_t kThreads = 64;
    std::array<std::unique_ptr<Map>, kThreads> maps_;  // each used by the one thread of that number
};

// Mixes pointers and small numbers into one hash.
inline std::size_t mix(std::size_t seed, std::size_t value) {
    return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
}

}  // namespace ecommerce::telemetry
