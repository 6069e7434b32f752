// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/quiet_hours.h"

namespace ecommerce::notification {

std::optional<Timestamp> quiet_until(const QuietHours& hours, Timestamp now) {
    using namespace std::chrono;
    const auto offset = minutes(hours.utc_offset_minutes);
    const auto there = now + offset;
    const auto today = floor<days>(there);
    const auto minute = duration_cast<minutes>(there - today).count();
    const bool over_midnight = hours.from_minute > hours.to_minute;
    const bool late = minute >= hours.from_minute;
    const bool early = minute < hours.to_minute;
    if (!(over_midnight ? late || early : late && early)) return std::nullopt;
    const auto end = (early ? today : today + days(1)) + minutes(hours.to_minute);
    return Timestamp(end - offset);
}

}  // namespace ecommerce::notification
