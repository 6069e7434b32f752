// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/text/base32.h"
#include "framework/text/base64.h"
#include "framework/text/hex.h"
#include "framework/text/words.h"

namespace ecommerce::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kBytes("\x00\xff\x10\x80", 4);

std::string every_byte() {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += char(i);
    return bytes;
}

// RFC 4648, section 10, without the padding.
TEST(Base32, WritesTheVectorsOfTheRfc) {
    EXPECT_EQ(to_base32(""), "");
    EXPECT_EQ(to_base32("f"), "MY");
    EXPECT_EQ(to_base32("fo"), "MZXQ");
    EXPECT_EQ(to_base32("foo"), "MZXW6");
    EXPECT_EQ(to_base32("foob"), "MZXW6YQ");
    EXPECT_EQ(to_base32("fooba"), "MZXW6YTB");
    EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
}

TEST(Hex, WritesTwoLowerCaseDigitsAByte) {
    EXPECT_EQ(to_hex(kBytes), "00ff1080");
    EXPECT_EQ(to_hex(""), "");
    EXPECT_EQ(from_hex(to_hex(every_byte())), every_byte());
}

TEST(Hex, ReadsEitherCaseAndNothingElse) {
    EXPECT_EQ(from_hex("00Ff1080"), kBytes);
    EXPECT_EQ(from_hex(""), "");
    for (const auto* text : {"0", "000", "0g", "00 ", " 00", "0x00"})
        EXPECT_EQ(from_hex(text), std::nullopt) << text;
}

TEST(Hex, WritesUuids) {
    EXPECT_EQ(to_uuid(every_byte().substr(0, 16)), "00010203-0405-0607-0809-0a0b0c0d0e0f");
}

TEST(Base64, OfTokensHasTheUrlAlphabetAndNoPadding) {
    EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
    EXPECT_EQ(from_base64url("-_8"), "\xfb\xff");
    EXPECT_EQ(from_base64url(to_base64url(every_byte())), every_byte());
    for (const auto* text : {"-_8=", "+/8", "-_", "a", "-_9", " -_8"}) {
        EXPECT_EQ(from_base64url(text), std::nullopt) << text;
    }
}

TEST(Base64, OfJsonIsPaddedAndReadInEveryForm) {
    EXPECT_EQ(to_base64("\xfb\xff"), "+/8=");
    for (const auto* text : {"+/8=", "+/8", "-_8=", "-_8", "-/8"})
        EXPECT_EQ(from_base64(text), "\xfb\xff") << text;
    EXPECT_EQ(from_base64(to_base64(every_byte())), every_byte());
    for (const auto* text : {"a", "a===", "+/8 ", "+/\n8", "*/8="})
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
}

TEST(Words, AreTrimmedAtBothEnds) {
    EXPECT_EQ(trim(" \ta b\t "), "a b");
    const std::string_view blank = " \t";
    EXPECT_EQ(trim(blank), "");
    EXPECT_EQ(trim(blank).data(), blank.data() + blank.size());
    EXPECT_EQ(trim("\na\r\n"), "\na\r\n");
    EXPECT_EQ(trim("\na\r\n", " \r\n"), "a");
}

TEST(Words, SplitKeepsEmptyPartsAndWordsDoNot) {
    EXPECT_THAT(split("a||b|", '|'), ElementsAre("a", "", "b", ""));
    EXPECT_THAT(split("", '|'), ElementsAre(""));
    EXPECT_THAT(words(" a, b c,, ", ','), ElementsAre("a", "b c"));
    EXPECT_THAT(words("", ','), IsEmpty());
}

TEST(Words, ANumberIsTheWholeText) {
    EXPECT_EQ(to_number<std::int64_t>("-12"), -12);
    EXPECT_EQ(to_number<std::uint8_t>("255"), 255);
    for (const auto* text : {"", " 1", "1 ", "+1", "1.0", "256", "0x1", "-1"}) {
        EXPECT_EQ(to_number<std::uint8_t>(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace ecommerce::text
