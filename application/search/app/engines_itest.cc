// SPDX-License-Identifier: Apache-2.0
// Engines answer alike: whatever is written, late, again and in another order, and by whichever process. The one in
// PostgreSQL has no copy of anything, so it says what is right.
#include <random>

#include <gmock/gmock.h>

#include "application/search/domain/query.h"
#include "application/search/search_fixture.h"
#include "application/search/storage/document_table.h"
#include "application/search/storage/postgres_engine.h"
#include "framework/runtime/join.h"

namespace ecommerce::search {

namespace {

std::string told(const Hits& hits) {
    std::string text;
    for (const auto& hit : hits.hits)
        text += std::to_string(hit.id) + "=" + std::to_string(hit.value) + "/" + hit.card + "/" +
                std::to_string(hit.stars) + "/" + std::to_string(hit.review_count) + " ";
    return text;
}

std::string told(const std::vector<Count>& counts) {
    std::string text = "[";
    for (const auto& count : counts) text += count.value + "=" + std::to_string(count.count) + " ";
    return text + "] ";
}

std::string told(const Counts& counts) {
    std::string text = std::to_string(counts.total) + " " + std::to_string(counts.in_stock) + " ";
    for (const auto* values : {&counts.categories, &counts.brands, &counts.tags, &counts.ratings})
        text += told(*values);
    for (const auto& attribute : counts.attributes)
        text += attribute.name + "=" + std::to_string(attribute.count) + told(attribute.values);
    for (const auto& band : counts.bands)
        text += std::to_string(band.from) + "-" + std::to_string(band.to) + "=" + std::to_string(band.count) +
                " ";
    return text;
}

std::string told(const std::vector<Completion>& words) {
    std::string text;
    for (const auto& word : words) text += word.text + "=" + std::to_string(word.documents) + " ";
    return text;
}

std::string told(const std::vector<NamedProduct>& products) {
    std::string text;
    for (const auto& product : products) text += std::to_string(product.id) + "=" + product.name + " ";
    return text;
}

class EnginesTest : public SearchFixture {
protected:
    void SetUp() override {
        SearchFixture::SetUp();
        right_ = std::make_unique<PostgresEngine>(database());
    }
    PostgresEngine& right() { return *right_; }

    // Products of few words, so that many fit each search; prices and sales often the same.
    Change any_change(std::int64_t id, std::int64_t ticket) {
        if (roll(8) == 0) return {.product_id = id, .ticket = ticket, .found = {}};
        Product product{.id = id,
                        .shop_id = 1 + roll(4),
                        .category_id = 1 + roll(5),
                        .name = one_of({"红色", "轻薄", "智能", "red", "Wireless"}) +
                                one_of({"手机", "耳机", " phone", " headphones", "运动鞋"}) + " " +
                                std::to_string(roll(30)),
                        .brand = one_of({"", "华为", "Sony", "李宁"}),
                        .description = one_of({"", "一杯咖啡", "made of steel"}),
                        .price_minor = roll(3) == 0 ? roll(90) : roll(40) * roll(40) * 25,
                        .sold_count = roll(6),
                        .in_stock = roll(4) != 0,
                        .stars = std::int32_t(roll(6)) * 100 - 50,
                        .review_count = roll(9),
                        .published_at = clock.now() + std::chrono::microseconds(roll(50) * 1'000'001)};
        for (const auto* tag : {"新品", "包邮", "hot"}) {
            if (roll(3) == 0) product.tags.emplace_back(tag);
        }
        product.category_names = {one_of({"数码", "Digital"})};
        product.category_path = {product.category_id};
        std::vector<Attribute> attributes;
        for (const auto* name : {"颜色", "size"}) {
            if (roll(2) == 0) attributes.push_back({.name = name, .value = std::to_string(roll(4))});
            if (roll(4) == 0) attributes.push_back({.name = name, .value = "b:" + std::to_string(roll(2))});
        }
        product.attributes = choosable(attributes);
        for (const auto& attribute : product.attributes) product.details.push_back(attribute.value);
        product.card = "card of " + std::to_string(ticket);
        return {.product_id = id, .ticket = ticket, .found = index_product(std::move(product))};
    }
    Filter any_filter() {
        Filter filter;
        if (roll(2) == 0) return filter;
        if (roll(3) == 0) filter.category_ids = {1, 2, 1 + roll(5)};
        if (roll(4) == 0) filter.chosen_categories = {1 + roll(5), 7};
        if (roll(3) == 0) filter.brands = {"华为", one_of({"Sony", "nobody", "李宁"})};
        if (roll(3) == 0) filter.tags = {one_of({"新品", "hot", "none"})};
        if (roll(3) == 0) filter.min_price = roll(5'000);
        if (roll(3) == 0) filter.max_price = roll(30'000);
        if (roll(4) == 0) filter.in_stock = true;
        if (roll(4) == 0) filter.min_stars = std::int32_t(roll(5)) * 100;
        if (roll(6) == 0) filter.shop_id = 1 + roll(5);
        if (roll(4) == 0)
            filter.attributes =
                group_by_name({{"颜色", "1"}, {"颜色", "b:1"}, {one_of({"size", "nothing"}), "2"}});
        return filter;
    }
    // All that an engine can be asked, of something chosen at random.
    void compare(SearchEngine& one, SearchEngine& other) {
        const auto query =
            parse_query(one_of({"", "手机", "红色 耳机", "phone", "wireless headphones", "shouji", "sj",
                                "咖啡", "steel 手机", "华为", "1", "red", "运动"}),
                        Synonyms());
        SearchRequest request{.query = query,
                              .reading = Reading(roll(4)),
                              .filter = any_filter(),
                              .sort = Sort(roll(6)),
                              .limit = 1 + roll(12)};
        SCOPED_TRACE(query.key);
        EXPECT_EQ(told(*run(one.count(context, request, true))),
                  told(*run(other.count(context, request, true))));
        EXPECT_EQ(run(one.count(context, request, false))->total,
                  run(other.count(context, request, false))->total);
        for (int page = 0; page < 3; ++page) {
            const auto hits = run(one.search(context, request));
            const auto others = run(other.search(context, request));
            ASSERT_TRUE(hits && others);
            ASSERT_EQ(told(*hits), told(*others)) << "sort " << int(request.sort) << " page " << page;
            EXPECT_EQ(hits->total, others->total);
            found_ += hits->hits.size();
            if (hits->hits.empty()) break;
            request.after = {.id = hits->hits.back().id, .value = std::to_string(hits->hits.back().value)};
        }
        const auto key = one_of({"s", "sj", "手", "红色手机", "hua", "h", "re", "digital", "wireles",
                                 "headfones", "soni", "数码"});
        EXPECT_EQ(told(*run(one.complete(context, key, 5))), told(*run(other.complete(context, key, 5))))
            << key;
        EXPECT_EQ(told(*run(one.complete_names(context, key, 4))),
                  told(*run(other.complete_names(context, key, 4))))
            << key;
        EXPECT_EQ(told(*run(one.alike(context, key, 9))), told(*run(other.alike(context, key, 9)))) << key;
    }
    void apply(SearchEngine& engine, const std::vector<Change>& changes) {
        const auto applied = run(engine.apply(context, changes));
        ASSERT_TRUE(applied) << applied.error().message();
    }
    void close_shop(std::int64_t shop_id, bool closed, std::int64_t version) {
        auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
            closed ? parts().closings.close(tx, shop_id, version)
                   : parts().closings.reopen(tx, shop_id, version);
            co_return {};
        };
        ASSERT_TRUE(run(database().transaction(context, body)));
    }

    Change any_of(std::int64_t id, std::int64_t ticket) {
        for (;;) {
            if (auto change = any_change(id, ticket); change.found) return change;
        }
    }
    // As another process would have it.
    std::unique_ptr<SearchEngine> another() {
        return make_engine({.kind = GetParam(), .database = database(), .loops = loops(), .page = 7});
    }
    // The batches at the same time, by one engine and the other in turn.
    Task<bool> write(SearchEngine& one, SearchEngine& other,
                     const std::vector<std::vector<Change>>& batches) {
        std::vector<Task<Result<void>>> tasks;
        for (std::size_t i = 0; i < batches.size(); ++i)
            tasks.push_back((i % 2 == 0 ? one : other).apply(context, batches[i]));
        const auto applied = co_await runtime::all(std::move(tasks), batches.size());
        co_return std::ranges::all_of(applied, [](const auto& each) { return each.has_value(); });
    }
    std::size_t found() const { return found_; }
    std::minstd_rand& random() { return random_; }
    std::int64_t roll(std::int64_t sides) { return std::int64_t(random_() % std::uint64_t(sides)); }
    std::string one_of(std::vector<std::string> texts) { return texts[std::size_t(roll(std::ssize(texts)))]; }

private:
    std::minstd_rand random_{7};
    std::unique_ptr<PostgresEngine> right_;
    std::size_t found_ = 0;
};

TEST_P(EnginesTest, AnswerAlikeWhateverIsWritten) {
    auto& engine = parts().engine;
    std::int64_t ticket = 0;
    std::vector<Change> earlier;
    for (int round = 0; round < 40; ++round) {
        std::vector<Change> changes;
        for (auto count = 1 + roll(25); count > 0; --count) {
            changes.push_back(any_change(1 + roll(120), ++ticket));
            // Some come once more, and some late.
            if (!earlier.empty() && roll(3) == 0)
                changes.push_back(earlier[std::size_t(roll(std::ssize(earlier)))]);
            if (roll(3) == 0) earlier.push_back(any_change(1 + roll(120), ++ticket));
        }
        earlier.insert(earlier.end(), changes.begin(), changes.end());
        apply(engine, changes);
        if (roll(5) == 0) close_shop(1 + roll(4), roll(2) == 0, round + 1);
        if (roll(3) == 0) {
            ASSERT_TRUE(run(engine.tidy(context)));
        }
        ASSERT_TRUE(run(engine.refresh(context)));
        for (int i = 0; i < 4; ++i) compare(engine, right());
        ASSERT_FALSE(HasFailure()) << "in round " << round;
    }
    EXPECT_GT(found(), 300U);  // it is not nothing that is compared
}

TEST_P(EnginesTest, OfSeveralProcessesFollowEachOther) {
    const auto other = another();
    ASSERT_TRUE(run(other->refresh(context)));
    std::int64_t ticket = 0;
    for (int round = 0; round < 15; ++round) {
        std::vector<std::vector<Change>> batches(6);
        for (auto& changes : batches) {
            for (auto count = 1 + roll(12); count > 0; --count)
                changes.push_back(any_change(1 + roll(60), ++ticket));
        }
        std::ranges::shuffle(batches, random());
        ASSERT_TRUE(run(write(parts().engine, *other, batches)));
        for (auto* engine : {&parts().engine, other.get()}) {
            ASSERT_TRUE(run(engine->refresh(context)));
            for (int i = 0; i < 2; ++i) compare(*engine, right());
            if (roll(3) == 0) {
                ASSERT_TRUE(run(engine->tidy(context)));
            }
        }
        ASSERT_FALSE(HasFailure()) << "in round " << round;
    }
}

TEST_P(EnginesTest, FindWhatIsCommittedLate) {
    auto& engine = parts().engine;
    const WordStore words(database());
    const DocumentStore documents(words);
    const auto late = any_of(1, 1);
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        co_await ok(documents.apply(tx, {late}));
        // Begun, numbered and committed later, and seen before.
        co_await ok(engine.apply(context, {any_of(2, 2)}));
        co_await ok(engine.refresh(context));
        co_return {};
    };
    ASSERT_TRUE(run(database().transaction(context, body)));
    ASSERT_TRUE(run(engine.refresh(context)));
    const Query everything;
    const auto hits = run(engine.search(context, {.query = everything, .sort = Sort::sales, .limit = 10}));
    EXPECT_EQ(hits->hits.size(), 2U);
    for (int i = 0; i < 5; ++i) compare(engine, right());
}

TEST_P(EnginesTest, AreLoadedWhileOthersWrite) {
    std::int64_t ticket = 0;
    std::vector<Change> changes;
    for (int id = 1; id <= 300; ++id) changes.push_back(any_change(id, ++ticket));
    apply(parts().engine, changes);
    for (int round = 0; round < 4; ++round) {
        const auto other = another();
        std::vector<std::vector<Change>> batches(8);
        for (auto& batch : batches) {
            for (int i = 0; i < 10; ++i) batch.push_back(any_change(1 + roll(320), ++ticket));
        }
        const auto [written, loaded] =
            run(runtime::both(write(parts().engine, *other, batches), other->refresh(context)));
        ASSERT_TRUE(written && loaded);
        for (int i = 0; i < 6; ++i) compare(*other, right());
        ASSERT_FALSE(HasFailure()) << "in round " << round;
    }
}

TEST_P(EnginesTest, KnowThePastOfADatabase) {
    const DocumentTable table(database());
    const auto snapshot = run(table.snapshot(context));
    ASSERT_TRUE(snapshot);
    EXPECT_FALSE(run(table.since(context, *snapshot))->other_past);
    // One that was restored from before has not come as far.
    EXPECT_TRUE(run(table.since(context, "900000000000:900000000000:"))->other_past);
}

// Those that stand on the same tables.
INSTANTIATE_TEST_SUITE_P(Engines, EnginesTest, ::testing::Values(EngineKind::postgres, EngineKind::memory),
                         engine_of);

}  // namespace

}  // namespace ecommerce::search
