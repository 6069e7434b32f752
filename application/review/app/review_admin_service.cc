// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/review_admin_service.h"

#include "application/review/app/errors.h"
#include "application/review/app/pages.h"
#include "application/review/app/question_service.h"
#include "framework/text/bare.h"

namespace ecommerce::review {

namespace {

// Where a list begins whose first row waits longest.
After read_oldest(const After& after, const Page& page) {
    return page.after().id == 0 ? After{.id = 0, .at = Timestamp()} : after;
}

Error of_addition(DictionaryStore::Added added) {
    if (added == DictionaryStore::Added::exists) return v1::reason::entry_exists("It is there already.");
    return v1::reason::too_many("There are as many of them as there may be.");
}

Result<void> check_reason(const v1::AuditReviewRequest& request) {
    if (request.publish() || !request.reason().empty()) return {};
    std::vector<FieldViolation> violations{{"reason", "is needed for hiding"}};
    return fail(reason::invalid_field("Hiding a review needs a reason.").violations(std::move(violations)));
}

}  // namespace

Task<Result<v1::ListReportsResponse>> ReviewAdminService::ListReports(CallContext& context,
                                                                      const v1::ListReportsRequest& request) {
    const auto page = co_await ok(read_page("review-reports", request));
    const auto state =
        request.state() == v1::REPORT_STATE_UNSPECIFIED ? ReportState::open : ReportState(request.state());
    auto rows = co_await ok(state == ReportState::open
                                ? parts_.reports.open(context, page.after().id, page.limit())
                                : parts_.reports.decided(context, state, page.before_id(), page.limit()));
    v1::ListReportsResponse response;
    response.set_next_page_token(page.cut(rows, &ReportRow::id));
    for (const auto& row : rows) fill(*response.add_reports(), row);
    co_return response;
}

Task<Result<v1::ListReviewsForAuditResponse>> ReviewAdminService::ListReviewsForAudit(
    CallContext& context, const v1::ListReviewsForAuditRequest& request) {
    const auto page = co_await ok(read_page("reviews-for-audit", request));
    const auto after = co_await ok(read_after(page, Sort::newest));
    auto rows = co_await ok(request.state() == v1::REVIEW_STATE_HIDDEN
                                ? parts_.reader.hidden(context, after, page.limit())
                                : parts_.reader.held(context, read_oldest(after, page), page.limit()));
    v1::ListReviewsForAuditResponse response;
    response.set_next_page_token(
        page.cut(rows, [](const ReviewRow& row) { return key_of(place_of(row), Sort::newest); }));
    co_await ok(parts_.show.show(context, rows, Viewer::admin, *response.mutable_reviews()));
    co_return response;
}

Task<Result<v1::GetReviewForAuditResponse>> ReviewAdminService::GetReviewForAudit(
    CallContext& context, const v1::GetReviewForAuditRequest& request) {
    v1::GetReviewForAuditResponse response;
    *response.mutable_review() = co_await ok(parts_.show.read(context, request.id(), Viewer::admin));
    co_return response;
}

Task<Result<v1::AuditReviewResponse>> ReviewAdminService::AuditReview(CallContext& context,
                                                                      const v1::AuditReviewRequest& request) {
    co_await ok(check_reason(request));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto before = co_await ok(parts_.reviews.lock(tx, request.id()));
        if (!before) co_return no_such_review();
        if (request.etag() != etag_of(before->version)) co_return changed_meanwhile();
        auto after = *before;
        after.state = request.publish() ? State::published : State::hidden;
        // What stays as it is has reports to reject.
        const bool stays = before->state == after.state && after.state == State::published;
        if (!stays && !kLife.allows(before->state, after.state, Actor::admin)) {
            co_return wrong_state(before->state, "A review in this state is not decided about so.");
        }
        after.hidden_reason = request.publish() ? "" : request.reason();
        after.opinion.held_words.clear();
        after.open_reports = 0;
        parts_.reports.decide(tx, before->id, request.publish() ? ReportState::rejected : ReportState::upheld,
                              request.reason(), parts_.clock.now());
        parts_.save.save(context, tx, *before, after);
        co_return {};
    };
    co_await ok(parts_.transact(context, std::move(body)));
    v1::AuditReviewResponse response;
    *response.mutable_review() = co_await ok(parts_.show.read(context, request.id(), Viewer::admin));
    co_return response;
}

Task<Result<v1::ListRemarksForAuditResponse>> ReviewAdminService::ListRemarksForAudit(
    CallContext& context, const v1::ListRemarksForAuditRequest& request) {
    const auto page = co_await ok(read_page("remarks-for-audit", request));
    const auto after = co_await ok(read_after(page, Sort::newest));
    const auto oldest = read_oldest(after, page);
    auto rows = co_await ok(request.state() == v1::REMARK_STATE_HIDDEN
                                ? parts_.remarks.hidden(context, after.at, after.id, page.limit())
                                : parts_.remarks.held(context, oldest.at, oldest.id, page.limit()));
    v1::ListRemarksForAuditResponse response;
    response.set_next_page_token(
        page.cut(rows, [](const RemarkRow& row) { return key_of(row.id, row.written_at); }));
    for (const auto& row : rows) fill(*response.add_remarks(), row, Viewer::admin);
    co_return response;
}

Task<Result<void>> ReviewAdminService::follow(CallContext& context, postgres::Transaction& tx,
                                              const RemarkRow& remark, RemarkState before) const {
    const int now = remark.state == RemarkState::published ? 1 : 0;
    const int change = now - (before == RemarkState::published ? 1 : 0);
    if (change == 0) co_return {};
    switch (remark.kind) {
    case RemarkKind::question:
        if (now == 1) tell_asked(parts_.events, context, tx, remark);
        break;
    case RemarkKind::answer: {
        const auto asked = co_await ok(parts_.remarks.lock(tx, remark.question_id));
        if (!asked) co_return no_such_question();
        parts_.remarks.count_answers(tx, asked->id, change);
        if (now == 1) tell_answered(parts_.events, context, tx, *asked, remark);
        break;
    }
    case RemarkKind::follow_up:
    case RemarkKind::reply: {
        if (now == 0) break;
        const auto review = co_await ok(parts_.reader.find(context, remark.review_id));
        if (review) parts_.save.remarked(context, tx, *review, remark.by_shop);
        break;
    }
    }
    co_return {};
}

Task<Result<v1::AuditRemarkResponse>> ReviewAdminService::AuditRemark(CallContext& context,
                                                                      const v1::AuditRemarkRequest& request) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto remark = co_await ok(parts_.remarks.lock(tx, request.id()));
        if (!remark) co_return reason::not_found("There is no such text.");
        if (request.etag() != etag_of(remark->version)) co_return changed_meanwhile();
        const auto before = remark->state;
        remark->state = request.publish() ? RemarkState::published : RemarkState::hidden;
        remark->held_words.clear();
        parts_.remarks.update(tx, *remark);
        co_return co_await follow(context, tx, *remark, before);
    };
    co_await ok(parts_.transact(context, std::move(body)));
    const auto row = co_await ok(parts_.remarks.find(context, request.id()));
    if (!row) co_return reason::not_found("There is no such text.");
    v1::AuditRemarkResponse response;
    fill(*response.mutable_remark(), *row, Viewer::admin);
    co_return response;
}

Task<Result<v1::ListBlockedWordsResponse>> ReviewAdminService::ListBlockedWords(
    CallContext& context, const v1::ListBlockedWordsRequest&) {
    const auto words = co_await ok(parts_.dictionary.words(context));
    v1::ListBlockedWordsResponse response;
    for (const auto& word : words) {
        auto& out = *response.add_words();
        out.set_id(word.id);
        out.set_word(word.word);
    }
    co_return response;
}

Task<Result<v1::AddBlockedWordResponse>> ReviewAdminService::AddBlockedWord(
    CallContext& context, const v1::AddBlockedWordRequest& request) {
    const Word word{.word = request.word(), .bare = text::bare(request.word())};
    if (word.bare.empty()) co_return v1::reason::word_empty("A word needs a letter or a digit.");
    auto body = [&](postgres::Transaction& tx) { return parts_.dictionary.add_word(tx, word); };
    const auto outcome = co_await ok(parts_.transact(context, std::move(body)));
    if (outcome.added != DictionaryStore::Added::yes) co_return of_addition(outcome.added);
    parts_.dictionaries.changed();
    v1::AddBlockedWordResponse response;
    response.mutable_word()->set_id(outcome.id);
    response.mutable_word()->set_word(word.word);
    co_return response;
}

Task<Result<v1::DeleteBlockedWordResponse>> ReviewAdminService::DeleteBlockedWord(
    CallContext& context, const v1::DeleteBlockedWordRequest& request) {
    if (!co_await ok(parts_.dictionary.remove_word(context, request.id()))) {
        co_return reason::not_found("There is no such word.");
    }
    parts_.dictionaries.changed();
    co_return v1::DeleteBlockedWordResponse();
}

Task<Result<v1::ListTagRulesResponse>> ReviewAdminService::ListTagRules(CallContext& context,
                                                                        const v1::ListTagRulesRequest&) {
    const auto rules = co_await ok(parts_.dictionary.rules(context));
    v1::ListTagRulesResponse response;
    for (const auto& rule : rules) {
        auto& out = *response.add_rules();
        out.mutable_tag()->set_id(rule.id);
        out.mutable_tag()->set_name(rule.name);
        for (const auto& phrase : rule.phrases) out.add_phrases(phrase);
    }
    co_return response;
}

Task<Result<v1::AddTagRuleResponse>> ReviewAdminService::AddTagRule(CallContext& context,
                                                                    const v1::AddTagRuleRequest& request) {
    TagRule rule{.name = request.name(), .phrases = {request.phrases().begin(), request.phrases().end()}};
    std::erase_if(rule.phrases, [](const std::string& phrase) { return text::bare(phrase).empty(); });
    if (text::bare(rule.name).empty() || rule.phrases.empty()) {
        co_return v1::reason::word_empty("A tag and its phrases need letters or digits.");
    }
    auto body = [&](postgres::Transaction& tx) { return parts_.dictionary.add_rule(tx, rule); };
    const auto outcome = co_await ok(parts_.transact(context, std::move(body)));
    if (outcome.added != DictionaryStore::Added::yes) co_return of_addition(outcome.added);
    parts_.dictionaries.changed();
    v1::AddTagRuleResponse response;
    response.mutable_rule()->mutable_tag()->set_id(outcome.id);
    response.mutable_rule()->mutable_tag()->set_name(rule.name);
    for (const auto& phrase : rule.phrases) response.mutable_rule()->add_phrases(phrase);
    co_return response;
}

Task<Result<v1::DeleteTagRuleResponse>> ReviewAdminService::DeleteTagRule(
    CallContext& context, const v1::DeleteTagRuleRequest& request) {
    if (!co_await ok(parts_.dictionary.remove_rule(context, request.id()))) {
        co_return reason::not_found("There is no such tag.");
    }
    parts_.dictionaries.changed();
    co_return v1::DeleteTagRuleResponse();
}

}  // namespace ecommerce::review
