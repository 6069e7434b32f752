// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/webhook_signature.h"

#include <gtest/gtest.h>

namespace ecommerce::auth {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);

TEST(WebhookSignature, HoldsForItsBodyKeyAndTime) {
    const auto signature = sign_webhook("secret", "{}", kNow);
    EXPECT_TRUE(is_signed_webhook("secret", "{}", signature, kNow));
    EXPECT_TRUE(is_signed_webhook("secret", "{}", signature, kNow + 5min));
    EXPECT_TRUE(is_signed_webhook("secret", "{}", signature, kNow - 5min));
    EXPECT_FALSE(is_signed_webhook("secret", "{}", signature, kNow + 5min + 1s));
    EXPECT_FALSE(is_signed_webhook("secret", "{}", signature, kNow - 5min - 1s));
    EXPECT_FALSE(is_signed_webhook("secret", "{ }", signature, kNow));
    EXPECT_FALSE(is_signed_webhook("other", "{}", signature, kNow));
}

TEST(WebhookSignature, ANewTimeNeedsANewSignature) {
    auto signature = sign_webhook("secret", "{}", kNow);
    const auto later = sign_webhook("secret", "{}", kNow + 10min);
    const auto moved = later.substr(0, later.find(',')) + signature.substr(signature.find(','));
    EXPECT_FALSE(is_signed_webhook("secret", "{}", moved, kNow + 10min));
}

TEST(WebhookSignature, RefusesWhatItCannotRead) {
    for (const auto* text : {"", "t=", "t=,v1=", "v1=00", "t=1x,v1=00", "t=99999999999999999999,v1=00",
                             "t=-9223372036854775808,v1=00", "t=1", "T=1,V1=00"}) {
        EXPECT_FALSE(is_signed_webhook("secret", "{}", text, kNow)) << text;
    }
}

}  // namespace
}  // namespace ecommerce::auth
