// SPDX-License-Identifier: Apache-2.0
// What PictureEncoder and the program that it runs have agreed about.
#pragma once

#include "framework/pictures/limits.h"

namespace ecommerce::pictures {

// How the program ends.
enum class Verdict : int {
    done = 0,
    failed = 1,  // itself
    kind = 10,
    size = 11,
    broken = 12,
};

// Its descriptors.
inline constexpr int kInput = 0;      // the picture's bytes
inline constexpr int kSize = 1;       // "WIDTH HEIGHT" of the largest file
inline constexpr int kComplaint = 2;  // of libraries
inline constexpr int kFirstFile = 3;  // and on: a file for each of kWidths, left empty where there is none

}  // namespace ecommerce::pictures
