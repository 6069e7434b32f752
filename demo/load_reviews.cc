// SPDX-License-Identifier: Apache-2.0
// Buyers review what they have received, most of it and in their own time; shops reply, and questions are asked.
#include "demo/loader.h"
#include "demo/random.h"

namespace ecommerce::demo_data {

namespace {

constexpr int kReviewed = 70;  // of a hundred lines; the rest waits for the automatic review
constexpr std::size_t kAsked = 4;  // questions of one person

// What is drawn for what a customer received is the same in every run.
Random random_of(std::string_view purpose, const review::v1::Review& review, std::size_t customer) {
    return {purpose, (std::uint64_t(review.goods().sku_id()) * 1'000 + customer) * 10 + review.line_no()};
}

std::uint32_t stars_of(Random& random) {
    const auto roll = random.below(100);
    return roll < 62 ? 5 : roll < 84 ? 4 : roll < 93 ? 3 : roll < 97 ? 2 : 1;
}

std::string text_of(const Opinions::Texts& sentences, Random& random) {
    std::string text;
    const auto first = random.below(sentences.size());
    const auto count = random.between(1, 3);
    for (std::int64_t i = 0; i < count; ++i) text += sentences[(first + std::size_t(i) * 5) % sentences.size()];
    return text;
}

Task<std::vector<review::v1::Review>> reviews_of(Stage& stage, const Person& person) {
    std::vector<review::v1::Review> all;
    review::v1::ListMyReviewsRequest request;
    request.set_page_size(100);
    do {
        auto context = Stage::as(person);
        auto page = must(co_await stage.reviews.ListMyReviews(context, request), "reviews");
        for (auto& review : *page.mutable_reviews()) all.push_back(std::move(review));
        request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    co_return all;
}

Task<void> write(Stage& stage, std::size_t customer, const review::v1::Review& awaited) {
    auto random = random_of("review", awaited, customer);
    if (!random.chance(kReviewed)) co_return;
    review::v1::CreateReviewRequest request;
    request.set_order_no(awaited.order_no());
    request.set_line_no(awaited.line_no());
    request.set_goods_stars(stars_of(random));
    request.set_logistics_stars(stars_of(random));
    request.set_service_stars(stars_of(random));
    if (random.chance(85)) {
        request.set_text(text_of(stage.data.opinions.sentences(request.goods_stars()), random));
    }
    if (random.chance(25) && awaited.goods().has_picture()) {
        *request.add_pictures() = awaited.goods().picture();
    }
    request.set_anonymous(random.chance(30));
    auto context = Stage::as(stage.customers[customer], auth::random_id());
    must(co_await stage.reviews.CreateReview(context, request), "a review");
}

Task<void> write_all(Stage& stage, std::size_t customer) {
    review::v1::ListPendingReviewsRequest request;
    request.set_page_size(100);
    auto context = Stage::as(stage.customers[customer]);
    const auto page = must(co_await stage.reviews.ListPendingReviews(context, request), "what awaits a review");
    for (const auto& awaited : page.reviews()) co_await write(stage, customer, awaited);
}

Task<void> follow_up(Stage& stage, std::size_t customer) {
    const auto& person = stage.customers[customer];
    const auto mine = co_await reviews_of(stage, person);
    for (const auto& review : mine) {
        auto random = random_of("follow-up", review, customer);
        if (review.has_follow_up() || review.automatic() || review.goods_stars() < 4 || !random.chance(15)) {
            continue;
        }
        review::v1::FollowUpReviewRequest request;
        request.set_id(review.id());
        request.set_text(random.pick(stage.data.opinions.follow_ups));
        auto context = Stage::as(person, auth::random_id());
        must(co_await stage.reviews.FollowUpReview(context, request), "a follow-up");
    }
}

// Each finds some of the others' reviews of what they have bought helpful.
Task<void> like(Stage& stage, std::size_t customer) {
    const auto& person = stage.customers[customer];
    const auto mine = co_await reviews_of(stage, person);
    for (const auto& review : mine) {
        review::v1::ListProductReviewsRequest request;
        request.set_product_id(review.goods().product_id());
        request.set_page_size(5);
        auto look = Stage::as(person);
        const auto page = must(co_await stage.reviews.ListProductReviews(look, request), "reviews");
        for (const auto& other : page.reviews()) {
            Random random("like", std::uint64_t(other.id()) * 1'000 + customer);
            const bool own = std::ranges::any_of(mine, [&](const auto& one) { return one.id() == other.id(); });
            if (own || !random.chance(35)) continue;
            review::v1::LikeReviewRequest vote;
            vote.set_id(other.id());
            auto context = Stage::as(person, auth::random_id());
            must(co_await stage.reviews.LikeReview(context, vote), "a vote");
        }
    }
}

Task<void> reply(Stage& stage, std::size_t shop) {
    review::v1::ListShopReviewsRequest request;
    request.set_unreplied(true);
    request.set_page_size(100);
    auto look = Stage::as(stage.owners[shop]);
    const auto page = must(co_await stage.shop_reviews.ListShopReviews(look, request), "a shop's reviews");
    for (const auto& review : page.reviews()) {
        Random random("reply", std::uint64_t(review.id()));
        const bool good = review.goods_stars() > 3;
        if (review.automatic() || !random.chance(good ? 35 : 90)) continue;
        review::v1::ReplyReviewRequest said;
        said.set_id(review.id());
        said.set_text(random.pick(good ? stage.data.opinions.thanks : stage.data.opinions.apologies));
        auto context = Stage::as(stage.owners[shop], auth::random_id());
        must(co_await stage.shop_reviews.ReplyReview(context, said), "a reply");
    }
}

Task<void> answer(Stage& stage, const Person& person, std::int64_t question, const std::string& text) {
    review::v1::AnswerQuestionRequest request;
    request.set_id(question);
    request.set_text(text);
    auto context = Stage::as(person, auth::random_id());
    must(co_await stage.questions.AnswerQuestion(context, request), "an answer");
}

// Somebody asks about what another has bought; the shop and the buyer answer.
Task<void> ask(Stage& stage, std::size_t customer) {
    const auto& buyer = stage.customers[customer];
    const auto& asker = stage.customers[(customer + 1) % stage.customers.size()];
    auto before = Stage::as(asker);
    const auto there = must(co_await stage.questions.ListMyQuestions(before, {}), "questions");
    auto left = kAsked - std::min(kAsked, std::size_t(there.questions_size()));
    const auto bought = co_await reviews_of(stage, buyer);
    for (const auto& review : bought) {
        auto random = random_of("question", review, customer);
        if (left == 0) break;
        if (!random.chance(40)) continue;
        review::v1::ListProductQuestionsRequest known;
        known.set_product_id(review.goods().product_id());
        auto look = Stage::as(asker);
        const auto others = must(co_await stage.questions.ListProductQuestions(look, known), "questions");
        // Nobody asks what can be read there.
        const auto& plans = stage.data.opinions.questions;
        const auto& plan = plans[std::size_t(review.goods().product_id() + others.questions_size()) % plans.size()];
        if (others.questions_size() > 2) continue;
        review::v1::AskQuestionRequest request;
        request.set_product_id(review.goods().product_id());
        request.set_text(plan.text);
        auto context = Stage::as(asker, auth::random_id());
        auto asked = co_await stage.questions.AskQuestion(context, request);
        if (!asked && asked.error().code() == Code::not_found) continue;  // no longer on sale
        const auto id = must(std::move(asked), "a question").question().question().id();
        --left;
        const auto owner = std::ranges::find(stage.owners, review.goods().shop_id(), &Person::shop_id);
        if (owner != stage.owners.end() && random.chance(80)) co_await answer(stage, *owner, id, plan.of_shop);
        if (random.chance(60)) co_await answer(stage, buyer, id, plan.of_buyer);
    }
}

// What is there already is refused, which is as good.
template <typename T>
void expect_or_there(Result<T> result, const std::string& step) {
    if (!result && result.error().reason() == "ENTRY_EXISTS") return;
    must(std::move(result), step);
}

Task<void> fill_dictionary(Stage& stage) {
    for (const auto& tag : stage.data.opinions.tags) {
        review::v1::AddTagRuleRequest request;
        request.set_name(tag.name);
        for (const auto& phrase : tag.phrases) request.add_phrases(phrase);
        auto context = Stage::as(stage.admin);
        expect_or_there(co_await stage.review_admin.AddTagRule(context, request), "a tag");
    }
    for (const auto& word : stage.data.opinions.words) {
        review::v1::AddBlockedWordRequest request;
        request.set_word(word);
        auto context = Stage::as(stage.admin);
        expect_or_there(co_await stage.review_admin.AddBlockedWord(context, request), "a word");
    }
}

}  // namespace

void load_dictionary(Stage& stage) {
    stage.host.loops().run_blocking(0, fill_dictionary(stage));
}

void write_reviews(Stage& stage) {
    stage.each(stage.customers.size(), [&](std::size_t i) { return write_all(stage, i); });
    stage.each(stage.owners.size(), [&](std::size_t i) { return reply(stage, i); });
    stage.settle();
}

void load_voices(Stage& stage) {
    stage.each(stage.customers.size(), [&](std::size_t i) { return follow_up(stage, i); });
    stage.each(stage.customers.size(), [&](std::size_t i) { return ask(stage, i); });
    stage.each(stage.customers.size(), [&](std::size_t i) { return like(stage, i); });
    stage.settle();
}

}  // namespace ecommerce::demo_data
