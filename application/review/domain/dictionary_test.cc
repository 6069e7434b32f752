// SPDX-License-Identifier: Apache-2.0
#include "application/review/domain/dictionary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/text/bare.h"

namespace ecommerce::review {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using text::bare;

TEST(Dictionary, FindsAWordHoweverItIsSetApart) {
    const Dictionary dictionary({{1, "Casino", bare("Casino")}, {2, "加微信", bare("加微信")}}, {});
    for (const char* text : {"CASINO", "best ｃａｓｉｎｏ!", "c.a.s.i.n.o", "c a\ns-i_n*o", "caſino",
                             "c\u200Basino", "c\u0336a\u0336sino"}) {
        EXPECT_THAT(dictionary.words_in(text), ElementsAre("Casino")) << text;
    }
    EXPECT_THAT(dictionary.words_in("快加 “微”、信 casino"), ElementsAre("Casino", "加微信"));
    EXPECT_THAT(dictionary.words_in("A fine teapot. 微波炉加热"), IsEmpty());
}

TEST(Dictionary, DrawsTagsInItsOwnOrderAndNotTooMany) {
    std::vector<TagRule> rules;
    for (std::int64_t id = 12; id > 0; --id)
        rules.push_back({id, "tag", {"word" + std::to_string(id) + "x"}});
    rules.push_back({20, "fast", {"fast delivery", "发货快"}});
    const Dictionary dictionary({}, rules);
    EXPECT_THAT(dictionary.tags_of("word3x, Word1X"), ElementsAre(1, 3));
    EXPECT_THAT(dictionary.tags_of("发 货 快！"), ElementsAre(20));
    std::string all;
    for (int id = 1; id <= 12; ++id) all += "word" + std::to_string(id) + "x ";
    EXPECT_EQ(dictionary.tags_of(all).size(), kTagsOfTextMax);
    EXPECT_EQ(dictionary.find_tag(20)->name, "fast");
    EXPECT_EQ(dictionary.find_tag(13), nullptr);
}

TEST(Dictionary, HasNoWordOfPunctuationAlone) {
    EXPECT_EQ(bare(" …!？ "), "");
    EXPECT_EQ(bare("Ｎｏ. １"), "no1");
}

}  // namespace
}  // namespace ecommerce::review
