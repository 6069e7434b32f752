// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/memory.h"

#include <gtest/gtest.h>

namespace ecommerce::runtime {
namespace {

constexpr std::size_t kMiB = std::size_t(1) << 20;

TEST(PeakWatch, AsksOnceAfterAPeak) {
    PeakWatch watch;
    EXPECT_FALSE(watch.is_over(40 * kMiB));
    EXPECT_FALSE(watch.is_over(45 * kMiB));
    EXPECT_FALSE(watch.is_over(90 * kMiB)) << "it still grows";
    EXPECT_TRUE(watch.is_over(90 * kMiB));
    watch.left(45 * kMiB);
    EXPECT_FALSE(watch.is_over(45 * kMiB));
    EXPECT_FALSE(watch.is_over(46 * kMiB));
}

TEST(PeakWatch, DoesNotAskAgainForWhatCannotBeGivenBack) {
    PeakWatch watch;
    (void)watch.is_over(40 * kMiB);
    (void)watch.is_over(90 * kMiB);
    EXPECT_TRUE(watch.is_over(90 * kMiB));
    watch.left(88 * kMiB);
    EXPECT_FALSE(watch.is_over(90 * kMiB));
    EXPECT_FALSE(watch.is_over(42 * kMiB)) << "others have given it back";
    (void)watch.is_over(90 * kMiB);
    EXPECT_TRUE(watch.is_over(90 * kMiB));
}

}  // namespace
}  // namespace ecommerce::runtime
