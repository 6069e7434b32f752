// SPDX-License-Identifier: Apache-2.0
#include "framework/mail/message.h"

#include <gtest/gtest.h>

#include "framework/text/base64.h"

namespace ecommerce::mail {
namespace {

Message sample() {
    return {.id = "mail-7",
            .from = "shop@example.com",
            .from_name = "商城",
            .to = "li.lei@example.com",
            .subject = "Hello",
            .text = "One\nTwo",
            .html = "<p>One</p>",
            .language = "en",
            .date = Timestamp{}};
}

std::string header_of(const std::string& mime, const std::string& name) {
    const auto at = mime.find("\r\n" + name + ": ");
    if (at == std::string::npos) return "";
    const auto begin = at + name.size() + 4;
    auto end = mime.find("\r\n", begin);
    while (mime.compare(end + 2, 1, " ") == 0) end = mime.find("\r\n", end + 2);
    return mime.substr(begin, end - begin);
}

TEST(Mime, HasBothPartsAndTheHeadersOfAMail) {
    const auto mime = to_mime(sample(), Encoding::plain);
    EXPECT_TRUE(mime.starts_with("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"));
    EXPECT_EQ(header_of(mime, "Message-ID"), "<mail-7@example.com>");
    EXPECT_EQ(header_of(mime, "To"), "<li.lei@example.com>");
    EXPECT_EQ(header_of(mime, "From"), "=?UTF-8?B?" + text::to_base64("商城") + "?= <shop@example.com>");
    EXPECT_EQ(header_of(mime, "Auto-Submitted"), "auto-generated");
    EXPECT_TRUE(
        mime.contains("text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nOne\r\nTwo\r\n"));
    EXPECT_TRUE(mime.contains("text/html; charset=utf-8\r\n"));
    EXPECT_TRUE(mime.ends_with("--part-of-mail-7--\r\n"));
}

TEST(Mime, IsAsciiInBase64) {
    auto message = sample();
    message.subject = "密码已修改：这是一个很长的标题，需要分成几个编码单词才能放进邮件的标题行里";
    message.text = "您好";
    const auto mime = to_mime(message, Encoding::base64);
    for (const char c : mime) EXPECT_TRUE((c >= ' ' && c <= '~') || c == '\r' || c == '\n');
    EXPECT_TRUE(mime.contains(text::to_base64("您好\r\n")));
}

TEST(Mime, CutsLongSubjectsBetweenCharacters) {
    auto message = sample();
    message.subject = "";
    for (int i = 0; i < 50; ++i) message.subject += "长";
    const auto header = header_of(to_mime(message, Encoding::base64), "Subject");
    std::string whole;
    std::size_t at = 0;
    while ((at = header.find("=?UTF-8?B?", at)) != std::string::npos) {
        const auto end = header.find("?=", at);
        EXPECT_LE(end + 2 - at, 75U);
        const auto word = text::from_base64(header.substr(at + 10, end - at - 10)).value();
        EXPECT_EQ(word.size() % 3, 0U);
        whole += word;
        at = end;
    }
    EXPECT_EQ(whole, message.subject);
}

TEST(Mime, LetsNoTextBeginAHeader) {
    auto message = sample();
    message.subject = "Hello\r\nBcc: victim@example.com";
    message.from_name = "Shop\nX-Evil: 1";
    message.language = "en\r\nX-Evil: 2";
    const auto mime = to_mime(message, Encoding::base64);
    EXPECT_EQ(header_of(mime, "Bcc"), "");
    EXPECT_EQ(header_of(mime, "X-Evil"), "");
    EXPECT_EQ(header_of(mime, "Subject"), "Hello  Bcc: victim@example.com");
}

TEST(Mime, RefusesWhatIsNoAddress) {
    for (const auto* text : {"", "@", "a@", "@b", "a b@c", "a@b@c", "a@b\r\nRCPT TO:<x@y>", "<a@b>",
                             "a@b,c@d", "李@example.com", "a\\@b.c", "\"a\"@b.c"}) {
        EXPECT_FALSE(is_address(text)) << text;
        auto message = sample();
        message.to = text;
        EXPECT_THROW(to_mime(message, Encoding::base64), std::invalid_argument);
    }
    EXPECT_FALSE(is_address("a@" + std::string(260, 'b')));
    EXPECT_TRUE(is_address("li.lei+shop@example.com"));
}

TEST(Mime, EncodesWhatLooksEncoded) {
    auto message = sample();
    message.subject = "=?UTF-8?B?QQ==?=";
    EXPECT_EQ(header_of(to_mime(message, Encoding::base64), "Subject"),
              "=?UTF-8?B?" + text::to_base64(message.subject) + "?=");
}

}  // namespace
}  // namespace ecommerce::mail
