// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/show_reviews.h"

#include "application/review/app/errors.h"

namespace ecommerce::review {

Task<Result<void>> ShowReviews::show(CallContext& context, const std::vector<ReviewRow>& rows, Viewer viewer,
                                     Shown& out) const {
    if (rows.empty()) co_return {};
    std::vector<std::int64_t> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    const auto remarks = co_await ok(remarks_.at_reviews(context, ids));
    const auto dictionary = co_await ok(dictionaries_.get(context));
    for (const auto& row : rows) fill(*out.Add(), row, remarks, *dictionary, rules_, viewer);
    co_return {};
}

Task<Result<v1::Review>> ShowReviews::read(CallContext& context, std::int64_t id, Viewer viewer) const {
    auto row = co_await ok(reader_.find(context, id));
    if (!row) co_return no_such_review();
    Shown shown;
    const std::vector<ReviewRow> rows{*std::move(row)};
    co_await ok(show(context, rows, viewer, shown));
    co_return std::move(*shown.Mutable(0));
}

Task<Result<void>> ShowReviews::show_questions(CallContext& context, const std::vector<RemarkRow>& questions,
                                               Questions& out) const {
    std::vector<std::int64_t> answered;
    for (const auto& question : questions) {
        if (question.answer_count > 0) answered.push_back(question.id);
    }
    std::vector<RemarkRow> answers;
    if (!answered.empty()) answers = co_await ok(remarks_.first_answers(context, answered));
    for (const auto& question : questions) {
        auto& shown = *out.Add();
        fill(*shown.mutable_question(), question, Viewer::everyone);
        shown.set_answer_count(std::uint32_t(question.answer_count));
        for (const auto& answer : answers) {
            if (answer.question_id == question.id) fill(*shown.add_answers(), answer, Viewer::everyone);
        }
    }
    co_return {};
}

}  // namespace ecommerce::review
