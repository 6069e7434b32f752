// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/watchers.h"

#include <vector>

#include <gtest/gtest.h>

#include "framework/testing/run.h"

#include "payment/v1/error_reason.rpc.h"

namespace ecommerce::payment {
namespace {

TEST(Watchers, AreBoundedForEachAccountAndEachPayment) {
    runtime::Loops loops(2);
    Watchers watchers(loops[0], {.per_account = 3, .per_payment = 2});
    std::vector<Watchers::Place> places;
    std::size_t turn = 0;
    const auto enter = [&](std::int64_t user_id, const std::string& payment_id) {
        // From one loop and from another.
        auto place = testing::run(loops, watchers.enter(user_id, payment_id), turn++ % 2);
        if (!place) return place.error().reason();
        places.push_back(*std::move(place));
        return std::string();
    };
    EXPECT_EQ(enter(1, "a"), "");
    EXPECT_EQ(enter(1, "a"), "");
    EXPECT_EQ(enter(1, "a"), v1::reason::kTooManyWatchers);
    EXPECT_EQ(enter(2, "a"), v1::reason::kTooManyWatchers);
    EXPECT_EQ(enter(1, "b"), "");
    EXPECT_EQ(enter(1, "c"), v1::reason::kTooManyWatchers);
    EXPECT_EQ(enter(2, "b"), "");
    places.clear();
    EXPECT_EQ(enter(1, "a"), "");
    EXPECT_EQ(enter(2, "a"), "");
    places.clear();
}

}  // namespace
}  // namespace ecommerce::payment
