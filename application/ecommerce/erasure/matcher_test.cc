// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/erasure/matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ecommerce::erasure {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Of = Matcher::Of;

std::vector<std::string> kinds(const Matcher& matcher, std::string_view haystack, Of of = Of::text,
                               Matcher::Cut cut = {}) {
    std::vector<std::string> names;
    for (const auto kind : matcher.find(haystack, of, cut)) names.push_back(matcher.kinds()[kind]);
    return names;
}

TEST(Matcher, FindsEachKindOnceWhateverItsCase) {
    const Matcher matcher(
        {{"email", "Li.Lei@example.com"}, {"name", "李雷先生"}, {"street", "1 Wensan Road"}});
    EXPECT_THAT(kinds(matcher, "li.lei@EXAMPLE.com and LI.LEI@example.com, 李雷先生"),
                UnorderedElementsAre("email", "name"));
    EXPECT_THAT(kinds(matcher, "Li Lei, Wensan Road 1"), IsEmpty());
}

TEST(Matcher, FindsNeedlesWithinOthers) {
    const Matcher matcher({{"long", "abcd efgh ijkl"}, {"middle", "efgh"}, {"end", "efgh ijkl mnop"}});
    EXPECT_THAT(kinds(matcher, "abcd efgh ijkl"), UnorderedElementsAre("long", "middle"));
    EXPECT_THAT(kinds(matcher, "abcd efgh ijkl mnop"), UnorderedElementsAre("long", "middle", "end"));
    EXPECT_THAT(kinds(matcher, "abcd efgh xyz"), ElementsAre("middle"));
}

TEST(Matcher, APartOfALongerWordIsAnotherWord) {
    const Matcher matcher({{"name", "Leila"}, {"phone", "13912345678"}});
    EXPECT_THAT(kinds(matcher, "Leilani, 213912345678, 139123456789"), IsEmpty());
    EXPECT_THAT(kinds(matcher, "(Leila)"), ElementsAre("name"));
    EXPECT_THAT(kinds(matcher, "给Leila的"), ElementsAre("name")) << "Chinese has no blanks between words";
}

TEST(Matcher, BytesHaveNoWords) {
    const Matcher matcher({{"email", "li@example.com"}, {"name", "Leila"}});
    EXPECT_THAT(kinds(matcher, "\nAli@example.comR", Of::bytes), ElementsAre("email"));
    EXPECT_THAT(kinds(matcher, "xLeilax", Of::bytes), IsEmpty()) << "too short to mean anything there";
}

TEST(Matcher, KnowsHowProgramsWriteATextDown) {
    const Matcher matcher(
        {{"note", "ring \"twice\"\nplease"}, {"email", "li@example.com"}, {"street", "文三路 1 号"}});
    EXPECT_THAT(kinds(matcher, R"({"note":"ring \"twice\"\nplease"})"), ElementsAre("note"));
    EXPECT_THAT(kinds(matcher, "/v1/users?email=li%40example.com"), ElementsAre("email"));
    EXPECT_THAT(kinds(matcher, "q=%E6%96%87%E4%B8%89%E8%B7%AF+1+%E5%8F%B7"), ElementsAre("street"));
}

TEST(Matcher, APhoneNumberIsItsDigits) {
    const Matcher matcher({{"phone", "+86 139-1234 5678"}});
    EXPECT_THAT(kinds(matcher, "call 13912345678"), ElementsAre("phone"));
    EXPECT_THAT(kinds(matcher, "call +8613912345678"), ElementsAre("phone"));
    EXPECT_THAT(kinds(matcher, "call 1391234567"), IsEmpty());
}

TEST(Matcher, LeavesOutWhatWouldBeFoundEverywhere) {
    const Matcher matcher({{"name", "Li"}, {"note", ""}});
    EXPECT_TRUE(matcher.empty());
    EXPECT_THAT(kinds(matcher, "Li"), IsEmpty());
}

TEST(Matcher, ATextMayBeReadInParts) {
    const Matcher matcher({{"phone", "13912345678"}});
    EXPECT_THAT(kinds(matcher, "so 13912345678", Of::text, {.behind = true}), IsEmpty())
        << "a digit may follow";
    EXPECT_THAT(kinds(matcher, "13912345678 is it", Of::text, {.before = true}), IsEmpty())
        << "or stand before";
    EXPECT_THAT(kinds(matcher, " 13912345678 is it", Of::text, {.before = true}), ElementsAre("phone"));
    EXPECT_EQ(matcher.overlap(), 12U);
}

}  // namespace
}  // namespace ecommerce::erasure
