// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/words.h"

#include <gtest/gtest.h>

namespace ecommerce::notification {
namespace {

TEST(WordsTest, LeaveOpenWhatTheProgramsOwnDo) {
    EXPECT_EQ(variables_of(Type::order_shipped),
              (std::set<std::string>{"carrier", "subject", "tracking_no"}));
    EXPECT_EQ(variables_of(Type::password_changed), std::set<std::string>());
}

TEST(WordsTest, AreCheckedBeforeTheyAreKept) {
    EXPECT_EQ(fault_of(Type::order_paid, "订单 {subject}：{amount}"), "");
    EXPECT_EQ(fault_of(Type::order_paid, "no names at all"), "");
    EXPECT_EQ(fault_of(Type::order_paid, "{carrier}"), "has {carrier}, which these messages do not know");
    for (const auto* text : {"{subject", "subject}", "{sub{ject}", "}{", "{"})
        EXPECT_EQ(fault_of(Type::order_paid, text), "has a brace without its other one") << text;
    EXPECT_NE(fault_of(Type::order_paid, "{}"), "");
}

TEST(WordsTest, OfTheProgramHaveNoFaultAndASampleForAll) {
    for (const auto& each : kNamesOf<Type>) {
        for (const auto language : {WordsLanguage::zh_cn, WordsLanguage::en}) {
            const auto words = built_in(each.value, language);
            EXPECT_EQ(fault_of(each.value, words.title) + fault_of(each.value, words.body), "")
                << name_of(each.value);
            const auto filled = fill(words.body, samples_of(each.value), sample_subject(each.value));
            EXPECT_EQ(filled.find('{'), filled.npos) << filled;
        }
        for (const auto& name : variables_of(each.value))
            if (name == "subject") EXPECT_NE(sample_subject(each.value), "") << name_of(each.value);
    }
}

TEST(WordsTest, OfTheProgramStandWhereOthersAreBroken) {
    WrittenWords words;
    const auto own = built_in(Type::order_paid, WordsLanguage::en).title;
    words.put({Type::order_paid, Channel::box, WordsLanguage::en}, {.title = "Broken {", .body = "Paid"});
    EXPECT_EQ(words.of(Type::order_paid, Channel::box, WordsLanguage::en).title, own);
    words.put({Type::order_paid, Channel::box, WordsLanguage::en}, {.title = "", .body = ""});
    EXPECT_EQ(words.of(Type::order_paid, Channel::box, WordsLanguage::en).title, own);
    words.put({Type::order_paid, Channel::box, WordsLanguage::en}, {.title = "Paid", .body = "{amount}"});
    EXPECT_EQ(words.of(Type::order_paid, Channel::box, WordsLanguage::en).title, "Paid");
    EXPECT_EQ(words.of(Type::order_paid, Channel::mail, WordsLanguage::en).title, own);
}

}  // namespace
}  // namespace ecommerce::notification
