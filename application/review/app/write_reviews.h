// SPDX-License-Identifier: Apache-2.0
// What the buyer does with a review: writes it, changes it, follows it up. And what happens when the buyer does
// nothing, or closes the account.
#pragma once

#include "application/review/app/dictionary_cache.h"
#include "application/review/app/neighbours.h"
#include "application/review/app/review_rules.h"
#include "application/review/app/save_reviews.h"
#include "application/review/storage/remark_store.h"
#include "application/review/storage/report_store.h"
#include "framework/postgres/transactor.h"

#include "review/v1/review_service.pb.h"

namespace ecommerce::review {

// The references outlive it; any loop. Each gives the review's id.
class WriteReviews {
public:
    struct Parts {
        postgres::Transactor transact;
        const ReviewStore& reviews;
        const RemarkStore& remarks;
        const ReportStore& reports;
        const SaveReviews& save;
        const Neighbours& neighbours;
        DictionaryCache& dictionaries;
        events::Publisher& events;
        const runtime::Clock& clock;
        const ReviewRules& rules;
    };
    explicit WriteReviews(const Parts& parts) : parts_(parts) {}

    // Errors: not_found, REVIEW_STATE, PICTURE_UNKNOWN.
    Task<Result<std::int64_t>> create(CallContext& context, const v1::CreateReviewRequest& request) const;
    // Errors: the same, and ETAG_MISMATCH.
    Task<Result<std::int64_t>> update(CallContext& context, const v1::UpdateReviewRequest& request) const;
    // Errors: the same, and FOLLOW_UP_EXISTS.
    Task<Result<std::int64_t>> follow_up(CallContext& context,
                                         const v1::FollowUpReviewRequest& request) const;

    // Writes for those whose time is over, `batch` at most; how many there were.
    Task<Result<int>> close_due(CallContext& context, int batch) const;
    // A closed account's texts are gone, and its name. A number of reviews at once; the rest by an event.
    Task<Result<void>> erase_author(CallContext& context, postgres::Transaction& tx,
                                    std::int64_t user_id) const;

private:
    template <typename Request>
    Task<Result<OpinionRow>> opinion_of(CallContext& context, const Request& request) const;

    const Parts parts_;
};

}  // namespace ecommerce::review
