// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/review/app/save_reviews.h"
#include "application/review/app/show_reviews.h"
#include "application/review/storage/report_store.h"
#include "framework/postgres/transactor.h"

#include "review/v1/review_admin_service.rpc.h"

namespace ecommerce::review {

// Implements the contract's ReviewAdminService. The references outlive it; any loop.
class ReviewAdminService final : public v1::ReviewAdminService {
public:
    struct Parts {
        postgres::Transactor transact;
        const ReviewReader& reader;
        const ReviewStore& reviews;
        const RemarkStore& remarks;
        const ReportStore& reports;
        const DictionaryStore& dictionary;
        const SaveReviews& save;
        const ShowReviews& show;
        DictionaryCache& dictionaries;
        events::Publisher& events;
        const runtime::Clock& clock;
    };
    explicit ReviewAdminService(const Parts& parts) : parts_(parts) {}

    Task<Result<v1::ListReportsResponse>> ListReports(CallContext& context,
                                                      const v1::ListReportsRequest& request) override;
    Task<Result<v1::ListReviewsForAuditResponse>> ListReviewsForAudit(
        CallContext& context, const v1::ListReviewsForAuditRequest& request) override;
    Task<Result<v1::GetReviewForAuditResponse>> GetReviewForAudit(
        CallContext& context, const v1::GetReviewForAuditRequest& request) override;
    Task<Result<v1::AuditReviewResponse>> AuditReview(CallContext& context,
                                                      const v1::AuditReviewRequest& request) override;
    Task<Result<v1::ListRemarksForAuditResponse>> ListRemarksForAudit(
        CallContext& context, const v1::ListRemarksForAuditRequest& request) override;
    Task<Result<v1::AuditRemarkResponse>> AuditRemark(CallContext& context,
                                                      const v1::AuditRemarkRequest& request) override;
    Task<Result<v1::ListBlockedWordsResponse>> ListBlockedWords(
        CallContext& context, const v1::ListBlockedWordsRequest& request) override;
    Task<Result<v1::AddBlockedWordResponse>> AddBlockedWord(
        CallContext& context, const v1::AddBlockedWordRequest& request) override;
    Task<Result<v1::DeleteBlockedWordResponse>> DeleteBlockedWord(
        CallContext& context, const v1::DeleteBlockedWordRequest& request) override;
    Task<Result<v1::ListTagRulesResponse>> ListTagRules(CallContext& context,
                                                        const v1::ListTagRulesRequest& request) override;
    Task<Result<v1::AddTagRuleResponse>> AddTagRule(CallContext& context,
                                                    const v1::AddTagRuleRequest& request) override;
    Task<Result<v1::DeleteTagRuleResponse>> DeleteTagRule(CallContext& context,
                                                          const v1::DeleteTagRuleRequest& request) override;

private:
    // What follows from a remark whose state was `before`, in its transaction.
    Task<Result<void>> follow(CallContext& context, postgres::Transaction& tx, const RemarkRow& remark,
                              RemarkState before) const;

    const Parts parts_;
};

}  // namespace ecommerce::review
