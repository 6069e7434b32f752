// SPDX-License-Identifier: Apache-2.0
// A change of a review whose row is locked, with all that follows from it: tags, ratings and events. Ratings come last
// in the transaction, so whoever changes several reviews gathers their changes first.
#pragma once

#include "application/review/app/review_meters.h"
#include "application/review/storage/rating_store.h"
#include "application/review/storage/review_store.h"
#include "framework/events/publisher.h"

namespace ecommerce::review {

// Stateless; any loop.
class SaveReviews {
public:
    SaveReviews(const ReviewStore& reviews, const RatingStore& ratings, events::Publisher& events,
                const ReviewMeters& meters)
        : reviews_(reviews), ratings_(ratings), events_(events), meters_(meters) {}

    // Queues the change and adds what it means for ratings to `changes`.
    void save(CallContext& context, postgres::Transaction& tx, const ReviewRow& before,
              const ReviewRow& after, RatingChanges& changes) const;
    // Queues what was gathered.
    void apply(postgres::Transaction& tx, const RatingChanges& changes) const { ratings_.apply(tx, changes); }
    // Both, of one review.
    void save(CallContext& context, postgres::Transaction& tx, const ReviewRow& before,
              const ReviewRow& after) const;
    // Tells of a follow-up or a reply that can be read.
    void remarked(CallContext& context, postgres::Transaction& tx, const ReviewRow& review,
                  bool by_shop) const;

private:
    const telemetry::Counter& meter_of(const ReviewRow& review) const;
    void tell(CallContext& context, postgres::Transaction& tx, State before, const ReviewRow& after) const;

    const ReviewStore& reviews_;
    const RatingStore& ratings_;
    events::Publisher& events_;
    const ReviewMeters meters_;
};

}  // namespace ecommerce::review
