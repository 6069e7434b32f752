// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/write_reviews.h"

#include <gmock/gmock.h>

#include "application/review/review_fixture.h"

namespace ecommerce::review {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class WriteReviewsTest : public ReviewTest {
protected:
    Result<v1::CreateReviewResponse> create(const v1::CreateReviewRequest& request,
                                            std::int64_t user_id = kBuyer) {
        auto caller = as(user_id);
        return run(service().CreateReview(caller, request));
    }
    v1::UpdateReviewRequest change_of(const v1::Review& review, std::uint32_t stars,
                                      const std::string& text) {
        v1::UpdateReviewRequest request;
        request.set_id(review.id());
        request.set_etag(review.etag());
        request.set_goods_stars(stars);
        request.set_logistics_stars(5);
        request.set_service_stars(5);
        request.set_text(text);
        return request;
    }
    Result<v1::UpdateReviewResponse> update(const v1::UpdateReviewRequest& request,
                                            std::int64_t user_id = kBuyer) {
        auto caller = as(user_id);
        return run(service().UpdateReview(caller, request));
    }
    Result<v1::FollowUpReviewResponse> follow_up(std::int64_t id, std::int64_t user_id = kBuyer) {
        v1::FollowUpReviewRequest request;
        request.set_id(id);
        request.set_text("Still whole.");
        auto caller = as(user_id);
        return run(service().FollowUpReview(caller, request));
    }
    Result<v1::ReplyReviewResponse> reply(std::int64_t id, const std::string& text,
                                          std::int64_t shop_id = kShop) {
        v1::ReplyReviewRequest request;
        request.set_id(id);
        request.set_text(text);
        auto caller = as_shop(shop_id);
        return run(shop().ReplyReview(caller, request));
    }
    v1::ListPendingReviewsResponse pending(std::uint32_t size = 0, const std::string& token = "") {
        v1::ListPendingReviewsRequest request;
        request.set_page_size(size);
        request.set_page_token(token);
        auto caller = as(kBuyer);
        return run(service().ListPendingReviews(caller, request)).value();
    }
    v1::ListMyReviewsResponse mine() {
        auto caller = as(kBuyer);
        return run(service().ListMyReviews(caller, {})).value();
    }
};

TEST_F(WriteReviewsTest, EachLineOfAReceivedOrderIsReviewedOnceByItsBuyer) {
    EXPECT_EQ(create(opinion("o1", 5)).error().code(), Code::not_found);
    const auto order = receipt("o1", clock.now(), kBuyer, {kProduct, 200});
    take(order);
    take(order);
    ASSERT_EQ(pending().reviews_size(), 2);
    const auto line = pending().reviews(1);
    EXPECT_EQ(line.goods().product_name(), "Teapot");
    EXPECT_THAT(line.goods().option_values(), ElementsAre("Red"));
    EXPECT_EQ(line.order_no(), "o1");
    EXPECT_EQ(rpc::to_time(line.write_before()), clock.now() + std::chrono::days(15));
    const auto next = pending(1).next_page_token();
    EXPECT_EQ(pending(1, next).reviews(0).id(), line.id());

    EXPECT_EQ(create(opinion("o1", 5), kOther).error().code(), Code::not_found);
    auto asked = opinion("o1", 5);
    asked.add_pictures()->set_url("/pictures/mine.jpg");
    const auto written = create(asked).value().review();
    EXPECT_EQ(written.state(), v1::REVIEW_STATE_PUBLISHED);
    EXPECT_EQ(written.author().name(), "Person 7");
    EXPECT_EQ(written.pictures(0).width(), 640U);
    EXPECT_EQ(create(asked).error().reason(), v1::reason::kReviewState);
    EXPECT_EQ(pending().reviews_size(), 1);
    EXPECT_EQ(mine().reviews(0).id(), written.id());
    EXPECT_THAT(events.of<v1::ReviewPublished>(), SizeIs(1));

    const auto shown = list().reviews(0);
    EXPECT_EQ(shown.text(), "It pours well.");
    EXPECT_TRUE(shown.order_no().empty());
    EXPECT_TRUE(shown.etag().empty());
}

TEST_F(WriteReviewsTest, NobodyIsNamedWhoDoesNotWantIt) {
    take(receipt("o1", clock.now()));
    auto asked = opinion("o1", 2);
    asked.set_anonymous(true);
    EXPECT_TRUE(create(asked).value().review().anonymous());
    EXPECT_EQ(list().reviews(0).author().kind(), v1::AUTHOR_KIND_ANONYMOUS);
    EXPECT_EQ(temporary().value("SELECT nickname FROM reviews"), "");
}

TEST_F(WriteReviewsTest, AForeignPictureWritesNothing) {
    take(receipt("o1", clock.now()));
    auto asked = opinion("o1", 2);
    asked.add_pictures()->set_url("/pictures/gone.png");
    EXPECT_EQ(create(asked).error().reason(), product::v1::reason::kPictureUnknown);
    EXPECT_EQ(pending().reviews_size(), 1);
}

TEST_F(WriteReviewsTest, AnEditNamesTheVersionThatItIsOf) {
    const auto review = reviewed("o1", 1);
    const auto better = update(change_of(review, 4, "Better now.")).value().review();
    EXPECT_THAT(events.of<v1::ProductRatingChanged>(), SizeIs(1));
    EXPECT_EQ(better.goods_stars(), 4U);
    EXPECT_TRUE(better.has_edited_at());
    EXPECT_EQ(update(change_of(review, 5, "")).error().reason(), "ETAG_MISMATCH");
    EXPECT_EQ(update(change_of(better, 5, ""), kOther).error().code(), Code::not_found);
    EXPECT_EQ(rating().average(), 4);
    EXPECT_EQ(rating().count(), 1);
    clock.advance(std::chrono::days(30));
    EXPECT_EQ(update(change_of(better, 5, "")).error().reason(), v1::reason::kReviewState);
}

TEST_F(WriteReviewsTest, ThereIsOneFollowUpWithinItsTime) {
    const auto review = reviewed("o1", 5);
    const auto late = reviewed("o2", 5);
    EXPECT_EQ(follow_up(review.id(), kOther).error().code(), Code::not_found);
    clock.advance(std::chrono::days(180) - std::chrono::seconds(1));
    EXPECT_EQ(follow_up(review.id()).value().review().follow_up().text(), "Still whole.");
    EXPECT_EQ(follow_up(review.id()).error().reason(), v1::reason::kFollowUpExists);
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(follow_up(late.id()).error().reason(), v1::reason::kReviewState);
    EXPECT_EQ(list().reviews(1).follow_up().author().name(), "Person 7");
    EXPECT_THAT(events.of<v1::ReviewRemarked>(), SizeIs(1));
}

TEST_F(WriteReviewsTest, TheShopRepliesOnceAndChangesItForADay) {
    const auto review = reviewed("o1", 5);
    EXPECT_EQ(reply(review.id(), "Thanks", 12).error().code(), Code::not_found);
    EXPECT_EQ(reply(review.id(), "Thanks", 0).error().reason(), v1::reason::kNoShop);
    v1::ListShopReviewsRequest open;
    open.set_unreplied(true);
    auto caller = as_shop();
    EXPECT_EQ(run(shop().ListShopReviews(caller, open)).value().reviews_size(), 1);
    EXPECT_EQ(reply(review.id(), "Thanks").value().review().reply().text(), "Thanks");
    EXPECT_EQ(run(shop().ListShopReviews(caller, open)).value().reviews_size(), 0);
    EXPECT_TRUE(reply(review.id(), "Thank you").value().review().reply().has_edited_at());
    clock.advance(std::chrono::hours(24));
    EXPECT_EQ(reply(review.id(), "Bye").error().reason(), v1::reason::kReplyFinal);
    EXPECT_EQ(list().reviews(0).reply().text(), "Thank you");
    EXPECT_EQ(list().reviews(0).reply().author().kind(), v1::AUTHOR_KIND_SHOP);
    EXPECT_THAT(events.of<v1::ReviewRemarked>(), SizeIs(1));
}

TEST_F(WriteReviewsTest, AWordHoldsATextUntilAnAdministratorDecides) {
    block("casino");
    const auto held = reviewed("o1", 5, "Visit my C.A.S.I.N.O");
    EXPECT_EQ(held.state(), v1::REVIEW_STATE_HELD);
    EXPECT_EQ(list().reviews_size(), 0);
    EXPECT_EQ(rating().count(), 0);
    auto boss = as_admin();
    const auto queue = run(admin().ListReviewsForAudit(boss, {})).value();
    ASSERT_EQ(queue.reviews_size(), 1);
    EXPECT_THAT(queue.reviews(0).held_words(), ElementsAre("casino"));
    EXPECT_EQ(audit(held, true).value().review().state(), v1::REVIEW_STATE_PUBLISHED);
    EXPECT_EQ(rating().count(), 1);

    const auto seen = mine().reviews(0);
    EXPECT_EQ(update(change_of(seen, 5, "casino again")).value().review().state(), v1::REVIEW_STATE_HELD);
    EXPECT_EQ(rating().count(), 0);
    EXPECT_THAT(events.of<v1::ReviewWithdrawn>(), SizeIs(1));
    EXPECT_EQ(update(change_of(mine().reviews(0), 5, "sorry")).value().review().state(),
              v1::REVIEW_STATE_PUBLISHED);
    EXPECT_EQ(rating().count(), 1);
}

TEST_F(WriteReviewsTest, AHeldReplyIsShownWhenAnAdministratorPublishesIt) {
    block("casino");
    const auto review = reviewed("o1", 5);
    EXPECT_EQ(reply(review.id(), "casino").value().review().reply().state(), v1::REMARK_STATE_HELD);
    EXPECT_FALSE(list().reviews(0).has_reply());
    auto boss = as_admin();
    const auto held = run(admin().ListRemarksForAudit(boss, {})).value();
    ASSERT_EQ(held.remarks_size(), 1);
    v1::AuditRemarkRequest publish;
    publish.set_id(held.remarks(0).id());
    publish.set_publish(true);
    publish.set_etag("v9");
    EXPECT_EQ(run(admin().AuditRemark(boss, publish)).error().reason(), "ETAG_MISMATCH");
    publish.set_etag(held.remarks(0).etag());
    ASSERT_TRUE(run(admin().AuditRemark(boss, publish)));
    EXPECT_EQ(list().reviews(0).reply().text(), "casino");
    EXPECT_THAT(events.of<v1::ReviewRemarked>(), SizeIs(1));
}

TEST_F(WriteReviewsTest, WhatNobodyReviewsGetsAnAutomaticGoodReview) {
    take(receipt("o1", clock.now()));
    const auto back = receipt("o2", clock.now());
    take(way_back(back));
    take(back);
    EXPECT_EQ(run(write().close_due(context, 10)).value(), 0);
    clock.advance(std::chrono::days(15));
    EXPECT_EQ(run(write().close_due(context, 10)).value(), 2);
    EXPECT_EQ(run(write().close_due(context, 10)).value(), 0);
    ASSERT_EQ(list().reviews_size(), 1);
    EXPECT_TRUE(list().reviews(0).automatic());
    EXPECT_EQ(list().reviews(0).author().kind(), v1::AUTHOR_KIND_ANONYMOUS);
    EXPECT_EQ(rating().count(), 1);
    EXPECT_EQ(rating(true).count(), 0);
    EXPECT_EQ(create(opinion("o1", 1)).error().reason(), v1::reason::kReviewState);
    EXPECT_EQ(create(opinion("o2", 1)).error().reason(), v1::reason::kReviewState);
    EXPECT_TRUE(follow_up(mine().reviews(0).id())) << "but it can be followed up";
}

TEST_F(WriteReviewsTest, NothingIsAutomaticWhereThatIsNotWanted) {
    start({.automatic = false});
    take(receipt("o1", clock.now()));
    clock.advance(std::chrono::days(15));
    EXPECT_EQ(run(write().close_due(context, 10)).value(), 1);
    EXPECT_EQ(rating().count(), 0);
    EXPECT_EQ(pending().reviews_size(), 0);
}

TEST_F(WriteReviewsTest, AReturnedLinesReviewStaysAndSaysSo) {
    reviewed("o1", 3);
    take(way_back(receipt("o1", clock.now())));
    EXPECT_TRUE(list().reviews(0).returned());
    EXPECT_EQ(rating().count(), 1);
}

TEST_F(WriteReviewsTest, AClosedAccountLeavesStarsAlone) {
    auto asked = opinion("o1", 2, "I am Li Lei, call me.");
    asked.add_pictures()->set_url("/pictures/me.jpg");
    take(receipt("o1", clock.now()));
    const auto review = create(asked).value().review();
    ASSERT_TRUE(follow_up(review.id()));
    take(receipt("o2", clock.now()));
    EXPECT_EQ(rating().with_pictures(), 1);
    user::v1::UserDeleted gone;
    gone.set_user_id(kBuyer);
    take(gone);
    take(gone);
    EXPECT_EQ(rating().count(), 1);
    EXPECT_EQ(rating().with_pictures(), 0);
    EXPECT_EQ(list().reviews(0).author().kind(), v1::AUTHOR_KIND_CLOSED);
    EXPECT_EQ(list().reviews(0).follow_up().author().kind(), v1::AUTHOR_KIND_CLOSED);
    EXPECT_EQ(pending().reviews_size(), 0);
    for (const char* table : {"reviews", "remarks"}) {
        const auto text = std::string("SELECT COUNT(*) FROM ") + table + " WHERE " + table +
                          "::TEXT ~ 'Li Lei|Person 7|Still|me.jpg'";
        EXPECT_EQ(temporary().value(text), "0") << table;
    }
    EXPECT_THAT(events.of<v1::AuthorErasureDue>(), SizeIs(2));
    EXPECT_EQ(update(change_of(review, 5, "")).error().code(), Code::not_found);
}

TEST_F(WriteReviewsTest, AClosedShopsReviewsAreNotListedUntilItReopens) {
    reviewed("o1", 5);
    user::v1::ShopClosed closed;
    closed.set_shop_id(kShop);
    closed.set_version(1);
    take(closed);
    EXPECT_EQ(list().reviews_size(), 0);
    EXPECT_EQ(rating().count(), 0);
    EXPECT_EQ(mine().reviews_size(), 1);
    user::v1::ShopReopened open;
    open.set_shop_id(kShop);
    open.set_version(2);
    take(open);
    take(closed);
    EXPECT_EQ(list().reviews_size(), 1);
}

}  // namespace
}  // namespace ecommerce::review
