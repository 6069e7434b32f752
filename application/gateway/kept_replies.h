// SPDX-License-Identifier: Apache-2.0
// What the cache keeps on one loop. Internal to the micro-cache.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "application/gateway/micro_cache.h"
#include "framework/runtime/lru_map.h"

namespace ecommerce::gateway {

// Target: path and query as they were sent.
template <typename Text>
struct BasicCacheKey {
    Text target;
    http::Coding coding;
    template <typename Other>
    bool operator==(const BasicCacheKey<Other>& other) const {
        return target == other.target && coding == other.coding;
    }
};
using CacheKey = BasicCacheKey<std::string>;
using CacheKeyView = BasicCacheKey<std::string_view>;

struct CacheKeyHash {
    template <typename Text>
    std::size_t operator()(const BasicCacheKey<Text>& key) const {
        return std::hash<Text>{}(key.target) * 3 + std::size_t(key.coding);
    }
};

struct KeptReply {
    const rpc::Method* method;
    std::string_view route;
    std::string content_type;
    std::string etag;
    std::shared_ptr<const std::string> fields;
    std::shared_ptr<const std::string> body;
    std::chrono::steady_clock::time_point kept;
};

class MicroCache::KeptReplies {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit KeptReplies(std::size_t bytes_max) : bytes_max_(bytes_max), replies_(bytes_max) {}

    // Null when there is none that is fresh.
    const KeptReply* find(const CacheKeyView& key, Time now) { return replies_.find(key, now); }
    // Null when it is too large to be kept.
    const KeptReply* put(CacheKey key, KeptReply reply, Time expires);

    // One request that is being answered for all equal ones; ends with its last owner.
    class Flight;
    // Null when this request is the first: `own` is its flight then.
    Flight* flight(const CacheKeyView& key, std::shared_ptr<void>& own);

private:
    const std::size_t bytes_max_;
    runtime::LruMap<CacheKey, KeptReply, CacheKeyHash> replies_;
    std::unordered_map<CacheKey, Flight*, CacheKeyHash> flights_;
};

class MicroCache::KeptReplies::Flight {
public:
    Flight(KeptReplies& replies, CacheKey key) : replies_(replies), key_(std::move(key)) {}
    ~Flight() { replies_.flights_.erase(key_); }
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;

    const CacheKey& key() const { return key_; }
    // Until the flight has ended; it may be gone afterwards.
    Task<bool> wait(Deadline deadline) { return landed_.wait(deadline); }
    // Its client left before the answer. Outlives the flight.
    std::shared_ptr<const bool> given_up() const { return given_up_; }
    void give_up() { *given_up_ = true; }

private:
    KeptReplies& replies_;
    const CacheKey key_;
    runtime::WaitList landed_;
    const std::shared_ptr<bool> given_up_ = std::make_shared<bool>(false);
};

}  // namespace ecommerce::gateway
