// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/quiet_hours.h"

#include <gtest/gtest.h>

namespace ecommerce::notification {
namespace {

using namespace std::chrono_literals;

constexpr auto kDay = Timestamp(std::chrono::sys_days(2026y / 3 / 8));

TEST(QuietHoursTest, EndInTheMorningWhenTheyBeginInTheEvening) {
    const QuietHours night{.from_minute = 22 * 60, .to_minute = 8 * 60};
    EXPECT_EQ(quiet_until(night, kDay + 22h), kDay + 32h);
    EXPECT_EQ(quiet_until(night, kDay + 23h + 59min), kDay + 32h);
    EXPECT_EQ(quiet_until(night, kDay + 0h), kDay + 8h);
    EXPECT_EQ(quiet_until(night, kDay + 7h + 59min), kDay + 8h);
    EXPECT_EQ(quiet_until(night, kDay + 8h), std::nullopt);
    EXPECT_EQ(quiet_until(night, kDay + 21h + 59min), std::nullopt);
}

TEST(QuietHoursTest, MayLieWithinADay) {
    const QuietHours noon{.from_minute = 12 * 60, .to_minute = 14 * 60};
    EXPECT_EQ(quiet_until(noon, kDay + 11h + 59min), std::nullopt);
    EXPECT_EQ(quiet_until(noon, kDay + 12h), kDay + 14h);
    EXPECT_EQ(quiet_until(noon, kDay + 14h), std::nullopt);
    EXPECT_EQ(quiet_until(noon, kDay + 23h), std::nullopt);
}

TEST(QuietHoursTest, AreThoseOfThePersonsPlace) {
    const QuietHours shanghai{.from_minute = 22 * 60, .to_minute = 8 * 60, .utc_offset_minutes = 480};
    EXPECT_EQ(quiet_until(shanghai, kDay + 14h), kDay + 24h);
    EXPECT_EQ(quiet_until(shanghai, kDay + 1h), std::nullopt);
    const QuietHours west{.from_minute = 22 * 60, .to_minute = 8 * 60, .utc_offset_minutes = -480};
    EXPECT_EQ(quiet_until(west, kDay + 6h), kDay + 16h);
    EXPECT_EQ(quiet_until(west, kDay + 17h), std::nullopt);
}

}  // namespace
}  // namespace ecommerce::notification
