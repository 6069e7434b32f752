// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/news.h"

#include <gtest/gtest.h>

namespace ecommerce::notification {
namespace {

TEST(News, FillInWhatHappened) {
    EXPECT_EQ(fill("订单 {subject} 已付款 {amount}。", {{"amount", "¥1.00"}}, "A1"),
              "订单 A1 已付款 ¥1.00。");
    EXPECT_EQ(fill("{unknown}, {open", {}, "A1"), ", {open");
    // What is filled in is no pattern itself.
    EXPECT_EQ(fill("{carrier} {subject}", {{"carrier", "{subject}"}}, "A1"), "{subject} A1");
}

TEST(News, HaveWordsInBothLanguagesThatTellTheSame) {
    const auto names_in = [](std::string_view text) {
        std::map<std::string, int> names;
        for (auto at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
            ++names[std::string(text.substr(at, text.find('}', at) - at + 1))];
        }
        return names;
    };
    for (const auto& type : kNamesOf<Type>) {
        const auto& words = template_of(type.value);
        EXPECT_EQ(words.type, type.value);
        EXPECT_FALSE(words.title.empty() || words.body.empty() || words.title_en.empty() ||
                     words.body_en.empty())
            << type.text;
        EXPECT_EQ(names_in(words.body), names_in(words.body_en)) << type.text;
    }
}

}  // namespace
}  // namespace ecommerce::notification
