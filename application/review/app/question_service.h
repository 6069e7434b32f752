// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/review/app/neighbours.h"
#include "application/review/app/show_reviews.h"
#include "application/review/storage/report_store.h"
#include "framework/events/publisher.h"
#include "framework/postgres/transactor.h"

#include "review/v1/question_service.rpc.h"

namespace ecommerce::review {

// Implements the contract's QuestionService. The references outlive it; any loop.
class QuestionService final : public v1::QuestionService {
public:
    struct Parts {
        postgres::Transactor transact;
        const ReviewReader& reader;
        const RemarkStore& remarks;
        const ReportStore& quotas;
        const ShowReviews& show;
        const Neighbours& neighbours;
        DictionaryCache& dictionaries;
        events::Publisher& events;
        const runtime::Clock& clock;
        const ReviewRules& rules;
    };
    explicit QuestionService(const Parts& parts) : parts_(parts) {}

    static constexpr std::int64_t kAnswersMax = 200;  // of a question

    Task<Result<v1::ListProductQuestionsResponse>> ListProductQuestions(
        CallContext& context, const v1::ListProductQuestionsRequest& request) override;
    Task<Result<v1::ListAnswersResponse>> ListAnswers(CallContext& context,
                                                      const v1::ListAnswersRequest& request) override;
    Task<Result<v1::ListMyQuestionsResponse>> ListMyQuestions(
        CallContext& context, const v1::ListMyQuestionsRequest& request) override;
    Task<Result<v1::AskQuestionResponse>> AskQuestion(CallContext& context,
                                                      const v1::AskQuestionRequest& request) override;
    Task<Result<v1::AnswerQuestionResponse>> AnswerQuestion(
        CallContext& context, const v1::AnswerQuestionRequest& request) override;

private:
    // Inserts it, counted among the person's of the day; the id.
    Task<Result<std::int64_t>> insert(CallContext& context, postgres::Transaction& tx,
                                      const NewRemarkRow& remark) const;

    const Parts parts_;
};

// Tells of a question or of an answer that can be read; `asked` is the answer's question.
void tell_asked(events::Publisher& events, CallContext& context, postgres::Transaction& tx,
                const RemarkRow& question);
void tell_answered(events::Publisher& events, CallContext& context, postgres::Transaction& tx,
                   const RemarkRow& asked, const RemarkRow& answer);

}  // namespace ecommerce::review
