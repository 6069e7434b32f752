// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ecommerce::cart {

inline constexpr int kLinesMax = 120;
inline constexpr int kQuantityMax = 999;
// From here down a page warns that few are left.
inline constexpr int kLowStock = 5;

}  // namespace ecommerce::cart
