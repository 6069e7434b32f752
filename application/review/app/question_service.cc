// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/question_service.h"

#include "application/review/app/errors.h"
#include "framework/call/page.h"

#include "review/v1/events.pb.h"

namespace ecommerce::review {

Task<Result<v1::ListProductQuestionsResponse>> QuestionService::ListProductQuestions(
    CallContext& context, const v1::ListProductQuestionsRequest& request) {
    const auto page = co_await ok(read_page("product-questions", request));
    auto rows =
        co_await ok(parts_.remarks.of_product(context, request.product_id(), page.before_id(), page.limit()));
    v1::ListProductQuestionsResponse response;
    response.set_next_page_token(page.cut(rows, &RemarkRow::id));
    co_await ok(parts_.show.show_questions(context, rows, *response.mutable_questions()));
    co_return response;
}

Task<Result<v1::ListAnswersResponse>> QuestionService::ListAnswers(CallContext& context,
                                                                   const v1::ListAnswersRequest& request) {
    const auto page = co_await ok(read_page("answers", request));
    auto rows =
        co_await ok(parts_.remarks.answers(context, request.question_id(), page.after().id, page.limit()));
    v1::ListAnswersResponse response;
    response.set_next_page_token(page.cut(rows, &RemarkRow::id));
    for (const auto& row : rows) fill(*response.add_answers(), row, Viewer::everyone);
    co_return response;
}

Task<Result<v1::ListMyQuestionsResponse>> QuestionService::ListMyQuestions(
    CallContext& context, const v1::ListMyQuestionsRequest& request) {
    const auto page = co_await ok(read_page("my-questions", context, request));
    auto rows = co_await ok(
        parts_.remarks.of_asker(context, context.principal.user_id, page.before_id(), page.limit()));
    v1::ListMyQuestionsResponse response;
    response.set_next_page_token(page.cut(rows, &RemarkRow::id));
    co_await ok(parts_.show.show_questions(context, rows, *response.mutable_questions()));
    co_return response;
}

Task<Result<std::int64_t>> QuestionService::insert(CallContext& context, postgres::Transaction& tx,
                                                   const NewRemarkRow& remark) const {
    const bool asks = remark.kind == RemarkKind::question;
    const auto counted = co_await ok(parts_.quotas.count(
        tx, context.principal.user_id, asks ? Quota::question : Quota::answer, remark.written_at,
        asks ? parts_.rules.questions_a_day : parts_.rules.answers_a_day));
    if (!counted) co_return quota_used(asks ? "questions" : "answers", remark.written_at);
    co_return co_await parts_.remarks.insert(tx, remark);
}

Task<Result<v1::AskQuestionResponse>> QuestionService::AskQuestion(CallContext& context,
                                                                   const v1::AskQuestionRequest& request) {
    NewRemarkRow remark{.kind = RemarkKind::question,
                        .product_id = request.product_id(),
                        .shop_id = co_await ok(parts_.neighbours.shop_of(context, request.product_id())),
                        .user_id = context.principal.user_id,
                        .anonymous = request.anonymous(),
                        .text = request.text(),
                        .written_at = parts_.clock.now()};
    if (!remark.anonymous) remark.nickname = co_await ok(parts_.neighbours.nickname(context));
    const auto dictionary = co_await ok(parts_.dictionaries.get(context));
    remark.held_words = dictionary->words_in(remark.text);
    if (!remark.held_words.empty()) remark.state = RemarkState::held;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto id = co_await ok(insert(context, tx, remark));
        if (remark.state == RemarkState::published) {
            tell_asked(parts_.events, context, tx,
                       {.id = id,
                        .product_id = remark.product_id,
                        .shop_id = remark.shop_id,
                        .user_id = remark.user_id});
        }
        co_return id;
    };
    const auto id = co_await ok(parts_.transact(context, std::move(body)));
    const auto row = co_await ok(parts_.remarks.find(context, id));
    if (!row) co_return no_such_question();
    v1::AskQuestionResponse response;
    fill(*response.mutable_question()->mutable_question(), *row, Viewer::everyone);
    co_return response;
}

Task<Result<v1::AnswerQuestionResponse>> QuestionService::AnswerQuestion(
    CallContext& context, const v1::AnswerQuestionRequest& request) {
    const auto asked = co_await ok(parts_.remarks.find(context, request.id()));
    if (!asked || asked->kind != RemarkKind::question || asked->state != RemarkState::published) {
        co_return no_such_question();
    }
    const auto& who = context.principal;
    const bool by_shop = who.shop_id != 0 && who.shop_id == asked->shop_id;
    if (!by_shop && !co_await ok(parts_.reader.has_received(context, who.user_id, asked->product_id))) {
        co_return v1::reason::not_bought("The shop answers, and those who have bought it.");
    }
    NewRemarkRow remark{.kind = RemarkKind::answer,
                        .question_id = asked->id,
                        .product_id = asked->product_id,
                        .shop_id = asked->shop_id,
                        .user_id = who.user_id,
                        .by_shop = by_shop,
                        .anonymous = request.anonymous() && !by_shop,
                        .text = request.text(),
                        .written_at = parts_.clock.now()};
    if (!by_shop && !remark.anonymous) remark.nickname = co_await ok(parts_.neighbours.nickname(context));
    const auto dictionary = co_await ok(parts_.dictionaries.get(context));
    remark.held_words = dictionary->words_in(remark.text);
    if (!remark.held_words.empty()) remark.state = RemarkState::held;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto question = co_await ok(parts_.remarks.lock(tx, asked->id));
        if (!question || question->state != RemarkState::published) co_return no_such_question();
        if (question->answer_count >= kAnswersMax) {
            co_return v1::reason::too_many("There are enough answers to this question.");
        }
        const auto id = co_await ok(insert(context, tx, remark));
        if (remark.state == RemarkState::published) {
            parts_.remarks.count_answers(tx, question->id, 1);
            tell_answered(parts_.events, context, tx, *question, {.id = id, .by_shop = by_shop});
        }
        co_return id;
    };
    const auto id = co_await ok(parts_.transact(context, std::move(body)));
    const auto row = co_await ok(parts_.remarks.find(context, id));
    if (!row) co_return no_such_question();
    v1::AnswerQuestionResponse response;
    fill(*response.mutable_answer(), *row, Viewer::everyone);
    co_return response;
}

void tell_asked(events::Publisher& events, CallContext& context, postgres::Transaction& tx,
                const RemarkRow& question) {
    v1::QuestionAsked event;
    event.set_question_id(question.id);
    event.set_product_id(question.product_id);
    event.set_shop_id(question.shop_id);
    event.set_user_id(question.user_id);
    events.publish(tx, context, event, {.key = std::to_string(question.product_id)});
}

void tell_answered(events::Publisher& events, CallContext& context, postgres::Transaction& tx,
                   const RemarkRow& asked, const RemarkRow& answer) {
    v1::QuestionAnswered event;
    event.set_question_id(asked.id);
    event.set_answer_id(answer.id);
    event.set_product_id(asked.product_id);
    event.set_shop_id(asked.shop_id);
    event.set_user_id(asked.user_id);
    event.set_by_shop(answer.by_shop);
    events.publish(tx, context, event, {.key = std::to_string(asked.product_id)});
}

}  // namespace ecommerce::review
