// SPDX-License-Identifier: Apache-2.0
// What is taken, and what is made of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ecommerce::pictures {

// Widths of the files made of a picture, in pixels.
inline constexpr std::array<int, 3> kWidths{400, 800, 1600};

// Of each of them; what would be larger, as noise that moves, is refused.
inline constexpr std::size_t kFileBytesMax = 6'000'000;

inline constexpr int kSideMax = 8000;                  // pixels
inline constexpr std::uint64_t kAreaMax = 25'000'000;  // pixels, of all frames
inline constexpr int kFramesMax = 500;

}  // namespace ecommerce::pictures
