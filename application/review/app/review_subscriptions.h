// SPDX-License-Identifier: Apache-2.0
// What the service hears: receipts and returns, closed shops and closed accounts.
#pragma once

#include "application/review/app/write_reviews.h"
#include "application/review/storage/shop_closings.h"
#include "framework/events/subscriptions.h"

namespace ecommerce::review {

struct Hearers {
    const ReviewStore& reviews;
    const WriteReviews& write;
    const ShopClosings& closings;
    events::Publisher& events;
    const runtime::Clock& clock;
    const ReviewRules& rules;
};
// Registers the handlers; what the hearers refer to outlives `subscriptions`.
void subscribe_review_events(events::Subscriptions& subscriptions, const Hearers& hearers);

}  // namespace ecommerce::review
