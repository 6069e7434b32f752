// SPDX-License-Identifier: Apache-2.0
#include "framework/text/clean.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace ecommerce::text {
namespace {

struct Case {
    std::string_view given;
    std::string_view kept;
};

void expect(Form form, const std::vector<Case>& cases) {
    for (const auto& [given, kept] : cases) {
        EXPECT_EQ(cleaned(given, form), kept) << "of \"" << given << '"';
        EXPECT_EQ(cleaned(kept, form), kept) << "cleaning twice is cleaning once";
        EXPECT_EQ(is_clean(given, form), given == kept) << given;
        EXPECT_TRUE(is_clean(kept, form)) << kept;
    }
}

TEST(OneLine, KeepsWhatPeopleMean) {
    expect(Form::one_line, {
                               {"", ""},
                               {"张三", "张三"},
                               {"O'Neil & Söhne", "O'Neil & Söhne"},
                               {"文三路 1 号", "文三路 1 号"},
                               {"张　三", "张　三"},
                               {"Ｒed（红）", "Ｒed（红）"},
                               {"❤️", "❤️"},
                               {"👨‍👩‍👧 family", "👨‍👩‍👧 family"},
                               {"می‌خواهم", "می‌خواهم"},
                           });
}

TEST(OneLine, LosesWhatNobodySees) {
    expect(Form::one_line, {
                               {"  X ", "X"},
                               {"X\u3000", "X"},
                               {"\u00a0X\u00a0Y", "X Y"},
                               {"a\nb", "a b"},
                               {"a \r\n\t b", "a b"},
                               {"a  b", "a b"},
                               {std::string_view("a\0b", 3), "ab"},
                               {"a\x07\x1b[0m", "a[0m"},
                               {"evil\u202etxt.exe", "eviltxt.exe"},
                               {"\u2066a\u2069", "a"},
                               {"官方\u200b旗舰店\u200d", "官方旗舰店"},
                               {"a\u200db", "ab"},
                               {"soft\u00adhyphen\ufeff", "softhyphen"},
                               {"e\u0301", "é"},
                               {"e\u200b\u0301", "é"},
                               {"\u212b", "Å"},
                               {"a\U000e0041\U000e007f", "a"},
                               {"a\xff", "a\ufffd"},
                           });
}

TEST(OneLine, IsEmptyWhenNothingIsLeft) {
    for (const std::string_view nothing :
         {" ", "  ", "\u200b", "\u3000", "\u00a0\u2003", "\n\n", "\u2800", "\u3164", "\u115f\u1160", "\ufe0f",
          "\u202e", "\u0301", "\u2060\ufeff", "\u180e"}) {
        EXPECT_EQ(cleaned(nothing, Form::one_line), "") << nothing;
        EXPECT_EQ(cleaned(nothing, Form::many_lines), "") << nothing;
        EXPECT_FALSE(is_clean(nothing, Form::one_line));
    }
}

TEST(ManyLines, KeepLinesAndInnerBlanks) {
    expect(Form::many_lines, {
                                 {"a\n\n  b\tc", "a\n\n  b\tc"},
                                 {"\n a\r\nb\rc\u2028d \n", "a\nb\nc\nd"},
                                 {"a\u202e\x01", "a"},
                                 {" \n ", ""},
                             });
}

TEST(Phone, IsReadAsPeopleHaveIt) {
    expect(Form::phone, {
                            {"13800000000", "13800000000"},
                            {"+8613800000000", "+8613800000000"},
                            {"\u202d138 0000 0000\u202c", "13800000000"},
                            {"138\u00a00000\u00a00000", "13800000000"},
                            {"１３８００００００００", "13800000000"},
                            {"＋86 138-0000-0000", "+8613800000000"},
                            {"(010) 6234-5678", "01062345678"},
                            {"（010）6234-5678", "01062345678"},
                            {"+1 (415) 555-2671", "+14155552671"},
                            {"+44 (0)20 7946 0958", "+442079460958"},
                            {"010-62345678转801", "01062345678#801"},
                            {"010-62345678 转 801", "01062345678#801"},
                            {"010-62345678-801", "01062345678#801"},
                            {"+1 415 555 2671 ext. 99", "+14155552671#99"},
                            {"415.555.2671 x99", "4155552671#99"},
                            {"", ""},
                        });
}

TEST(Phone, IsLeftAloneWhenItIsNone) {
    expect(Form::phone, {{"call me", "call me"}, {"138+0000", "138+0000"}, {"x123", "x123"}});
}

TEST(Code, HasNoBlanks) {
    expect(Form::code, {
                           {" SF12345678", "SF12345678"},
                           {"SF 1234 5678", "SF12345678"},
                           {"ＳＦ１２３\u200b－4", "SF123-4"},
                           {"SF\u20131", "SF-1"},
                           {"A/1 b", "A/1b"},
                       });
    expect(Form::digits, {{"6222 0200-1234 5678", "6222020012345678"}, {"12a-3", "12a-3"}, {"１２", "12"}});
}

TEST(Plain, IsWhatMachinesRead) {
    expect(Form::plain, {
                            {" me@example.com ", "me@example.com"},
                            {"\u200bme@example.com\n", "me@example.com"},
                            {"ｍｅ＠example.com", "me@example.com"},
                            {"a b@example.com", "a b@example.com"},
                            {"SW1A  1AA ", "SW1A 1AA"},
                        });
}

TEST(Password, IsOneHoweverItsLettersAreComposed) {
    expect(Form::password, {
                               {" blanks count ", " blanks count "},
                               {"pe\u0301rfect", "p\u00e9rfect"},
                               {"ｐass１", "pass1"},
                               {"tab\tand\nline", "tab\tand\nline"},
                           });
}

TEST(Fold, IsTheSameForWhatPeopleTakeForTheSame) {
    for (const std::string_view other :
         {"Red", "red", "RED ", "Ｒed", "R\u200bed", "re\u00add", " rEd\u3000"}) {
        EXPECT_EQ(fold(other), "red") << other;
    }
    EXPECT_EQ(fold("Café"), fold("CAFE\u0301"));
    EXPECT_EQ(fold("红"), fold("红\u200b"));
    EXPECT_EQ(fold("红"), fold("红\ufe00"));
    EXPECT_EQ(fold("a  b"), fold("A\u3000b"));
    EXPECT_EQ(fold("Straße"), fold("STRASSE"));
    EXPECT_EQ(fold("ｱｲｳ"), fold("アイウ"));
    EXPECT_NE(fold("red"), fold("reed"));
    EXPECT_NE(fold("resume"), fold("résumé"));
    EXPECT_EQ(fold("\u200b "), "");
}

// Any text at all, from the letters that forms decide about.
TEST(Cleaning, TwiceIsCleaningOnce) {
    constexpr std::string_view kPieces[] = {
        "a",      "7",      " ",  "\n",     "\r",     "\t",     "-",      "(",      ")",      "+",
        "#",      "x",      "中", "\u3000", "\u00a0", "\u200b", "\u200d", "\u200c", "\u0301", "e",
        "\ufe0f", "❤",      "👩", "\u0627", "\u1100", "\u1161", "\u202e", "\x01",   "\xff",   "Ａ",
        "ｶ",      "\uff9e", "转", "ext",    "0",      "\u2800", "\u2028", "\u00ad", "\u212b"};
    std::mt19937 random(7);
    for (int i = 0; i < 20000; ++i) {
        std::string given;
        for (auto size = random() % 9; size > 0; --size) given += kPieces[random() % std::size(kPieces)];
        for (const auto form : {Form::one_line, Form::many_lines, Form::phone, Form::plain, Form::code,
                                Form::digits, Form::password}) {
            const auto once = cleaned(given, form);
            ASSERT_EQ(cleaned(once, form), once) << "form " << int(form) << " of \"" << given << '"';
            ASSERT_EQ(is_clean(given, form), once == given)
                << "form " << int(form) << " of \"" << given << '"';
        }
        ASSERT_EQ(fold(fold(given)), fold(given)) << given;
        ASSERT_EQ(fold(cleaned(given, Form::one_line)), fold(given)) << given;
    }
}

}  // namespace
}  // namespace ecommerce::text
