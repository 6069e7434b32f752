// SPDX-License-Identifier: Apache-2.0
// What the service is set up with.
#pragma once

#include <chrono>
#include <cstdint>

#include "framework/config/live.h"

namespace ecommerce::review {

struct ReviewRules {
    // From the receipt: how long a review can be written. Then there is an automatic one, if they are wanted.
    config::Live<std::chrono::milliseconds> write_within = std::chrono::days(15);
    config::Live<bool> automatic = true;
    // From the writing: how long it can be changed, and be followed up.
    config::Live<std::chrono::milliseconds> edit_within = std::chrono::days(30);
    config::Live<std::chrono::milliseconds> follow_up_within = std::chrono::days(180);
    // From its writing: how long a shop's reply can be changed.
    config::Live<std::chrono::milliseconds> reply_edit_within = std::chrono::hours(24);
    // Of one person on a day (UTC).
    config::Live<std::int64_t> questions_a_day = 10;
    config::Live<std::int64_t> answers_a_day = 30;
    config::Live<std::int64_t> reports_a_day = 20;
};

}  // namespace ecommerce::review
