// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/query.h"

#include <gtest/gtest.h>

#include "application/search/domain/relevance.h"

namespace ecommerce::search {

namespace {

using Tokens = std::vector<std::string>;

std::vector<Tokens> alternatives(const Unit& unit, Reading reading) {
    std::vector<Tokens> found;
    for (const auto& alternative : unit.alternatives) {
        if (alternative.reading == reading) found.push_back(alternative.tokens);
    }
    return found;
}

TEST(Query, LooksForPairsOfCharactersAndForWords) {
    const auto query = parse_query("红色手机 Phones", Synonyms());
    ASSERT_EQ(query.units.size(), 2U);
    EXPECT_EQ(alternatives(query.units[0], Reading::words),
              (std::vector<Tokens>{{"红色", "色手", "手机"}, {"红", "色", "手", "机"}}));
    EXPECT_EQ(alternatives(query.units[1], Reading::words), (std::vector<Tokens>{{"phone"}}));
}

TEST(Query, ReadsLettersAsPinyinAndInitials) {
    const auto query = parse_query("shouji", Synonyms());
    ASSERT_EQ(query.units.size(), 1U);
    EXPECT_EQ(alternatives(query.units[0], Reading::pinyin), (std::vector<Tokens>{{"shou'ji"}}));
    const auto initials = parse_query("hwsj", Synonyms());
    EXPECT_EQ(alternatives(initials.units[0], Reading::initials), (std::vector<Tokens>{{"hw", "ws", "sj"}}));
}

TEST(Query, FindsWhatSoundsAlike) {
    const auto query = parse_query("收机", Synonyms());
    EXPECT_EQ(alternatives(query.units[0], Reading::pinyin), (std::vector<Tokens>{{"shou'ji"}}));
}

TEST(Query, TakesSynonymsForEachOther) {
    const Synonyms synonyms({{"笔记本电脑", "Laptop", "notebook computer"}});
    const auto one = parse_query("轻薄笔记本電腦", synonyms);
    ASSERT_EQ(one.units.size(), 2U);
    EXPECT_EQ(one.units[1].alternatives.size(), 6U);  // each in words and in descriptions
    const auto two = parse_query("notebook  Computer sleeve", synonyms);
    ASSERT_EQ(two.units.size(), 2U);
    EXPECT_EQ(two.units[0].text, "notebook computer");
    EXPECT_EQ(alternatives(two.units[0], Reading::words)[1], (Tokens{"laptop"}));
}

TEST(Query, HasNoUnitsWithoutLetters) {
    EXPECT_TRUE(parse_query("!!!", Synonyms()).units.empty());
}

TEST(Relevance, PutsTheNameBeforeTheBrandAndTheRest) {
    const auto query = parse_query("apple", Synonyms());
    const auto of = [&](std::string_view name, std::string_view brand, bool strong) {
        return score(query, {.name_key = name, .brand_key = brand, .strong = strong});
    };
    EXPECT_GT(of("apple", "apple", true), of("apple watch", "apple", true));
    EXPECT_GT(of("apple watch", "", true), of("red apple watch", "", true));
    EXPECT_GT(of("red apple", "", true), of("watch", "apple", true));
    EXPECT_GT(of("watch", "apple", true), of("watch", "", true));
    EXPECT_GT(of("watch", "", true), of("watch", "", false));
}

TEST(Relevance, PutsTheNameFirstWhereItIsTypedByItsSound) {
    for (const auto& [typed, reading] : {std::pair("shouji", Reading::pinyin), {"sj", Reading::initials}}) {
        const auto query = parse_query(typed, Synonyms());
        const auto of = [&](std::string_view name, std::int64_t sold) {
            return score(query, {.name_key = name, .reading = reading, .strong = true, .sold_count = sold});
        };
        EXPECT_GT(of("影像手机", 0), of("智能手表", 1000)) << typed;
    }
}

TEST(Relevance, MarksWhatWasLookedFor) {
    const auto query = parse_query("手机 case", Synonyms());
    const auto marks = highlights(query, "红色手機壳 Cases");
    ASSERT_EQ(marks.size(), 2U);
    EXPECT_EQ(marks[0].start, 2U);
    EXPECT_EQ(marks[0].length, 2U);
    EXPECT_EQ(marks[1].start, 6U);
    EXPECT_EQ(marks[1].length, 5U);
}

}  // namespace

}  // namespace ecommerce::search
