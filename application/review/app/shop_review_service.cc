// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/shop_review_service.h"

#include "application/review/app/errors.h"
#include "application/review/app/pages.h"

namespace ecommerce::review {

namespace {

Result<void> check_shop(const CallContext& context) {
    if (context.principal.shop_id == 0) return fail(v1::reason::no_shop("You have no shop."));
    return {};
}

}  // namespace

Task<Result<v1::ListShopReviewsResponse>> ShopReviewService::ListShopReviews(
    CallContext& context, const v1::ListShopReviewsRequest& request) {
    co_await ok(check_shop(context));
    ReviewReader::ShopFilter filter{.shop_id = context.principal.shop_id, .unreplied = request.unreplied()};
    if (request.stars() > 0) filter.stars = request.stars();
    const auto page = co_await ok(read_page("shop-reviews", context, request));
    const auto after = co_await ok(read_after(page, Sort::newest));
    auto rows = co_await ok(parts_.reader.of_shop(context, filter, after, page.limit()));
    v1::ListShopReviewsResponse response;
    response.set_next_page_token(
        page.cut(rows, [](const ReviewRow& row) { return key_of(place_of(row), Sort::newest); }));
    co_await ok(parts_.show.show(context, rows, Viewer::shop, *response.mutable_reviews()));
    co_return response;
}

// One that is there is changed while it is young, unless an administrator hid it.
Task<Result<void>> ShopReviewService::reply(CallContext& context, postgres::Transaction& tx,
                                            const v1::ReplyReviewRequest& request,
                                            const Dictionary& dictionary) const {
    const auto review = co_await ok(parts_.reviews.lock(tx, request.id()));
    if (!review || review->state != State::published || review->goods.shop_id != context.principal.shop_id) {
        co_return no_such_review();
    }
    const auto now = parts_.clock.now();
    auto held_words = dictionary.words_in(request.text());
    const auto state = held_words.empty() ? RemarkState::published : RemarkState::held;
    auto there = co_await ok(parts_.remarks.lock_at(tx, review->id, RemarkKind::reply));
    if (!there) {
        const NewRemarkRow remark{.kind = RemarkKind::reply,
                                  .state = state,
                                  .review_id = review->id,
                                  .product_id = review->goods.product_id,
                                  .shop_id = review->goods.shop_id,
                                  .user_id = context.principal.user_id,
                                  .by_shop = true,
                                  .text = request.text(),
                                  .held_words = std::move(held_words),
                                  .written_at = now};
        co_await ok(parts_.remarks.insert(tx, remark));
        parts_.reviews.mark_replied(tx, review->id);
        if (state == RemarkState::published) parts_.save.remarked(context, tx, *review, true);
        co_return {};
    }
    if (there->state == RemarkState::hidden ||
        now >= there->written_at + parts_.rules.reply_edit_within.get()) {
        co_return v1::reason::reply_final("A reply can be changed for a day.");
    }
    if (there->text == request.text()) co_return {};
    there->text = request.text();
    there->state = state;
    there->held_words = std::move(held_words);
    there->edited_at = now;
    parts_.remarks.update(tx, *there);
    co_return {};
}

Task<Result<v1::ReplyReviewResponse>> ShopReviewService::ReplyReview(CallContext& context,
                                                                     const v1::ReplyReviewRequest& request) {
    co_await ok(check_shop(context));
    const auto dictionary = co_await ok(parts_.dictionaries.get(context));
    auto body = [&](postgres::Transaction& tx) { return reply(context, tx, request, *dictionary); };
    co_await ok(parts_.transact(context, std::move(body)));
    v1::ReplyReviewResponse response;
    *response.mutable_review() = co_await ok(parts_.show.read(context, request.id(), Viewer::shop));
    co_return response;
}

Task<Result<v1::ListShopQuestionsResponse>> ShopReviewService::ListShopQuestions(
    CallContext& context, const v1::ListShopQuestionsRequest& request) {
    co_await ok(check_shop(context));
    const auto page = co_await ok(read_page("shop-questions", context, request));
    auto rows = co_await ok(parts_.remarks.of_shop(context, context.principal.shop_id, request.unanswered(),
                                                   page.before_id(), page.limit()));
    v1::ListShopQuestionsResponse response;
    response.set_next_page_token(page.cut(rows, &RemarkRow::id));
    co_await ok(parts_.show.show_questions(context, rows, *response.mutable_questions()));
    co_return response;
}

}  // namespace ecommerce::review
