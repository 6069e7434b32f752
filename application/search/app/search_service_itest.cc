// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/search_service.h"

#include <gmock/gmock.h>

#include "application/search/search_fixture.h"

#include "user/v1/events.pb.h"

namespace ecommerce::search {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SearchServiceTest : public SearchFixture {
protected:
    // Six pots: their number is in the name, prices rise, two brands, two tags.
    void put_pots() {
        for (int id = 1; id <= 6; ++id) {
            auto& summary = *put(id, "Pot number " + std::to_string(id)).mutable_summary();
            summary.set_brand(id <= 4 ? "Clay" : "Iron");
            summary.add_tags(id % 2 == 0 ? "even" : "odd");
            summary.set_sold_count(100 - id * 10);
            summary.set_in_stock(id != 6);
            summary.set_category_id(id <= 2 ? 2 : 3);
            if (id <= 3) rate(id, 3 + id * 0.5, 5);
        }
        walk();
    }
    static std::map<std::string, std::int64_t> counts(
        const google::protobuf::RepeatedPtrField<v1::FacetValue>& values) {
        std::map<std::string, std::int64_t> found;
        for (const auto& value : values) found[value.value()] = value.count();
        return found;
    }
    using Counted = std::map<std::string, std::int64_t>;
    std::vector<std::string> history(std::int64_t user_id) {
        auto call = as_user(user_id);
        std::vector<std::string> texts;
        const auto listed = run(parts().service.ListSearchHistory(call, {}));
        for (const auto& entry : listed->entries()) texts.push_back(entry.text());
        return texts;
    }
    static v1::SearchProductsRequest typed(const std::string& query) {
        v1::SearchProductsRequest request;
        request.set_query(query);
        return request;
    }
};

TEST_P(SearchServiceTest, SortsInEachOrder) {
    put_pots();
    auto request = words("pot");
    const auto sorted = [&](v1::SortOrder order) {
        request.set_sort(order);
        return ids(search(request));
    };
    EXPECT_THAT(sorted(v1::SORT_ORDER_SALES), ElementsAre(1, 2, 3, 4, 5, 6));
    EXPECT_THAT(sorted(v1::SORT_ORDER_PRICE_ASC), ElementsAre(1, 2, 3, 4, 5, 6));
    EXPECT_THAT(sorted(v1::SORT_ORDER_PRICE_DESC), ElementsAre(6, 5, 4, 3, 2, 1));
    EXPECT_THAT(sorted(v1::SORT_ORDER_NEWEST), ElementsAre(6, 5, 4, 3, 2, 1));
    EXPECT_THAT(sorted(v1::SORT_ORDER_RATING), ElementsAre(3, 2, 1, 6, 5, 4));
    EXPECT_THAT(sorted(v1::SORT_ORDER_RELEVANCE), ElementsAre(3, 2, 1, 5, 4, 6));
}

TEST_P(SearchServiceTest, WidensWithinAFilterAndNarrowsAcross) {
    put_pots();
    auto request = words("pot");
    request.add_brands("Clay");
    request.set_with_facets(true);
    auto found = search(request);
    EXPECT_EQ(found.total(), 4);
    EXPECT_EQ(counts(found.facets().brands()), (Counted{{"Clay", 4}, {"Iron", 2}}));
    EXPECT_EQ(counts(found.facets().tags()), (Counted{{"even", 2}, {"odd", 2}}));
    EXPECT_EQ(counts(found.facets().categories()), (Counted{{"2", 2}, {"3", 2}}));
    EXPECT_EQ(counts(found.facets().ratings()), (Counted{{"3", 3}, {"4", 2}}));
    EXPECT_EQ(found.facets().in_stock(), 4);
    EXPECT_FALSE(found.facets().approximate());

    request.add_brands("Iron");
    request.add_tags("even");
    found = search(request);
    EXPECT_EQ(found.total(), 3);
    EXPECT_EQ(counts(found.facets().brands()), (Counted{{"Clay", 2}, {"Iron", 1}}));
    EXPECT_EQ(counts(found.facets().tags()), (Counted{{"even", 3}, {"odd", 3}}));

    request.set_in_stock(true);
    request.set_category_id(1);
    request.set_min_rating(4);
    found = search(request);
    EXPECT_THAT(ids(found), ElementsAre(2));
    EXPECT_TRUE(found.facets().tags(0).selected());
    request.add_brands("None");
    found = search(request);
    EXPECT_EQ(counts(found.facets().brands()), (Counted{{"Clay", 1}, {"Iron", 0}, {"None", 0}}));
}

TEST_P(SearchServiceTest, PartsPricesIntoBandsThatAddUp) {
    put_pots();
    auto request = words("");
    request.set_with_facets(true);
    const auto facets = search(request).facets();
    ASSERT_GE(facets.price_bands_size(), 2);
    std::int64_t sum = 0;
    for (const auto& band : facets.price_bands()) {
        sum += band.count();
        auto narrow = words("");
        narrow.set_min_price(band.min_price());
        narrow.set_max_price(band.max_price());
        narrow.set_with_facets(true);
        const auto found = search(narrow);
        EXPECT_EQ(found.total(), band.count());
        bool selected = false;
        for (const auto& other : found.facets().price_bands()) selected = selected || other.selected();
        EXPECT_EQ(selected, band.min_price() > 0 || band.max_price() > 0);
    }
    EXPECT_EQ(sum, 6);
}

TEST_P(SearchServiceTest, PagesWithoutRepeatingOrLosingWhileOthersWrite) {
    put_pots();
    for (const auto sort : {v1::SORT_ORDER_RELEVANCE, v1::SORT_ORDER_PRICE_DESC, v1::SORT_ORDER_NEWEST,
                            v1::SORT_ORDER_RATING, v1::SORT_ORDER_SALES, v1::SORT_ORDER_PRICE_ASC}) {
        auto request = words("pot");
        request.set_sort(sort);
        request.set_page_size(2);
        const auto whole = ids([&] {
            auto all = request;
            all.set_page_size(100);
            return search(all);
        }());
        Ids paged;
        std::int64_t added = 50;
        for (;;) {
            const auto page = search(request);
            for (const auto id : ids(page)) {
                if (id < 50) paged.push_back(id);
            }
            if (page.next_page_token().empty()) break;
            request.set_page_token(page.next_page_token());
            put(++added, "Pot that came later").mutable_summary()->set_sold_count(999);
            changed(added);
            look();
        }
        EXPECT_EQ(paged, whole) << sort;
        for (; added > 50; --added) {
            take_off(added);
            changed(added);
        }
        look();
    }
}

TEST_P(SearchServiceTest, RefusesForeignTokensAndEmptyRanges) {
    put_pots();
    auto request = words("pot");
    request.set_page_size(2);
    const auto token = search(request).next_page_token();
    request.set_query("teapot");
    request.set_page_token(token);
    auto call = as_visitor("192.0.2.1");
    EXPECT_EQ(run(parts().service.SearchProducts(call, request)).error().reason(), "INVALID_PAGE_TOKEN");
    auto range = words("");
    range.set_min_price(2);
    range.set_max_price(1);
    EXPECT_EQ(run(parts().service.SearchProducts(call, range)).error().reason(),
              v1::reason::kPriceRangeEmpty);
}

TEST_P(SearchServiceTest, AsksWhatWasMeantOnlyWhenNothingFits) {
    put(1, "Wireless mouse").mutable_summary()->set_brand("Logi");
    walk();
    auto found = search(words("wirless"));
    EXPECT_TRUE(found.corrected());
    EXPECT_EQ(found.did_you_mean(), "wireless");
    EXPECT_THAT(ids(found), ElementsAre(1));
    auto exact = words("wirless");
    exact.set_exact(true);
    found = search(exact);
    EXPECT_FALSE(found.corrected());
    EXPECT_EQ(found.did_you_mean(), "wireless");
    EXPECT_THAT(ids(found), IsEmpty());
    // What a filter leaves nothing of is no typo.
    auto filtered = words("wireless");
    filtered.add_brands("Other");
    EXPECT_EQ(search(filtered).did_you_mean(), "");
}

TEST_P(SearchServiceTest, PagesOnThroughCorrectedWords) {
    for (int id = 1; id <= 5; ++id) put(id, "Wireless mouse " + std::to_string(id));
    walk();
    auto request = words("wirless");
    request.set_page_size(2);
    Ids all;
    for (;;) {
        const auto page = search(request);
        for (const auto id : ids(page)) all.push_back(id);
        if (page.next_page_token().empty()) break;
        request.set_page_token(page.next_page_token());
    }
    EXPECT_THAT(all, ::testing::UnorderedElementsAre(1, 2, 3, 4, 5));
}

TEST_P(SearchServiceTest, KeepsAHistoryThatItsOwnerClears) {
    put(1, "手机");
    walk();
    for (const auto* query : {"手机", "phone", "手機", "Phone "}) {
        clock.advance(std::chrono::seconds(1));
        search(typed(query), as_user(7));
    }
    EXPECT_THAT(history(7), ElementsAre("Phone ", "手機"));
    EXPECT_THAT(history(8), IsEmpty());
    auto call = as_user(7);
    v1::ClearSearchHistoryRequest one;
    one.set_text("phone");
    ASSERT_TRUE(run(parts().service.ClearSearchHistory(call, one)));
    EXPECT_THAT(history(7), ElementsAre("手機"));
    // Blanks are no words, and not all of them.
    one.set_text(" ");
    ASSERT_TRUE(run(parts().service.ClearSearchHistory(call, one)));
    EXPECT_THAT(history(7), ::testing::SizeIs(1));
    ASSERT_TRUE(run(parts().service.ClearSearchHistory(call, {})));
    EXPECT_THAT(history(7), IsEmpty());
}

TEST_P(SearchServiceTest, KeepsTheLatestOfAHistory) {
    for (int i = 0; i < 60; ++i) {
        clock.advance(std::chrono::seconds(1));
        search(typed("word" + std::to_string(i)), as_user(7));
    }
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM search_history"), "50");
    EXPECT_EQ(history(7).front(), "word59");
}

TEST_P(SearchServiceTest, ForgetsWhoClosedTheAccount) {
    search(typed("手机"), as_user(7));
    user::v1::UserDeleted deleted;
    deleted.set_user_id(7);
    take(deleted);
    search(typed("phone"), as_user(7));
    EXPECT_THAT(history(7), IsEmpty());
}

TEST_P(SearchServiceTest, RanksHotWordsByPeople) {
    const auto tag = std::to_string(std::chrono::steady_clock::now().time_since_epoch().count() % 100'000);
    const auto many = "pot x" + tag.substr(0, 3);
    clock.advance(std::chrono::days(std::stol(tag)));  // a day of the test's own in the shared store
    put(1, many + " and few");
    walk();
    for (int i = 0; i < 3; ++i) search(typed(many), as_visitor("192.0.2." + std::to_string(i)));
    for (int i = 0; i < 9; ++i) search(typed("few"), as_visitor("192.0.2.1"));
    search(typed("nothing like it"), as_visitor("192.0.2.7"));
    for (int i = 0; i < 3; ++i) {
        search(typed("few few few few few few few few few few few few spam"),
               as_visitor("192.0.3." + std::to_string(i)));
    }
    auto call = as_visitor("192.0.2.1");
    const auto hot = run(parts().service.ListHotWords(call, {}));
    // One visitor's words are nobody else's, however often they come; nor are more words than are looked for.
    ASSERT_EQ(hot->hot_words_size(), 1);
    EXPECT_EQ(hot->hot_words(0).text(), many);
}

TEST_P(SearchServiceTest, ShowsNoHotWordsThatTheFilterHolds) {
    const auto tag = std::to_string(std::chrono::steady_clock::now().time_since_epoch().count() % 100'000);
    clock.advance(std::chrono::days(std::stol(tag)));  // a day of the test's own in the shared store
    put(1, "nice pot, ugly pot");
    walk();
    for (const auto* query : {"nice pot", "ugly pot"}) {
        for (int i = 0; i < 3; ++i) search(typed(query), as_visitor("192.0.2." + std::to_string(i)));
    }
    blocked = {"ugly pot"};
    auto call = as_visitor("192.0.2.1");
    const auto hot = run(parts().service.ListHotWords(call, {}));
    ASSERT_EQ(hot->hot_words_size(), 1);
    EXPECT_EQ(hot->hot_words(0).text(), "nice pot");
}

TEST_P(SearchServiceTest, ShowsNoHotWordsWhileNobodySaysWhichMayBeShown) {
    const auto tag = std::to_string(std::chrono::steady_clock::now().time_since_epoch().count() % 100'000);
    clock.advance(std::chrono::days(std::stol(tag)));
    put(1, "nice pot");
    walk();
    for (int i = 0; i < 3; ++i) search(typed("nice pot"), as_visitor("192.0.2." + std::to_string(i)));
    reviews.before = [](const std::string&) { return fail(reason::unavailable("A test.")); };
    auto call = as_visitor("192.0.2.1");
    EXPECT_EQ(run(parts().service.ListHotWords(call, {}))->hot_words_size(), 0);
}

TEST_P(SearchServiceTest, CountsWordsWithoutResultOncePerPersonAndDay) {
    clock.advance(std::chrono::days(std::chrono::steady_clock::now().time_since_epoch().count() % 100'000));
    for (int i = 0; i < 2; ++i) search(typed("unobtainium"), as_visitor("192.0.2.1"));
    search(typed("Unobtainium"), as_visitor("192.0.2.2"));
    search(typed("13800138000"), as_visitor("192.0.2.2"));
    v1::ListMissedWordsRequest request;
    const auto misses = run(parts().admin.ListMissedWords(context, request));
    ASSERT_EQ(misses->words_size(), 1);
    EXPECT_EQ(misses->words(0).text(), "unobtainium");
    EXPECT_EQ(misses->words(0).count(), 2);
}

TEST_P(SearchServiceTest, KeepsFewMissedWordsOfOneVisitor) {
    clock.advance(std::chrono::days(std::chrono::steady_clock::now().time_since_epoch().count() % 100'000));
    const auto letters = [](int number) {
        return std::string{'q', char('a' + number / 26), char('a' + number % 26)};
    };
    for (int i = 0; i < 60; ++i) search(typed("unobtainium " + letters(i)), as_visitor("192.0.2.1"));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM missed_words"), "30");
    search(typed("unobtainium " + letters(0)), as_visitor("192.0.2.9"));
    search(typed("kohinoor"), as_visitor("192.0.2.9"));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM missed_words"), "31");
    EXPECT_EQ(temporary().value("SELECT MAX(count) FROM missed_words"), "2");
}

TEST_P(SearchServiceTest, CompletesByNamePinyinAndInitials) {
    auto& product = put(1, "手机壳 透明");
    product.mutable_summary()->set_brand("华为");
    product.mutable_summary()->set_category_id(2);
    walk();
    const auto suggested = [&](const std::string& prefix) {
        v1::SuggestRequest request;
        request.set_prefix(prefix);
        auto call = as_visitor("192.0.2.1");
        std::vector<std::string> texts;
        const auto response = run(parts().service.Suggest(call, request));
        for (const auto& each : response->suggestions()) texts.push_back(each.text());
        return texts;
    };
    EXPECT_THAT(suggested("手机"), ::testing::IsSupersetOf({"手机", "手机壳 透明"}));
    EXPECT_THAT(suggested("shou"), ::testing::Contains("手机"));
    EXPECT_THAT(suggested("sj"), ::testing::Contains("手机"));
    EXPECT_THAT(suggested("hw"), ::testing::Contains("华为"));
    EXPECT_THAT(suggested("mob"), ::testing::Contains("Mobile phones"));
    EXPECT_THAT(suggested("%"), IsEmpty());
    take_off(1);
    changed(1);
    look();
    EXPECT_THAT(suggested("hw"), ::testing::Not(::testing::Contains("华为")));
}

TEST_P(SearchServiceTest, KeepsSynonymsApart) {
    const auto put_words = [&](std::int64_t id, std::vector<std::string> group) {
        v1::PutSynonymsRequest request;
        request.set_id(id);
        for (auto& word : group) request.add_words(std::move(word));
        return run(parts().admin.PutSynonyms(context, request));
    };
    put(1, "Laptop");
    walk();
    EXPECT_THAT(find("笔记本"), IsEmpty());
    const auto added = put_words(0, {"笔记本", "laptop"});
    ASSERT_TRUE(added);
    EXPECT_THAT(find("笔记本"), ElementsAre(1));
    EXPECT_EQ(put_words(0, {"LAPTOP", "notebook"}).error().reason(), v1::reason::kSynonymTaken);
    EXPECT_EQ(put_words(0, {"tea", "ＴＥＡ"}).error().reason(), v1::reason::kSynonymsAlike);
    EXPECT_EQ(put_words(99, {"tea", "茶"}).error().reason(), "NOT_FOUND");
    ASSERT_TRUE(put_words(added->group().id(), {"tea", "茶"}));
    EXPECT_THAT(find("笔记本"), IsEmpty());
    v1::DeleteSynonymsRequest gone;
    gone.set_id(added->group().id());
    EXPECT_TRUE(run(parts().admin.DeleteSynonyms(context, gone)));
    EXPECT_FALSE(run(parts().admin.DeleteSynonyms(context, gone)));
}

TEST_P(SearchServiceTest, TakesWhatPeopleTypeAsWords) {
    put(1, "It's a pot");
    walk();
    for (const auto* query : {"it's", "'", "\\", "a & b", "!pot:*", "pot') | ('", "((", "%_%", "\u4e00'"}) {
        EXPECT_EQ(search(words(query)).total(), search(words(query)).hits_size()) << query;
    }
    EXPECT_THAT(find("!pot:*"), ElementsAre(1));
}

INSTANTIATE_TEST_SUITE_P(Engines, SearchServiceTest, kEngines, engine_of);

}  // namespace

}  // namespace ecommerce::search
