// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/email_links.h"

#include <gtest/gtest.h>

namespace ecommerce::user {
namespace {

TEST(LinkTokens, AreOfOnePurposeAndOneKey) {
    const LinkTokens tokens(std::string(32, 'k'));
    const auto token = tokens.write("abc", LinkPurpose::reset_password);
    EXPECT_EQ(tokens.read(token, LinkPurpose::reset_password), "abc");
    EXPECT_FALSE(tokens.read(token, LinkPurpose::confirm_email));
    EXPECT_FALSE(LinkTokens(std::string(32, 'x')).read(token, LinkPurpose::reset_password));
    for (const auto* text : {"", ".", "abc", "abc.", "abd.AAAA"}) {
        EXPECT_FALSE(tokens.read(text, LinkPurpose::reset_password)) << text;
    }
    EXPECT_FALSE(tokens.read("b" + token, LinkPurpose::reset_password));
}

}  // namespace
}  // namespace ecommerce::user
