// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/shelf.h"

namespace ecommerce::gateway {

namespace {

constexpr std::size_t kOverhead = 512;  // of a reply's place in list and index
constexpr std::size_t kLargestShare = 8;

}  // namespace

std::size_t KeptReply::bytes() const {
    return kOverhead + target.size() + fields->size() + body->size();
}

const KeptReply* MicroCache::Shelf::find(const CacheKey& key, Time now) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    const auto reply = found->second;
    if (now >= reply->expires) {
        drop(reply);
        return nullptr;
    }
    replies_.splice(replies_.begin(), replies_, reply);
    return &*reply;
}

const KeptReply* MicroCache::Shelf::put(KeptReply reply) {
    const auto size = reply.bytes();
    if (size > bytes_max_ / kLargestShare) return nullptr;
    if (const auto found = index_.find(reply.key()); found != index_.end()) drop(found->second);
    while (bytes_ + size > bytes_max_) drop(std::prev(replies_.end()));
    replies_.push_front(std::move(reply));
    index_.emplace(replies_.front().key(), replies_.begin());
    bytes_ += size;
    return &replies_.front();
}

void MicroCache::Shelf::drop(Replies::iterator reply) {
    bytes_ -= reply->bytes();
    index_.erase(reply->key());
    replies_.erase(reply);
}

MicroCache::Shelf::Flight* MicroCache::Shelf::flight(const CacheKey& key, std::shared_ptr<void>& own) {
    const auto found = flights_.find(key);
    if (found != flights_.end()) return found->second;
    auto flight = std::make_shared<Flight>(*this, key);
    flights_.emplace(flight->key(), flight.get());
    own = std::move(flight);
    return nullptr;
}

MicroCache::Shelf::Flight::~Flight() {
    shelf_.flights_.erase(key());
    for (const auto& waiter : waiting_) waiter->notify();
}

Task<void> MicroCache::Shelf::Flight::wait(Deadline deadline) {
    const auto waiter = std::make_shared<runtime::Waiter>();
    waiting_.push_back(waiter);
    co_await waiter->wait(deadline);
}

}  // namespace ecommerce::gateway
