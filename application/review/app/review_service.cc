// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/review_service.h"

#include <algorithm>

#include "application/review/app/errors.h"
#include "application/review/app/pages.h"

namespace ecommerce::review {

namespace {

constexpr std::size_t kTagsShown = 20;

Sort sort_of(std::string_view order_by) {
    if (order_by == "newest") return Sort::newest;
    return order_by == "rating" ? Sort::rating : Sort::helpful;
}

ProductFilter filter_of(const v1::ListProductReviewsRequest& request) {
    ProductFilter filter{.with_pictures = request.with_pictures()};
    if (request.stars() > 0) filter.stars = request.stars();
    if (request.sku_id() > 0) filter.sku_id = request.sku_id();
    if (request.tag_id() > 0) filter.tag_id = request.tag_id();
    return filter;
}

Tally counted(const Tally& tally, bool without_automatic) {
    return without_automatic ? tally.without_automatic() : tally;
}

}  // namespace

Task<Result<v1::ListProductReviewsResponse>> ReviewService::ListProductReviews(
    CallContext& context, const v1::ListProductReviewsRequest& request) {
    const auto sort = sort_of(request.order_by());
    const auto page = co_await ok(read_page("product-reviews", request));
    const auto after = co_await ok(read_after(page, sort));
    auto [rows, stopped_at] = co_await ok(parts_.reader.of_product(
        context, request.product_id(), filter_of(request), sort, after, page.limit()));
    v1::ListProductReviewsResponse response;
    response.set_next_page_token(
        stopped_at ? page.token(key_of(*stopped_at, sort))
                   : page.cut(rows, [sort](const ReviewRow& row) { return key_of(place_of(row), sort); }));
    co_await ok(parts_.show.show(context, rows, Viewer::everyone, *response.mutable_reviews()));
    co_return response;
}

Task<Result<v1::GetProductRatingResponse>> ReviewService::GetProductRating(
    CallContext& context, const v1::GetProductRatingRequest& request) {
    const std::vector<std::int64_t> ids{request.product_id()};
    const auto rows = co_await ok(parts_.ratings.of_products(context, ids));
    const auto tags = co_await ok(parts_.ratings.tags(context, request.product_id()));
    const auto dictionary = co_await ok(parts_.dictionaries.get(context));
    v1::GetProductRatingResponse response;
    fill(*response.mutable_summary(),
         rows.empty() ? Tally() : counted(rows.front().tally, request.without_automatic()));
    for (const auto& count : tags) {
        const auto* rule = dictionary->find_tag(count.tag_id);
        if (!rule || std::size_t(response.tags_size()) == kTagsShown) continue;
        auto& tag = *response.add_tags();
        tag.mutable_tag()->set_id(rule->id);
        tag.mutable_tag()->set_name(rule->name);
        tag.set_count(count.reviews);
    }
    co_return response;
}

Task<Result<v1::BatchGetRatingsResponse>> ReviewService::BatchGetRatings(
    CallContext& context, const v1::BatchGetRatingsRequest& request) {
    const std::vector<std::int64_t> ids(request.product_ids().begin(), request.product_ids().end());
    const auto rows = co_await ok(parts_.ratings.of_products(context, ids));
    v1::BatchGetRatingsResponse response;
    for (const auto& row : rows) {
        const auto tally = counted(row.tally, request.without_automatic());
        if (tally.count() == 0) continue;
        auto& rating = *response.add_ratings();
        rating.set_product_id(row.id);
        rating.set_count(tally.count());
        rating.set_average(tally.average());
        rating.set_good_share(tally.good_share());
    }
    co_return response;
}

Task<Result<v1::GetShopRatingResponse>> ReviewService::GetShopRating(
    CallContext& context, const v1::GetShopRatingRequest& request) {
    const auto row = co_await ok(parts_.ratings.of_shop(context, request.shop_id()));
    v1::GetShopRatingResponse response;
    fill(*response.mutable_summary(), row ? counted(row->tally, request.without_automatic()) : Tally());
    co_return response;
}

Task<Result<v1::ListMyReviewsResponse>> ReviewService::ListMyReviews(
    CallContext& context, const v1::ListMyReviewsRequest& request) {
    const auto page = co_await ok(read_page("my-reviews", context, request));
    auto rows = co_await ok(
        parts_.reader.of_author(context, context.principal.user_id, page.before_id(), page.limit()));
    v1::ListMyReviewsResponse response;
    response.set_next_page_token(page.cut(rows, &ReviewRow::id));
    co_await ok(parts_.show.show(context, rows, Viewer::author, *response.mutable_reviews()));
    co_return response;
}

Task<Result<v1::ListPendingReviewsResponse>> ReviewService::ListPendingReviews(
    CallContext& context, const v1::ListPendingReviewsRequest& request) {
    const auto page = co_await ok(read_page("pending-reviews", context, request));
    auto rows = co_await ok(
        parts_.reader.awaited(context, context.principal.user_id, page.before_id(), page.limit()));
    v1::ListPendingReviewsResponse response;
    response.set_next_page_token(page.cut(rows, &ReviewRow::id));
    co_await ok(parts_.show.show(context, rows, Viewer::author, *response.mutable_reviews()));
    co_return response;
}

Task<Result<v1::GetMyReviewResponse>> ReviewService::GetMyReview(CallContext& context,
                                                                 const v1::GetMyReviewRequest& request) {
    const auto row = co_await ok(parts_.reader.find(context, request.id()));
    if (!row || row->user_id != context.principal.user_id) co_return no_such_review();
    v1::GetMyReviewResponse response;
    *response.mutable_review() = co_await ok(parts_.show.read(context, request.id(), Viewer::author));
    co_return response;
}

Task<Result<v1::CreateReviewResponse>> ReviewService::CreateReview(CallContext& context,
                                                                   const v1::CreateReviewRequest& request) {
    const auto id = co_await ok(parts_.write.create(context, request));
    v1::CreateReviewResponse response;
    *response.mutable_review() = co_await ok(parts_.show.read(context, id, Viewer::author));
    co_return response;
}

Task<Result<v1::UpdateReviewResponse>> ReviewService::UpdateReview(CallContext& context,
                                                                   const v1::UpdateReviewRequest& request) {
    const auto id = co_await ok(parts_.write.update(context, request));
    v1::UpdateReviewResponse response;
    *response.mutable_review() = co_await ok(parts_.show.read(context, id, Viewer::author));
    co_return response;
}

Task<Result<v1::FollowUpReviewResponse>> ReviewService::FollowUpReview(
    CallContext& context, const v1::FollowUpReviewRequest& request) {
    const auto id = co_await ok(parts_.write.follow_up(context, request));
    v1::FollowUpReviewResponse response;
    *response.mutable_review() = co_await ok(parts_.show.read(context, id, Viewer::author));
    co_return response;
}

Task<Result<ReviewRow>> ReviewService::find_others(CallContext& context, std::int64_t id) const {
    auto row = co_await ok(parts_.reader.find(context, id));
    if (!row || row->state != State::published) co_return no_such_review();
    if (row->user_id == context.principal.user_id) {
        co_return v1::reason::own_review("This is your own review.");
    }
    co_return *std::move(row);
}

Task<Result<v1::LikeReviewResponse>> ReviewService::LikeReview(CallContext& context,
                                                               const v1::LikeReviewRequest& request) {
    const auto review = co_await ok(find_others(context, request.id()));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto user = context.principal.user_id;
        const bool changed = request.undo()
                                 ? co_await ok(parts_.reviews.unlike(tx, review.id, user))
                                 : co_await ok(parts_.reviews.like(tx, review.id, user, parts_.clock.now()));
        if (!changed) co_return review.likes;
        const auto likes = co_await ok(parts_.reviews.add_likes(tx, review.id, request.undo() ? -1 : 1));
        if (!likes) co_return no_such_review();
        co_return *likes;
    };
    v1::LikeReviewResponse response;
    response.set_likes(co_await ok(parts_.transact(context, std::move(body))));
    co_return response;
}

Task<Result<v1::ListMyLikesResponse>> ReviewService::ListMyLikes(CallContext& context,
                                                                 const v1::ListMyLikesRequest& request) {
    const std::vector<std::int64_t> ids(request.review_ids().begin(), request.review_ids().end());
    const auto liked = co_await ok(parts_.reader.liked(context, context.principal.user_id, ids));
    v1::ListMyLikesResponse response;
    for (const auto id : liked) response.add_review_ids(id);
    co_return response;
}

Task<Result<v1::ReportReviewResponse>> ReviewService::ReportReview(CallContext& context,
                                                                   const v1::ReportReviewRequest& request) {
    co_await ok(find_others(context, request.id()));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto now = parts_.clock.now();
        const auto user = context.principal.user_id;
        const auto review = co_await ok(parts_.reviews.lock(tx, request.id()));
        if (!review || review->state != State::published) co_return no_such_review();
        if (!co_await ok(parts_.reports.count(tx, user, Quota::report, now, parts_.rules.reports_a_day))) {
            co_return quota_used("reports", now);
        }
        const auto added = co_await ok(parts_.reports.insert(tx, {.review_id = request.id(),
                                                                  .user_id = user,
                                                                  .reason = ReportReason(request.reason()),
                                                                  .note = request.text(),
                                                                  .reported_at = now}));
        if (!added) co_return v1::reason::already_reported("You have reported this review before.");
        parts_.reports.count_open(tx, request.id());
        co_return {};
    };
    co_await ok(parts_.transact(context, std::move(body)));
    co_return v1::ReportReviewResponse();
}

}  // namespace ecommerce::review
