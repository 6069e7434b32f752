// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/save_reviews.h"

#include <stdexcept>

#include "review/v1/events.pb.h"

namespace ecommerce::review {

namespace {

template <typename Event>
Event about(const ReviewRow& review) {
    Event event;
    event.set_review_id(review.id);
    event.set_product_id(review.goods.product_id);
    event.set_shop_id(review.goods.shop_id);
    event.set_user_id(review.user_id);
    return event;
}

}  // namespace

void SaveReviews::save(CallContext& context, postgres::Transaction& tx, const ReviewRow& before,
                       const ReviewRow& after, RatingChanges& changes) const {
    reviews_.update(tx, after);
    if (before.opinion.tag_ids != after.opinion.tag_ids) reviews_.set_tags(tx, after);
    changes.add(after.goods.product_id, after.goods.shop_id,
                {.tally = before.tally(), .tag_ids = before.counted_tags()},
                {.tally = after.tally(), .tag_ids = after.counted_tags()});
    tell(context, tx, before.state, after);
    if (before.state == after.state && before.tally() != after.tally()) {
        v1::ProductRatingChanged event;
        event.set_product_id(after.goods.product_id);
        event.set_shop_id(after.goods.shop_id);
        events_.publish(tx, context, event, {.key = std::to_string(after.goods.product_id)});
    }
}

void SaveReviews::save(CallContext& context, postgres::Transaction& tx, const ReviewRow& before,
                       const ReviewRow& after) const {
    RatingChanges changes;
    save(context, tx, before, after, changes);
    apply(tx, changes);
}

void SaveReviews::remarked(CallContext& context, postgres::Transaction& tx, const ReviewRow& review,
                           bool by_shop) const {
    auto event = about<v1::ReviewRemarked>(review);
    event.set_by_shop(by_shop);
    events_.publish(tx, context, event, {.key = std::to_string(review.goods.product_id)});
}

const telemetry::Counter& SaveReviews::meter_of(const ReviewRow& review) const {
    switch (review.state) {
    case State::published: return review.automatic ? meters_.automatic : meters_.published;
    case State::held: return meters_.held;
    case State::hidden: return meters_.hidden;
    case State::lapsed: return meters_.lapsed;
    case State::awaited: break;
    }
    throw std::logic_error("no review is awaited again");
}

void SaveReviews::tell(CallContext& context, postgres::Transaction& tx, State before,
                       const ReviewRow& after) const {
    if (before == after.state) return;
    tx.on_commit([meter = meter_of(after)] { meter.add(1); });
    const auto key = std::to_string(after.goods.product_id);
    if (after.state == State::published) {
        auto event = about<v1::ReviewPublished>(after);
        event.set_automatic(after.automatic);
        events_.publish(tx, context, event, {.key = key});
    } else if (before == State::published) {
        events_.publish(tx, context, about<v1::ReviewWithdrawn>(after), {.key = key});
    }
}

}  // namespace ecommerce::review
