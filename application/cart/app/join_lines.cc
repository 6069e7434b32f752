// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/join_lines.h"

#include <algorithm>

#include "application/cart/domain/limits.h"

namespace ecommerce::cart {

JoinedLines join_lines(std::vector<LineRow> present, const std::vector<LineRow>& added) {
    JoinedLines joined;
    for (const auto& line : added) {
        auto same = std::ranges::find(present, line.sku_id, &LineRow::sku_id);
        const int had = same == present.end() ? 0 : same->quantity;
        const bool full = same == present.end() && present.size() >= std::size_t(kLinesMax);
        const int taken = full ? 0 : std::min(line.quantity, kQuantityMax - had);
        if (taken < line.quantity) {
            auto& out = joined.left_out.emplace_back(line);
            out.quantity = line.quantity - taken;
        }
        if (taken == 0) continue;
        if (same == present.end()) same = present.insert(present.end(), line);
        *same = line;
        same->quantity = had + taken;
        joined.put.push_back(*same);
    }
    return joined;
}

}  // namespace ecommerce::cart
