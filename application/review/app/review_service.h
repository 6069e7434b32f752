// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/review/app/show_reviews.h"
#include "application/review/app/write_reviews.h"
#include "application/review/storage/rating_store.h"
#include "application/review/storage/report_store.h"

#include "review/v1/review_service.rpc.h"

namespace ecommerce::review {

// Implements the contract's ReviewService. The references outlive it; any loop.
class ReviewService final : public v1::ReviewService {
public:
    struct Parts {
        postgres::Transactor transact;
        const ReviewReader& reader;
        const ReviewStore& reviews;
        const RatingStore& ratings;
        const ReportStore& reports;
        const ShowReviews& show;
        const WriteReviews& write;
        DictionaryCache& dictionaries;
        const runtime::Clock& clock;
        const ReviewRules& rules;
    };
    explicit ReviewService(const Parts& parts) : parts_(parts) {}

    Task<Result<v1::ListProductReviewsResponse>> ListProductReviews(
        CallContext& context, const v1::ListProductReviewsRequest& request) override;
    Task<Result<v1::GetProductRatingResponse>> GetProductRating(
        CallContext& context, const v1::GetProductRatingRequest& request) override;
    Task<Result<v1::BatchGetRatingsResponse>> BatchGetRatings(
        CallContext& context, const v1::BatchGetRatingsRequest& request) override;
    Task<Result<v1::GetShopRatingResponse>> GetShopRating(CallContext& context,
                                                          const v1::GetShopRatingRequest& request) override;
    Task<Result<v1::ListMyReviewsResponse>> ListMyReviews(CallContext& context,
                                                          const v1::ListMyReviewsRequest& request) override;
    Task<Result<v1::ListPendingReviewsResponse>> ListPendingReviews(
        CallContext& context, const v1::ListPendingReviewsRequest& request) override;
    Task<Result<v1::GetMyReviewResponse>> GetMyReview(CallContext& context,
                                                      const v1::GetMyReviewRequest& request) override;
    Task<Result<v1::CreateReviewResponse>> CreateReview(CallContext& context,
                                                        const v1::CreateReviewRequest& request) override;
    Task<Result<v1::UpdateReviewResponse>> UpdateReview(CallContext& context,
                                                        const v1::UpdateReviewRequest& request) override;
    Task<Result<v1::FollowUpReviewResponse>> FollowUpReview(
        CallContext& context, const v1::FollowUpReviewRequest& request) override;
    Task<Result<v1::LikeReviewResponse>> LikeReview(CallContext& context,
                                                    const v1::LikeReviewRequest& request) override;
    Task<Result<v1::ListMyLikesResponse>> ListMyLikes(CallContext& context,
                                                      const v1::ListMyLikesRequest& request) override;
    Task<Result<v1::ReportReviewResponse>> ReportReview(CallContext& context,
                                                        const v1::ReportReviewRequest& request) override;

private:
    // One that everybody reads, and that is not the caller's own. Errors: not_found, OWN_REVIEW.
    Task<Result<ReviewRow>> find_others(CallContext& context, std::int64_t id) const;

    const Parts parts_;
};

}  // namespace ecommerce::review
