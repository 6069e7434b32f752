// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/change_cursor.h"

#include <algorithm>
#include <ranges>

namespace ecommerce::notification {

void ChangeCursor::reset() {
    last_.reset();
    missing_.clear();
}

std::vector<std::int64_t> ChangeCursor::missing(Time now) {
    std::erase_if(missing_, [&](const auto& each) { return now - each.second > kPatience; });
    const auto ids = std::views::keys(missing_);
    return {ids.begin(), ids.end()};
}

bool ChangeCursor::take(std::int64_t id, Time now) {
    if (id <= last()) return missing_.erase(id) > 0;
    const auto gap_from = std::max(last() + 1, id - std::int64_t(kMissingMost));
    for (auto passed = gap_from; passed < id; ++passed) missing_.emplace_hint(missing_.end(), passed, now);
    while (missing_.size() > kMissingMost) missing_.erase(missing_.begin());
    last_ = id;
    return true;
}

}  // namespace ecommerce::notification
