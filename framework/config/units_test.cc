// SPDX-License-Identifier: Apache-2.0
#include "framework/config/units.h"

#include <gtest/gtest.h>

#include "framework/config/nearest.h"

namespace ecommerce::config {
namespace {

using namespace std::chrono_literals;

TEST(Duration, IsReadWithItsUnits) {
    EXPECT_EQ(parse_duration("250ms"), 250ms);
    EXPECT_EQ(parse_duration("15m"), 15min);
    EXPECT_EQ(parse_duration("1d2h3m4s5ms"), 26h + 3min + 4s + 5ms);
    EXPECT_EQ(parse_duration("0"), 0ms);
}

TEST(Duration, IsRefusedWithoutUnitOrOutOfOrder) {
    for (const auto* text :
         {"", "5", "m", "5 m", "-5m", "1.5h", "5m1h", "5m5m", "1w", "9223372036854775807d", "1m "}) {
        EXPECT_EQ(parse_duration(text), std::nullopt) << text;
    }
}

TEST(Duration, IsWrittenAsItIsRead) {
    for (const auto duration : {0ms, 1ms, 999ms, 90'000ms, 86'400'000ms, 93'784'005ms}) {
        EXPECT_EQ(parse_duration(format_duration(duration)), duration);
    }
}

TEST(Size, IsReadInBothKindsOfUnits) {
    EXPECT_EQ(parse_size("4096"), 4096);
    EXPECT_EQ(parse_size("64KiB"), 65536);
    EXPECT_EQ(parse_size("10MB"), 10'000'000);
    for (const auto* text : {"", "-1", "1k", "1.5MB", "MiB", "99999999TiB"})
        EXPECT_EQ(parse_size(text), std::nullopt) << text;
}

TEST(Size, IsWrittenAsItIsRead) {
    for (const std::int64_t size : {0LL, 1LL, 1000LL, 1024LL, 1025LL, 64LL << 20})
        EXPECT_EQ(parse_size(format_size(size)), size);
    EXPECT_EQ(format_size(64 << 20), "64MiB");
}

TEST(Number, IsRefusedWhenItIsNoNumber) {
    EXPECT_EQ(parse_number("0.05"), 0.05);
    for (const auto* text : {"", "nan", "inf", "1,5", "1x"})
        EXPECT_EQ(parse_number(text), std::nullopt) << text;
}

TEST(Nearest, FindsSlipsAndNotOtherWords) {
    EXPECT_EQ(nearest("order.paymnt_window", {"order.lines_max", "order.payment_window"}),
              "order.payment_window");
    EXPECT_EQ(nearest("cat", {"dog"}), "");
    EXPECT_EQ(nearest("x", {}), "");
}

}  // namespace
}  // namespace ecommerce::config
