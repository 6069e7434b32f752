// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/question_service.h"

#include <gmock/gmock.h>

#include "application/review/review_fixture.h"

namespace ecommerce::review {
namespace {

using ::testing::SizeIs;

class Questions : public ReviewTest {
protected:
    Result<v1::AskQuestionResponse> ask(const std::string& text, std::int64_t user_id = kOther,
                                        std::int64_t product_id = kProduct) {
        v1::AskQuestionRequest request;
        request.set_product_id(product_id);
        request.set_text(text);
        auto caller = as(user_id);
        return run(questions().AskQuestion(caller, request));
    }
    Result<v1::AnswerQuestionResponse> answer(std::int64_t id, const std::string& text, CallContext caller) {
        v1::AnswerQuestionRequest request;
        request.set_id(id);
        request.set_text(text);
        return run(questions().AnswerQuestion(caller, request));
    }
    v1::ListProductQuestionsResponse shown() {
        v1::ListProductQuestionsRequest request;
        request.set_product_id(kProduct);
        return run(questions().ListProductQuestions(context, request)).value();
    }
    v1::ListShopQuestionsResponse unanswered() {
        v1::ListShopQuestionsRequest request;
        request.set_unanswered(true);
        auto caller = as_shop();
        return run(shop().ListShopQuestions(caller, request)).value();
    }
};

TEST_F(Questions, AreAnsweredByTheShopAndByThoseWhoBoughtIt) {
    EXPECT_EQ(ask("Is it red?", kOther, 5).error().code(), Code::not_found);
    const auto id = ask("Is it red?").value().question().question().id();
    EXPECT_EQ(unanswered().questions_size(), 1);
    EXPECT_EQ(answer(id, "Yes", as(kBuyer)).error().reason(), v1::reason::kNotBought);
    EXPECT_EQ(answer(id, "Yes", as_shop(12)).error().reason(), v1::reason::kNotBought);
    take(receipt("o1", clock.now()));
    EXPECT_EQ(answer(id, "Very", as(kBuyer)).value().answer().author().name(), "Person 7");
    EXPECT_EQ(answer(id, "Indeed", as_shop()).value().answer().author().kind(), v1::AUTHOR_KIND_SHOP);
    ASSERT_EQ(shown().questions_size(), 1);
    EXPECT_EQ(shown().questions(0).answer_count(), 2U);
    EXPECT_EQ(shown().questions(0).answers(0).text(), "Very");
    EXPECT_EQ(unanswered().questions_size(), 0);
    auto asker = as(kOther);
    EXPECT_EQ(run(questions().ListMyQuestions(asker, {})).value().questions(0).answers_size(), 2);
    EXPECT_THAT(events.of<v1::QuestionAsked>(), SizeIs(1));
    ASSERT_THAT(events.of<v1::QuestionAnswered>(), SizeIs(2));
    EXPECT_EQ(events.of<v1::QuestionAnswered>()[0].user_id(), kOther);
}

TEST_F(Questions, ShowTheFirstThreeAnswersAndPageTheRest) {
    const auto id = ask("Is it red?").value().question().question().id();
    for (const char* text : {"1", "2", "3", "4", "5"}) ASSERT_TRUE(answer(id, text, as_shop()));
    EXPECT_EQ(shown().questions(0).answers_size(), 3);
    v1::ListAnswersRequest request;
    request.set_question_id(id);
    request.set_page_size(3);
    request.set_page_token(run(questions().ListAnswers(context, request)).value().next_page_token());
    const auto rest = run(questions().ListAnswers(context, request)).value();
    ASSERT_EQ(rest.answers_size(), 2);
    EXPECT_EQ(rest.answers(0).text(), "4");
    EXPECT_TRUE(rest.next_page_token().empty());
}

TEST_F(Questions, AreHeldForAWordAndHiddenByAdministrators) {
    block("casino");
    const auto held = ask("casino?").value().question().question();
    EXPECT_EQ(held.state(), v1::REMARK_STATE_HELD);
    EXPECT_EQ(shown().questions_size(), 0);
    EXPECT_EQ(answer(held.id(), "No", as_shop()).error().code(), Code::not_found);
    EXPECT_THAT(events.of<v1::QuestionAsked>(), SizeIs(0));
    const auto decide = [&](bool publish, v1::RemarkState from) {
        auto boss = as_admin();
        v1::ListRemarksForAuditRequest queue;
        queue.set_state(from);
        const auto waiting = run(admin().ListRemarksForAudit(boss, queue)).value();
        ASSERT_EQ(waiting.remarks_size(), 1);
        v1::AuditRemarkRequest request;
        request.set_id(waiting.remarks(0).id());
        request.set_publish(publish);
        request.set_etag(waiting.remarks(0).etag());
        ASSERT_TRUE(run(admin().AuditRemark(boss, request)));
    };
    decide(true, v1::REMARK_STATE_HELD);
    EXPECT_EQ(shown().questions_size(), 1);
    EXPECT_THAT(events.of<v1::QuestionAsked>(), SizeIs(1));
    ASSERT_TRUE(answer(held.id(), "A casino is none of ours", as_shop()));
    EXPECT_EQ(shown().questions(0).answer_count(), 0U);
    decide(false, v1::REMARK_STATE_HELD);
    EXPECT_EQ(shown().questions(0).answer_count(), 0U);
    decide(true, v1::REMARK_STATE_HIDDEN);
    EXPECT_EQ(shown().questions(0).answer_count(), 1U);
    EXPECT_THAT(events.of<v1::QuestionAnswered>(), SizeIs(1));
}

TEST_F(Questions, OfADayHaveAnEnd) {
    start({.questions_a_day = 2});
    ASSERT_TRUE(ask("1?"));
    ASSERT_TRUE(ask("2?"));
    EXPECT_EQ(ask("3?").error().reason(), v1::reason::kDailyQuota);
    EXPECT_TRUE(ask("4?", kBuyer));
    clock.advance(std::chrono::days(1));
    EXPECT_TRUE(ask("5?"));
}

TEST_F(Questions, LoseTheirWordsWithTheAccount) {
    const auto id = ask("Li Lei asks").value().question().question().id();
    take(receipt("o1", clock.now()));
    ASSERT_TRUE(answer(id, "Han Meimei answers", as(kBuyer)));
    for (const auto person : {kBuyer, kOther}) {
        user::v1::UserDeleted gone;
        gone.set_user_id(person);
        take(gone);
    }
    EXPECT_EQ(shown().questions(0).question().author().kind(), v1::AUTHOR_KIND_CLOSED);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM remarks WHERE remarks::TEXT ~ 'Lei|Han|Person'"), "0");
}

}  // namespace
}  // namespace ecommerce::review
