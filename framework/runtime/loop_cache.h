// SPDX-License-Identifier: Apache-2.0
// What is read often and may be a few seconds old, kept by each loop for itself, without locks:
//
//   LoopCache<std::int64_t, Ids> known(loops, {.ttl = 5s, .max = 2'000});
//   auto ids = co_await ok(known.get(id, context.deadline, [&] { return load(context, id); }));
//
// Whoever asks for a key while it is being loaded waits for that load instead of beginning another one.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <unordered_map>

#include "framework/runtime/loop.h"
#include "framework/runtime/lru_map.h"
#include "framework/runtime/result.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::runtime {

// Values are copied to who asks: large ones are shared pointers to const. All members on any loop.
template <typename K, typename V, typename Hash = std::hash<K>>
class LoopCache {
public:
    struct Limits {
        std::chrono::milliseconds ttl;
        std::size_t max;              // values of one loop; the least recently used makes place
        bool stale_on_error = false;  // when a load fails, what was loaded before is given, however old
    };

    // `loops` outlive the cache, and the cache outlives the calls of get().
    LoopCache(Loops& loops, Limits limits)
        : limits_(limits), shards_(loops, [limits](Loop&) { return std::make_unique<Shard>(limits); }) {}

    // What is kept under `key`, or else what `load()`, a Task<Result<V>>, gives. Who waits for another's load
    // shares its value or its error; only when that one was cancelled, ran out of its own time or threw, or
    // when `deadline` comes first, it loads by itself. `load` must not ask for the same key.
    template <typename Load>
    Task<Result<V>> get(K key, Deadline deadline, Load load) {
        auto& shard = shards_.local();
        const auto generation = generation_.load();
        for (;;) {
            if (const auto* kept = shard.kept.find(key); kept && kept->generation >= generation)
                co_return kept->value;
            const auto found = shard.flights.find(key);
            if (found == shard.flights.end() || found->second->generation < generation) break;
            const auto flight = found->second;
            if (!co_await flight->landed.wait(deadline)) co_return co_await load();
            if (flight->result) co_return *flight->result;
        }
        const Landing landing(shard, key, generation);
        const auto expires = std::chrono::steady_clock::now() + limits_.ttl;
        auto result = co_await load();
        if (result) {
            shard.kept.put(key, Kept{.value = *result, .generation = generation},
                           {.expires = expires, .weight = 1});
        } else if (const auto* old = limits_.stale_on_error ? shard.kept.find_stale(key) : nullptr) {
            result = old->value;
        }
        if (result || !is_of_one_caller(result.error().code())) landing.flight->result = result;
        co_return result;
    }

    // What was loaded, or began to be loaded, before this is not given by any get() that begins afterwards.
    // Any thread.
    void clear() { generation_.fetch_add(1); }

private:
    struct Kept {
        V value;
        std::uint64_t generation;  // of the cache when its load began
    };
    struct Flight {
        std::uint64_t generation;
        WaitList landed{};
        std::optional<Result<V>> result{};  // what all share, when it has landed
    };
    struct Shard {
        explicit Shard(const Limits& limits) : kept(limits.max, limits.ttl) {}
        LruMap<K, Kept, Hash> kept;
        std::unordered_map<K, std::shared_ptr<Flight>, Hash> flights;
    };
    // Lets the others go on, however the load ends.
    struct Landing {
        Shard& shard;
        const K& key;
        std::shared_ptr<Flight> flight;

        Landing(Shard& of, const K& named, std::uint64_t generation)
            : shard(of), key(named), flight(std::make_shared<Flight>(generation)) {
            shard.flights.insert_or_assign(key, flight);
        }
        Landing(const Landing&) = delete;
        Landing& operator=(const Landing&) = delete;
        ~Landing() {
            const auto found = shard.flights.find(key);
            if (found != shard.flights.end() && found->second == flight) shard.flights.erase(found);
            flight->landed.notify_all();
        }
    };

    static bool is_of_one_caller(Code code) { return code == Code::deadline || code == Code::cancelled; }

    const Limits limits_;
    std::atomic<std::uint64_t> generation_ = 0;
    PerLoop<Shard> shards_;
};

}  // namespace ecommerce::runtime
