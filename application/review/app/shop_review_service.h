// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/review/app/save_reviews.h"
#include "application/review/app/show_reviews.h"
#include "framework/postgres/transactor.h"

#include "review/v1/shop_review_service.rpc.h"

namespace ecommerce::review {

// Implements the contract's ShopReviewService. The references outlive it; any loop.
class ShopReviewService final : public v1::ShopReviewService {
public:
    struct Parts {
        postgres::Transactor transact;
        const ReviewReader& reader;
        const ReviewStore& reviews;
        const RemarkStore& remarks;
        const SaveReviews& save;
        const ShowReviews& show;
        DictionaryCache& dictionaries;
        const runtime::Clock& clock;
        const ReviewRules& rules;
    };
    explicit ShopReviewService(const Parts& parts) : parts_(parts) {}

    Task<Result<v1::ListShopReviewsResponse>> ListShopReviews(
        CallContext& context, const v1::ListShopReviewsRequest& request) override;
    Task<Result<v1::ReplyReviewResponse>> ReplyReview(CallContext& context,
                                                      const v1::ReplyReviewRequest& request) override;
    Task<Result<v1::ListShopQuestionsResponse>> ListShopQuestions(
        CallContext& context, const v1::ListShopQuestionsRequest& request) override;

private:
    Task<Result<void>> reply(CallContext& context, postgres::Transaction& tx,
                             const v1::ReplyReviewRequest& request, const Dictionary& dictionary) const;

    const Parts parts_;
};

}  // namespace ecommerce::review
