// SPDX-License-Identifier: Apache-2.0
// What reviews add up to, and what one of them adds.
#pragma once

#include <array>
#include <cstdint>

namespace ecommerce::review {

inline constexpr std::int64_t kBestStars = 5;

// Sums over published reviews; a difference of such sums may be negative.
struct Tally {
    std::array<std::int64_t, kBestStars> stars{};  // how many gave one star for the goods, two stars, …
    std::int64_t logistics = 0;                    // sums of stars
    std::int64_t service = 0;
    std::int64_t with_pictures = 0;
    std::int64_t automatic = 0;  // among the stars, each with the best of all three

    std::int64_t count() const;
    // Of the stars for goods; 0 without reviews.
    double average() const;
    // With four stars or five; 0 without reviews.
    double good_share() const;
    double logistics_average() const;
    double service_average() const;

    Tally without_automatic() const;
    Tally operator-(const Tally& other) const;
    Tally& operator+=(const Tally& other);
    bool operator==(const Tally&) const = default;
};

// What a review counts by. Stars are from 1 to 5.
struct Marks {
    std::int64_t goods = 0;
    std::int64_t logistics = 0;
    std::int64_t service = 0;
    bool with_pictures = false;
    bool automatic = false;
};
Tally tally_of(const Marks& marks);

}  // namespace ecommerce::review
