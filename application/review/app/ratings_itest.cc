// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "application/review/review_fixture.h"
#include "framework/runtime/join.h"

namespace ecommerce::review {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Ratings : public ReviewTest {
protected:
    std::vector<std::int64_t> ids(const v1::ListProductReviewsRequest& request) {
        std::vector<std::int64_t> ids;
        for (const auto& review : list(request).reviews()) ids.push_back(review.id());
        return ids;
    }
    // All pages of a list, one review a page.
    std::vector<std::int64_t> paged(v1::ListProductReviewsRequest request) {
        std::vector<std::int64_t> ids;
        request.set_page_size(1);
        do {
            const auto page = list(request);
            for (const auto& review : page.reviews()) ids.push_back(review.id());
            request.set_page_token(page.next_page_token());
        } while (!request.page_token().empty());
        return ids;
    }
    Result<v1::LikeReviewResponse> like(std::int64_t id, std::int64_t user_id, bool undo = false) {
        v1::LikeReviewRequest request;
        request.set_id(id);
        request.set_undo(undo);
        auto caller = as(user_id);
        return run(service().LikeReview(caller, request));
    }
    Result<v1::ReportReviewResponse> report(std::int64_t id, std::int64_t user_id) {
        v1::ReportReviewRequest request;
        request.set_id(id);
        request.set_reason(v1::REPORT_REASON_ABUSE);
        request.set_text("Rude.");
        auto caller = as(user_id);
        return run(service().ReportReview(caller, request));
    }
    v1::ListReportsResponse reports(v1::ReportState state) {
        v1::ListReportsRequest request;
        request.set_state(state);
        auto boss = as_admin();
        return run(admin().ListReports(boss, request)).value();
    }
};

TEST_F(Ratings, FollowEveryMoveOfAReview) {
    const auto one = reviewed("o1", 5);
    reviewed("o2", 1, "Leaks.", kOther);
    EXPECT_THAT(rating().stars(), ElementsAre(1, 0, 0, 0, 1));
    EXPECT_EQ(rating().average(), 3);
    EXPECT_EQ(rating().good_share(), 0.5);
    EXPECT_EQ(rating().logistics_average(), 4);
    ASSERT_TRUE(audit(one, false));
    EXPECT_THAT(rating().stars(), ElementsAre(1, 0, 0, 0, 0));
    ASSERT_TRUE(audit(one, true));
    EXPECT_THAT(rating().stars(), ElementsAre(1, 0, 0, 0, 1));
    v1::GetShopRatingRequest of_shop;
    of_shop.set_shop_id(kShop);
    EXPECT_EQ(run(service().GetShopRating(context, of_shop)).value().summary().count(), 2);
    v1::BatchGetRatingsRequest many;
    many.add_product_ids(kProduct);
    many.add_product_ids(999);
    const auto batch = run(service().BatchGetRatings(context, many)).value();
    ASSERT_EQ(batch.ratings_size(), 1);
    EXPECT_EQ(batch.ratings(0).average(), 3);
}

// Writers, editors, an administrator and voters at once: the doctor adds everything up again at the end of the test.
TEST_F(Ratings, AreExactWhenManyWriteAtOnce) {
    constexpr int kPeople = 24;
    std::vector<v1::Review> reviews;
    for (int i = 0; i < kPeople; ++i) {
        reviews.push_back(reviewed("w" + std::to_string(i), std::uint32_t(i % 5 + 1), "fine", 1000 + i));
        take(receipt("n" + std::to_string(i), clock.now(), 2000 + i));
    }
    const auto busy = [&](int i) -> Task<Result<void>> {
        auto writer = as(2000 + i);
        (void)co_await service().CreateReview(writer, opinion("n" + std::to_string(i), 4));
        auto editor = as(1000 + i);
        v1::UpdateReviewRequest edit;
        edit.set_id(reviews[std::size_t(i)].id());
        edit.set_etag(reviews[std::size_t(i)].etag());
        edit.set_goods_stars(3);
        edit.set_logistics_stars(2);
        edit.set_service_stars(1);
        (void)co_await service().UpdateReview(editor, edit);
        auto boss = as_admin();
        v1::AuditReviewRequest hide;
        hide.set_id(reviews[std::size_t(i)].id());
        hide.set_reason("Test.");
        hide.set_etag(i % 2 == 0 ? "v3" : "v2");
        (void)co_await admin().AuditReview(boss, hide);
        v1::LikeReviewRequest vote;
        vote.set_id(reviews[std::size_t((i + 1) % kPeople)].id());
        (void)co_await service().LikeReview(writer, vote);
        co_return {};
    };
    std::vector<Task<Result<void>>> all;
    for (int i = 0; i < kPeople; ++i) all.push_back(busy(i));
    auto everybody = [&]() -> Task<Result<void>> {
        for (const auto& done : co_await runtime::all(std::move(all), kPeople)) co_await ok(done);
        co_return {};
    };
    ASSERT_TRUE(run(everybody()));
    const auto hidden = temporary().value("SELECT COUNT(*) FROM reviews WHERE state = 'HIDDEN'");
    EXPECT_EQ(hidden, std::to_string(kPeople / 2));
    EXPECT_EQ(rating().count(), 2 * kPeople - kPeople / 2);
    EXPECT_EQ(rating().stars(3), kPeople);
}

TEST_F(Ratings, ListsAreSortedFilteredAndPaged) {
    const auto one = reviewed("o1", 5).id();
    clock.advance(std::chrono::seconds(1));
    const auto two = reviewed("o2", 3, "Well", kOther).id();
    clock.advance(std::chrono::seconds(1));
    const auto three = reviewed("o3", 5, "Well", 9).id();
    ASSERT_TRUE(like(one, kOther));
    ASSERT_TRUE(like(one, 9));
    ASSERT_TRUE(like(two, kBuyer));
    v1::ListProductReviewsRequest request;
    EXPECT_THAT(paged(request), ElementsAre(one, two, three));
    request.set_order_by("newest");
    EXPECT_THAT(paged(request), ElementsAre(three, two, one));
    request.set_order_by("rating");
    EXPECT_THAT(paged(request), ElementsAre(one, three, two));
    request.set_order_by("newest");
    request.set_stars(5);
    EXPECT_THAT(paged(request), ElementsAre(three, one));
    request.set_order_by("helpful");
    EXPECT_THAT(paged(request), ElementsAre(one, three));
    request.set_stars(0);
    request.set_sku_id(kProduct * 10 + 1);
    EXPECT_THAT(ids(request), ElementsAre(one, two, three));
    request.set_sku_id(5);
    EXPECT_THAT(ids(request), IsEmpty());
    request.set_sku_id(0);
    request.set_with_pictures(true);
    EXPECT_THAT(ids(request), IsEmpty());
}

TEST_F(Ratings, FiltersGoTogetherAndWithEverySort) {
    const auto one = reviewed("o1", 5).id();
    clock.advance(std::chrono::seconds(1));
    const auto two = reviewed("o2", 3, "Well", kOther).id();
    clock.advance(std::chrono::seconds(1));
    const auto three = reviewed("o3", 5, "Well", 9).id();
    ASSERT_TRUE(like(one, kOther));
    v1::ListProductReviewsRequest request;
    request.set_sku_id(kProduct * 10 + 1);
    request.set_order_by("rating");
    EXPECT_THAT(paged(request), ElementsAre(one, three, two));
    request.set_stars(5);
    for (const auto* sort : {"helpful", "rating"}) {
        request.set_order_by(sort);
        EXPECT_THAT(paged(request), ElementsAre(one, three)) << sort;
    }
    request.set_order_by("newest");
    EXPECT_THAT(paged(request), ElementsAre(three, one));
    request.set_with_pictures(true);
    EXPECT_THAT(paged(request), IsEmpty());
    request.set_with_pictures(false);
    request.set_tag_id(77);
    EXPECT_THAT(paged(request), IsEmpty());
}

TEST_F(Ratings, APageThatIsLookedForInVainGoesOn) {
    const auto oldest = reviewed("o1", 1).id();
    temporary().execute(R"sql(
        INSERT INTO reviews (order_no, line_no, user_id, product_id, sku_id, shop_id, product_name, option_values,
                             goods_picture_url, goods_picture_width, goods_picture_height, goods_picture_alt, state,
                             goods_stars, logistics_stars, service_stars, received_at, write_before, written_at)
        SELECT 'x' || n, 1, 1000 + n, product_id, sku_id, shop_id, '', '{}', '', 0, 0, '', 'PUBLISHED', 5, 5, 5,
               received_at, write_before, written_at + INTERVAL '1 second'
        FROM reviews, GENERATE_SERIES(1, 3500) AS n
    )sql");
    temporary().execute(
        "UPDATE product_ratings SET five = five + 3500, logistics_sum = logistics_sum + 17500, "
        "service_sum = service_sum + 17500");
    temporary().execute("UPDATE shop_ratings SET five = five + 3500, logistics_sum = logistics_sum + 17500, "
                        "service_sum = service_sum + 17500");
    v1::ListProductReviewsRequest request;
    request.set_stars(1);
    request.set_sku_id(kProduct * 10 + 1);
    request.set_order_by("newest");
    const auto first = list(request);
    EXPECT_EQ(first.reviews_size(), 0);
    EXPECT_NE(first.next_page_token(), "");
    EXPECT_THAT(paged(request), ElementsAre(oldest));
}

TEST_F(Ratings, ATokenOfAnotherListIsRefused) {
    reviewed("o1", 5);
    reviewed("o2", 5, "Well", kOther);
    v1::ListProductReviewsRequest request;
    request.set_page_size(1);
    const auto token = list(request).next_page_token();
    request.set_product_id(kProduct);
    request.set_page_token(token);
    request.set_order_by("newest");
    EXPECT_EQ(run(service().ListProductReviews(context, request)).error().reason(), "INVALID_PAGE_TOKEN");
}

TEST_F(Ratings, TagsAreDrawnFromTextsAndCounted) {
    v1::AddTagRuleRequest rule;
    rule.set_name("Pours well");
    rule.add_phrases("pours well");
    rule.add_phrases("no drip");
    const auto tag = run(admin().AddTagRule(context, rule)).value().rule().tag();
    EXPECT_EQ(run(admin().AddTagRule(context, rule)).error().reason(), v1::reason::kEntryExists);
    const auto one = reviewed("o1", 5, "It POURS  well");
    reviewed("o2", 5, "No drip!", kOther);
    reviewed("o3", 5, "Blue.", 9);
    EXPECT_EQ(one.tags(0).name(), "Pours well");
    v1::GetProductRatingRequest request;
    request.set_product_id(kProduct);
    EXPECT_EQ(run(service().GetProductRating(context, request)).value().tags(0).count(), 2);
    v1::ListProductReviewsRequest tagged;
    tagged.set_tag_id(tag.id());
    tagged.set_order_by("newest");
    EXPECT_EQ(paged(tagged).size(), 2U);
    ASSERT_TRUE(audit(one, false));
    EXPECT_EQ(run(service().GetProductRating(context, request)).value().tags(0).count(), 1);
    EXPECT_EQ(paged(tagged).size(), 1U);
    v1::DeleteTagRuleRequest drop;
    drop.set_id(tag.id());
    ASSERT_TRUE(run(admin().DeleteTagRule(context, drop)));
    EXPECT_EQ(run(service().GetProductRating(context, request)).value().tags_size(), 0);
}

TEST_F(Ratings, APersonVotesOnceAndNotForTheirOwn) {
    const auto id = reviewed("o1", 5).id();
    EXPECT_EQ(like(id, kBuyer).error().reason(), v1::reason::kOwnReview);
    EXPECT_EQ(like(id, kOther)->likes(), 1);
    EXPECT_EQ(like(id, kOther)->likes(), 1);
    EXPECT_EQ(like(id, 9)->likes(), 2);
    v1::ListMyLikesRequest request;
    request.add_review_ids(id);
    auto caller = as(kOther);
    EXPECT_THAT(run(service().ListMyLikes(caller, request)).value().review_ids(), ElementsAre(id));
    EXPECT_EQ(like(id, kOther, true)->likes(), 1);
    EXPECT_EQ(like(id, kOther, true)->likes(), 1);
    EXPECT_THAT(run(service().ListMyLikes(caller, request)).value().review_ids(), IsEmpty());
}

TEST_F(Ratings, ReportsWaitForAnAdministratorWhoUpholdsOrRejects) {
    const auto good = reviewed("o1", 5);
    const auto bad = reviewed("o2", 1, "Idiots!", kOther);
    ASSERT_TRUE(report(good.id(), 9));
    ASSERT_TRUE(report(bad.id(), 9));
    EXPECT_EQ(report(bad.id(), 9).error().reason(), v1::reason::kAlreadyReported);
    EXPECT_EQ(report(bad.id(), kOther).error().reason(), v1::reason::kOwnReview);
    const auto queue = reports(v1::REPORT_STATE_OPEN);
    ASSERT_EQ(queue.reports_size(), 2);
    EXPECT_EQ(queue.reports(0).review_id(), good.id());
    EXPECT_EQ(audit(bad, false, "").error().reason(), "INVALID_FIELD");
    EXPECT_EQ(audit(bad, false, "Insults.")->review().state(), v1::REVIEW_STATE_HIDDEN);
    EXPECT_EQ(audit(good, true)->review().state(), v1::REVIEW_STATE_PUBLISHED);
    EXPECT_EQ(reports(v1::REPORT_STATE_OPEN).reports_size(), 0);
    EXPECT_EQ(reports(v1::REPORT_STATE_UPHELD).reports(0).decision(), "Insults.");
    EXPECT_EQ(reports(v1::REPORT_STATE_REJECTED).reports(0).review_id(), good.id());
    EXPECT_EQ(rating().count(), 1);
    EXPECT_EQ(report(bad.id(), 10).error().code(), Code::not_found);
}

TEST_F(Ratings, ADaysReportsHaveAnEnd) {
    start({.reports_a_day = 1});
    const auto one = reviewed("o1", 5).id();
    const auto two = reviewed("o2", 5, "Well", kOther).id();
    ASSERT_TRUE(report(one, 9));
    EXPECT_EQ(report(two, 9).error().reason(), v1::reason::kDailyQuota);
    clock.advance(std::chrono::days(1));
    EXPECT_TRUE(report(two, 9));
}

TEST_F(Ratings, WordsAreUniqueHoweverTheyAreWritten) {
    block("Casino");
    v1::AddBlockedWordRequest request;
    request.set_word("ｃａｓｉ ｎｏ");
    EXPECT_EQ(run(admin().AddBlockedWord(context, request)).error().reason(), v1::reason::kEntryExists);
    request.set_word("?!");
    EXPECT_EQ(run(admin().AddBlockedWord(context, request)).error().reason(), v1::reason::kWordEmpty);
    const auto words = run(admin().ListBlockedWords(context, {})).value();
    ASSERT_EQ(words.words_size(), 1);
    v1::DeleteBlockedWordRequest drop;
    drop.set_id(words.words(0).id());
    ASSERT_TRUE(run(admin().DeleteBlockedWord(context, drop)));
    EXPECT_EQ(reviewed("o1", 5, "casino").state(), v1::REVIEW_STATE_PUBLISHED);
}

TEST_F(Ratings, TellsOtherServicesWhichTextsHoldNoneOfTheWords) {
    block("Casino");
    v1::BatchCheckTextsRequest request;
    for (const auto* text : {"a pot", "c a s i n o royal", "cas", "ｃａｓｉｎｏ"}) request.add_texts(text);
    EXPECT_THAT(run(word_filter().BatchCheckTexts(context, request)).value().allowed(),
                ::testing::ElementsAre(0, 2));
}

}  // namespace
}  // namespace ecommerce::review
