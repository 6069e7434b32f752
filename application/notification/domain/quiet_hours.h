// SPDX-License-Identifier: Apache-2.0
// The part of a day in which somebody wants no mails but those that cannot wait.
#pragma once

#include <cstdint>
#include <optional>

#include "framework/runtime/clock.h"

namespace ecommerce::notification {

// Minutes of the day at the person's place, which is so far ahead of UTC. `from` after `to` is over midnight; they
// differ.
struct QuietHours {
    std::int32_t from_minute = 0;
    std::int32_t to_minute = 0;
    std::int32_t utc_offset_minutes = 0;
};

// When those end that `now` is in; nothing outside of them.
std::optional<Timestamp> quiet_until(const QuietHours& hours, Timestamp now);

}  // namespace ecommerce::notification
