// SPDX-License-Identifier: Apache-2.0
// What the cache keeps on one loop. Internal to the micro-cache.
#pragma once

#include <chrono>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "application/gateway/micro_cache.h"

namespace ecommerce::gateway {

struct CacheKey {
    std::string_view target;  // path and query as they were sent
    http::Coding coding;
    bool operator==(const CacheKey&) const = default;
};

struct CacheKeyHash {
    std::size_t operator()(const CacheKey& key) const {
        return std::hash<std::string_view>{}(key.target) * 3 + std::size_t(key.coding);
    }
};

struct KeptReply {
    std::string target;
    http::Coding coding;
    const rpc::Method* method;
    std::string_view route;
    std::string content_type;
    std::string etag;
    std::shared_ptr<const std::string> fields;
    std::shared_ptr<const std::string> body;
    std::chrono::steady_clock::time_point kept;
    std::chrono::steady_clock::time_point expires;

    CacheKey key() const { return {target, coding}; }
    std::size_t bytes() const;
};

class MicroCache::Shelf {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit Shelf(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    // Null when there is none that is fresh.
    const KeptReply* find(const CacheKey& key, Time now);
    // False when it is too large to be kept.
    const KeptReply* put(KeptReply reply);

    // One request that is being answered for all equal ones; ends with its last owner.
    class Flight;
    // Null when this request is the first: `own` is its flight then.
    Flight* flight(const CacheKey& key, std::shared_ptr<void>& own);

private:
    using Replies = std::list<KeptReply>;
    void drop(Replies::iterator reply);

    const std::size_t bytes_max_;
    std::size_t bytes_ = 0;
    Replies replies_;  // the last used first
    std::unordered_map<CacheKey, Replies::iterator, CacheKeyHash> index_;
    std::unordered_map<CacheKey, Flight*, CacheKeyHash> flights_;
};

class MicroCache::Shelf::Flight {
public:
    Flight(Shelf& shelf, const CacheKey& key) : shelf_(shelf), target_(key.target), coding_(key.coding) {}
    ~Flight();
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;

    CacheKey key() const { return {target_, coding_}; }
    // Until the flight has ended; it may be gone afterwards.
    Task<void> wait(Deadline deadline);

private:
    Shelf& shelf_;
    const std::string target_;
    const http::Coding coding_;
    std::list<std::shared_ptr<runtime::Waiter>> waiting_;
};

}  // namespace ecommerce::gateway
