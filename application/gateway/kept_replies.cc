// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/kept_replies.h"

namespace ecommerce::gateway {

namespace {

constexpr std::size_t kOverhead = 512;  // of a reply's place in list and index
constexpr std::size_t kLargestShare = 8;

}  // namespace

const KeptReply* MicroCache::KeptReplies::put(CacheKey key, KeptReply reply, Time expires) {
    const auto bytes = kOverhead + key.target.size() + reply.fields->size() + reply.body->size();
    if (bytes > bytes_max_ / kLargestShare) return nullptr;
    return &replies_.put(std::move(key), std::move(reply), {.expires = expires, .weight = bytes});
}

MicroCache::KeptReplies::Flight* MicroCache::KeptReplies::flight(const CacheKeyView& view,
                                                                 std::shared_ptr<void>& own) {
    CacheKey key{std::string(view.target), view.coding};
    const auto found = flights_.find(key);
    if (found != flights_.end()) return found->second;
    auto flight = std::make_shared<Flight>(*this, std::move(key));
    flights_.emplace(flight->key(), flight.get());
    own = std::move(flight);
    return nullptr;
}

}  // namespace ecommerce::gateway
