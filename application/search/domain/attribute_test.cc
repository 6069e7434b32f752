// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/attribute.h"

#include <gtest/gtest.h>

namespace ecommerce::search {

namespace {

TEST(Attributes, AreAskedForAsTheyAreCounted) {
    const auto read = read_attribute("颜色: 红:深");
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, (Attribute{"颜色", "红:深"}));
    EXPECT_EQ(to_text(*read), "颜色:红:深");
    for (const auto* text : {"", ":", "颜色", "颜色:", " :红", "颜色: "})
        EXPECT_FALSE(read_attribute(text)) << text;
}

TEST(Attributes, OfSentencesAndNamesWithColonsAreNotChosenBy) {
    std::string longest, longer;
    for (int i = 0; i < 40; ++i) longest += "长";
    longer = longest + "长";
    const auto chosen =
        choosable({{"b", "2"}, {"a:b", "1"}, {"a", longer}, {"a", longest}, {"b", "2"}, {"", "1"}});
    EXPECT_EQ(chosen, (std::vector<Attribute>{{"a", longest}, {"b", "2"}}));
}

TEST(Attributes, OfOneProductAreBounded) {
    std::vector<Attribute> many;
    for (int i = 99; i >= 0; --i) many.push_back({"size", std::to_string(i)});
    EXPECT_EQ(choosable(many).size(), kAttributesOfOne);
    EXPECT_EQ(choosable(many).back().value, "99");
}

TEST(Attributes, AreGroupedByTheirNames) {
    const auto groups = group_by_name({{"b", "2"}, {"a", "1"}, {"b", "1"}, {"b", "2"}});
    ASSERT_EQ(groups.size(), 2u);
    EXPECT_EQ(groups[1].name, "b");
    EXPECT_EQ(groups[1].values, (std::vector<std::string>{"1", "2"}));
}

}  // namespace

}  // namespace ecommerce::search
