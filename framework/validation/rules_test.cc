// SPDX-License-Identifier: Apache-2.0
#include "framework/validation/rules.h"

#include <cmath>
#include <stdexcept>

#include <gtest/gtest.h>

#include "framework/validation/pattern.h"

namespace ecommerce::validation {
namespace {

bool is_email(std::string_view text) {
    Violations out;
    email(out, Path(nullptr, "email"), text);
    return out.empty();
}

TEST(Email, TakesTheAddressesThatPeopleHave) {
    for (const auto* text :
         {"a@b.cn", "first.last+tag@mail.example.com", "x_y-z@1st.example", "o'neil@example.ie"}) {
        EXPECT_TRUE(is_email(text)) << text;
    }
    EXPECT_TRUE(is_email(std::string(64, 'a') + "@example.com"));
}

TEST(Email, RefusesWhatIsNone) {
    for (const auto* text :
         {"", "a", "@b.cn", "a@", "a@b", "a@b.", "a@.cn", "a@-b.cn", "a@b-.cn", ".a@b.cn", "a.@b.cn",
          "a..b@c.cn", "a b@c.cn", "a@b@c.cn\n", "a@b c.cn", "<a@b.cn>", "a@b.cn\r\nBcc: x@y.cn"}) {
        EXPECT_FALSE(is_email(text)) << text;
    }
    EXPECT_FALSE(is_email(std::string(65, 'a') + "@example.com"));
    EXPECT_FALSE(is_email("a@" + std::string(300, 'b') + ".cn"));
}

TEST(Uuid, IsEightFourFourFourTwelve) {
    const auto is_uuid = [](std::string_view text) {
        Violations out;
        uuid(out, Path(nullptr, "id"), text);
        return out.empty();
    };
    EXPECT_TRUE(is_uuid("0189c1a4-7b2e-7c3d-9e4f-A123456789ab"));
    EXPECT_FALSE(is_uuid("0189c1a47b2e7c3d9e4fa123456789ab"));
    EXPECT_FALSE(is_uuid("0189c1a4-7b2e-7c3d-9e4f-a123456789ag"));
    EXPECT_FALSE(is_uuid(""));
}

TEST(Characters, CountsCodePoints) {
    EXPECT_EQ(count_characters(""), 0U);
    EXPECT_EQ(count_characters("a\u00e9\u4e2d\U0001F600"), 4U);
}

TEST(Numbers, NotANumberKeepsNoBound) {
    Violations out;
    at_least(out, Path(nullptr, "x"), std::nan(""), 0.0);
    at_most(out, Path(nullptr, "x"), std::nan(""), 0.0);
    EXPECT_EQ(out.size(), 2U);
}

TEST(PatternTest, IsFoundAnywhereUnlessAnchored) {
    EXPECT_TRUE(Pattern("b+").found_in("abbc"));
    EXPECT_FALSE(Pattern("^b+$").found_in("abbc"));
    EXPECT_FALSE(Pattern("^b+$").found_in("bb\n"));
    EXPECT_THROW(Pattern("("), std::invalid_argument);
}

TEST(PathTest, IsWrittenAsInJson) {
    const Path items(nullptr, "items");
    const Path third = Path::item(items, 2);
    const Path labels(&third, "labels");
    EXPECT_EQ(Path::entry(labels, "colour").text(), "items[2].labels[\"colour\"]");
}

}  // namespace
}  // namespace ecommerce::validation
