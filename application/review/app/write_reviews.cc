// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/write_reviews.h"

#include "application/review/app/errors.h"

#include "review/v1/events.pb.h"

namespace ecommerce::review {

namespace {

constexpr int kErasedAtOnce = 200;

State state_of(const OpinionRow& said) {
    return said.held_words.empty() ? State::published : State::held;
}

}  // namespace

template <typename Request>
Task<Result<OpinionRow>> WriteReviews::opinion_of(CallContext& context, const Request& request) const {
    OpinionRow said{.goods_stars = request.goods_stars(),
                    .logistics_stars = request.logistics_stars(),
                    .service_stars = request.service_stars(),
                    .text = request.text(),
                    .anonymous = request.anonymous()};
    if (!said.anonymous) said.nickname = co_await ok(parts_.neighbours.nickname(context));
    said.pictures = co_await ok(parts_.neighbours.keep(context, request.pictures()));
    const auto dictionary = co_await ok(parts_.dictionaries.get(context));
    said.tag_ids = dictionary->tags_of(said.text);
    said.held_words = dictionary->words_in(said.text);
    co_return said;
}

Task<Result<std::int64_t>> WriteReviews::create(CallContext& context,
                                                const v1::CreateReviewRequest& request) const {
    const auto said = co_await ok(opinion_of(context, request));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto before = co_await ok(
            parts_.reviews.lock_line(tx, request.order_no(), request.line_no(), context.principal.user_id));
        if (!before) co_return no_such_review();
        auto after = *before;
        after.state = state_of(said);
        if (!kLife.allows(before->state, after.state, Actor::author) || before->written_at) {
            co_return wrong_state(before->state, "Each line of an order is reviewed once, in time.");
        }
        after.opinion = said;
        after.written_at = parts_.clock.now();
        parts_.save.save(context, tx, *before, after);
        co_return before->id;
    };
    co_return co_await parts_.transact(context, std::move(body));
}

Task<Result<std::int64_t>> WriteReviews::update(CallContext& context,
                                                const v1::UpdateReviewRequest& request) const {
    const auto said = co_await ok(opinion_of(context, request));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto before = co_await ok(parts_.reviews.lock(tx, request.id()));
        if (!before || before->user_id != context.principal.user_id || before->author_closed) {
            co_return no_such_review();
        }
        if (request.etag() != etag_of(before->version)) co_return changed_meanwhile();
        const auto now = parts_.clock.now();
        auto after = *before;
        after.state = state_of(said);
        const bool may =
            before->state == after.state || kLife.allows(before->state, after.state, Actor::author);
        if (!before->written_at || before->automatic || !may) {
            co_return wrong_state(before->state, "This review cannot be changed.");
        }
        if (now >= *before->written_at + parts_.rules.edit_within.get()) {
            co_return wrong_state(before->state, "The time for changing this review is over.");
        }
        after.opinion = said;
        after.edited_at = now;
        parts_.save.save(context, tx, *before, after);
        co_return before->id;
    };
    co_return co_await parts_.transact(context, std::move(body));
}

Task<Result<std::int64_t>> WriteReviews::follow_up(CallContext& context,
                                                   const v1::FollowUpReviewRequest& request) const {
    const auto pictures = co_await ok(parts_.neighbours.keep(context, request.pictures()));
    const auto dictionary = co_await ok(parts_.dictionaries.get(context));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto before = co_await ok(parts_.reviews.lock(tx, request.id()));
        if (!before || before->user_id != context.principal.user_id || before->author_closed) {
            co_return no_such_review();
        }
        if (before->followed_up)
            co_return v1::reason::follow_up_exists("There is one follow-up of a review.");
        const auto now = parts_.clock.now();
        if (before->state != State::published ||
            now >= *before->written_at + parts_.rules.follow_up_within.get()) {
            co_return wrong_state(before->state, "This review cannot be followed up any more.");
        }
        NewRemarkRow remark{.kind = RemarkKind::follow_up,
                            .review_id = before->id,
                            .product_id = before->goods.product_id,
                            .shop_id = before->goods.shop_id,
                            .user_id = before->user_id,
                            .nickname = before->opinion.nickname,
                            .anonymous = before->opinion.anonymous,
                            .text = request.text(),
                            .pictures = pictures,
                            .held_words = dictionary->words_in(request.text()),
                            .written_at = now};
        if (!remark.held_words.empty()) remark.state = RemarkState::held;
        co_await ok(parts_.remarks.insert(tx, remark));
        auto after = *before;
        after.followed_up = true;
        parts_.save.save(context, tx, *before, after);
        if (remark.state == RemarkState::published) parts_.save.remarked(context, tx, after, false);
        co_return before->id;
    };
    co_return co_await parts_.transact(context, std::move(body));
}

Task<Result<int>> WriteReviews::close_due(CallContext& context, int batch) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<int>> {
        const auto now = parts_.clock.now();
        const auto due = co_await ok(parts_.reviews.lock_due(tx, now, batch));
        RatingChanges changes;
        for (const auto& before : due) {
            auto after = before;
            after.state = State::lapsed;
            if (parts_.rules.automatic && !before.returned_at) {
                after.state = State::published;
                after.automatic = true;
                after.written_at = now;
                after.opinion = {.goods_stars = kBestStars,
                                 .logistics_stars = kBestStars,
                                 .service_stars = kBestStars,
                                 .anonymous = true};
            }
            parts_.save.save(context, tx, before, after, changes);
        }
        parts_.save.apply(tx, changes);
        co_return int(due.size());
    };
    co_return co_await parts_.transact(context, std::move(body));
}

Task<Result<void>> WriteReviews::erase_author(CallContext& context, postgres::Transaction& tx,
                                              std::int64_t user_id) const {
    const auto written = co_await ok(parts_.reviews.lock_of_author(tx, user_id, kErasedAtOnce));
    RatingChanges changes;
    for (const auto& before : written) {
        auto after = before;
        after.author_closed = true;
        if (before.state == State::awaited) after.state = State::lapsed;
        after.opinion.text.clear();
        after.opinion.pictures = {};
        after.opinion.nickname.clear();
        after.opinion.held_words.clear();
        parts_.save.save(context, tx, before, after, changes);
    }
    parts_.remarks.erase_author(tx, user_id);
    parts_.reports.erase_author(tx, user_id);
    parts_.save.apply(tx, changes);
    if (int(written.size()) < kErasedAtOnce) co_return {};
    v1::AuthorErasureDue rest;
    rest.set_user_id(user_id);
    parts_.events.publish(tx, context, rest, {.key = std::to_string(user_id)});
    co_return {};
}

}  // namespace ecommerce::review
