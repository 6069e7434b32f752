// SPDX-License-Identifier: Apache-2.0
// What becomes of two carts' lines in one cart: lines of one SKU add up, and what finds no room under the limits
// stays out.
#pragma once

#include <vector>

#include "application/cart/storage/cart_store.h"

namespace ecommerce::cart {

struct JoinedLines {
    std::vector<LineRow> put;       // as they are to be, those that were there before included
    std::vector<LineRow> left_out;  // with the units that found no room
};

// `added` join `present`, in their order.
JoinedLines join_lines(std::vector<LineRow> present, const std::vector<LineRow>& added);

}  // namespace ecommerce::cart
