// SPDX-License-Identifier: Apache-2.0
// A map with room for so much: what was not asked for the longest makes place for what comes. Values may
// also grow old. Of one thread, such as a loop's.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <unordered_set>
#include <utility>

namespace ecommerce::runtime {

// Keys are also found by whatever `Hash` takes and compares equal to them, such as a std::string_view.
template <typename K, typename V, typename Hash = std::hash<K>>
class LruMap {
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Terms {
        Time expires;
        std::size_t weight;  // in the unit of `room`
    };

    // `room` is the sum of the weights, one for each value unless said otherwise; a value is fresh for `ttl`
    // unless said otherwise.
    explicit LruMap(std::size_t room, std::chrono::steady_clock::duration ttl = kForever)
        : room_(room), ttl_(ttl) {}
    LruMap(const LruMap&) = delete;
    LruMap& operator=(const LruMap&) = delete;

    // A fresh value, which is now the last used; null for none. Valid until the next put() or clear().
    template <typename Q>
    V* find(const Q& key, Time now) {
        const auto found = index_.find(key);
        if (found == index_.end() || (*found)->expires <= now) return nullptr;
        return &use(*found);
    }
    template <typename Q>
    V* find(const Q& key) {
        return find(key, now());
    }
    // However old it is.
    template <typename Q>
    V* find_stale(const Q& key) {
        const auto found = index_.find(key);
        return found == index_.end() ? nullptr : &use(*found);
    }

    // Takes the place of what the key had.
    V& put(K key, V value, Terms terms) {
        if (const auto found = index_.find(key); found != index_.end()) drop(*found);
        while (!entries_.empty() && weight_ + terms.weight > room_) drop(std::prev(entries_.end()));
        entries_.emplace_front(std::move(key), std::move(value), terms);
        index_.insert(entries_.begin());
        weight_ += terms.weight;
        return entries_.front().value;
    }
    V& put(K key, V value) {
        return put(std::move(key), std::move(value),
                   {.expires = ttl_ == kForever ? Time::max() : now() + ttl_, .weight = 1});
    }

    void clear() {
        index_.clear();
        entries_.clear();
        weight_ = 0;
    }
    std::size_t size() const { return entries_.size(); }

private:
    static constexpr auto kForever = std::chrono::steady_clock::duration::max();

    struct Entry {
        K key;
        V value;
        Time expires;
        std::size_t weight;
        Entry(K k, V v, Terms terms)
            : key(std::move(k)), value(std::move(v)), expires(terms.expires), weight(terms.weight) {}
    };
    using Entries = std::list<Entry>;
    using Place = typename Entries::iterator;

    // The index holds places and finds them by their keys.
    struct PlaceHash {
        using is_transparent = void;
        std::size_t operator()(const Place& place) const { return Hash()(place->key); }
        template <typename Q>
        std::size_t operator()(const Q& key) const {
            return Hash()(key);
        }
    };
    struct PlaceEqual {
        using is_transparent = void;
        bool operator()(const Place& a, const Place& b) const { return a->key == b->key; }
        template <typename Q>
        bool operator()(const Place& place, const Q& key) const {
            return place->key == key;
        }
        template <typename Q>
        bool operator()(const Q& key, const Place& place) const {
            return place->key == key;
        }
    };

    // The clock is read only where something grows old.
    Time now() const { return ttl_ == kForever ? Time::min() : std::chrono::steady_clock::now(); }
    V& use(Place place) {
        entries_.splice(entries_.begin(), entries_, place);
        return place->value;
    }
    void drop(Place place) {
        weight_ -= place->weight;
        index_.erase(place);
        entries_.erase(place);
    }

    const std::size_t room_;
    const std::chrono::steady_clock::duration ttl_;
    std::size_t weight_ = 0;
    Entries entries_;  // the last used first
    std::unordered_set<Place, PlaceHash, PlaceEqual> index_;
};

}  // namespace ecommerce::runtime
