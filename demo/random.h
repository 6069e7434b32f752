// SPDX-License-Identifier: Apache-2.0
// Numbers that are the same on every machine and in every run: the standard's distributions are not.
#pragma once

#include <cstdint>
#include <string_view>

namespace ecommerce::demo_data {

class Random {
public:
    static constexpr std::uint64_t kSeed = 20'260'501;

    // What is drawn for one purpose ("product") and number depends on nothing drawn elsewhere.
    constexpr Random(std::string_view purpose, std::uint64_t number) : state_(kSeed) {
        for (const char c : purpose) state_ = state_ * 1'099'511'628'211ULL + std::uint8_t(c);
        state_ += number * 0x9e3779b97f4a7c15ULL;
        next();
    }

    // SplitMix64.
    constexpr std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    // 0 to `count` - 1.
    constexpr std::size_t below(std::size_t count) { return std::size_t(next() % count); }
    // Both ends included.
    constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + std::int64_t(next() % std::uint64_t(high - low + 1));
    }
    constexpr bool chance(int percent) { return below(100) < std::size_t(percent); }
    template <typename List>
    constexpr const auto& pick(const List& list) {
        return list[below(list.size())];
    }

private:
    std::uint64_t state_;
};

}  // namespace ecommerce::demo_data
