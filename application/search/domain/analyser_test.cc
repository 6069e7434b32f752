// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/analyser.h"

#include <gtest/gtest.h>

#include "application/search/domain/han.h"
#include "application/search/domain/presentable.h"
#include "framework/text/code_points.h"

namespace ecommerce::search {

namespace {

Tokens tokens(std::string_view text) {
    Tokens out;
    add_tokens(out, text);
    return out;
}

TEST(Analyser, FoldsWidthCaseMarksAndTraditionalCharacters) {
    EXPECT_EQ(key_of("ＩＰＨＯＮＥ　手機"), "iphone手机");
    EXPECT_EQ(key_of("Café"), key_of("Cafe\u0301"));
    EXPECT_EQ(key_of("Café"), "cafe");
    EXPECT_EQ(key_of("  Red, shoes! "), "red shoes");
    EXPECT_EQ(key_of("!?"), "");
}

TEST(Analyser, IndexesCharactersPairsWordsAndTheirParts) {
    EXPECT_EQ(tokens("红鞋 Shoes iphone15"),
              (Tokens{"红", "红鞋", "鞋", "shoe", "iphone15", "iphone", "15"}));
    EXPECT_EQ(tokens("5.5寸"), (Tokens{"5.5", "寸"}));
    EXPECT_EQ(tokens(std::string(101, 'a') + " tea"), Tokens{"tea"});
}

TEST(Analyser, CutsPlurals) {
    EXPECT_EQ(stem("phones"), "phone");
    EXPECT_EQ(stem("batteries"), "battery");
    EXPECT_EQ(stem("watches"), "watch");
    EXPECT_EQ(stem("glass"), "glass");
    EXPECT_EQ(stem("bus"), "bus");
    EXPECT_EQ(stem("asus"), "asus");
}

TEST(Analyser, ReadsCharacters) {
    Tokens pinyin;
    add_pinyin(pinyin, "音乐");
    EXPECT_TRUE(pinyin.contains("yin'yue"));
    EXPECT_TRUE(pinyin.contains("yin'le"));
    Tokens initials;
    add_initials(initials, "手机壳");
    EXPECT_EQ(initials, (Tokens{"sj", "jk", "jq"}));  // 壳 has two readings
    EXPECT_EQ(pinyin_of(U"手机"), "shouji");
    EXPECT_EQ(initials_of(U"手机"), "sj");
    EXPECT_EQ(pinyin_of(U"a机"), "");
}

TEST(Analyser, KnowsByWhichSoundsATextIsFound) {
    const std::vector<std::u32string> texts = {U"音乐手机壳 pro", U"a手 机b", U"运动鞋", U"", U"phone"};
    Tokens all{"yin", "sh", "shou'ji", "sj", "ma", "", "'", "pr"};
    for (const auto& points : texts) {
        std::string text;
        for (const auto point : points) text::append(text, point);
        add_pinyin(all, text);
        add_initials(all, text);
    }
    for (const auto& points : texts) {
        std::string text;
        for (const auto point : points) text::append(text, point);
        Tokens pinyin, sounds;
        add_pinyin(pinyin, text);
        sounds = pinyin;
        add_initials(sounds, text);
        for (const auto& token : all) {
            EXPECT_EQ(sounds_like(points, token, false), pinyin.contains(token)) << text << " " << token;
            EXPECT_EQ(sounds_like(points, token, true), sounds.contains(token)) << text << " " << token;
        }
    }
}

TEST(Analyser, PartsPinyin) {
    using Split = std::vector<std::string_view>;
    EXPECT_EQ(split_pinyin("shouji"), (std::vector<Split>{{"shou", "ji"}}));
    EXPECT_EQ(split_pinyin("xian"), (std::vector<Split>{{"xian"}, {"xi", "an"}}));
    EXPECT_TRUE(split_pinyin("phone").empty());
    EXPECT_TRUE(split_pinyin(std::string(100, 'a') + "q").empty());
}

TEST(Analyser, MeasuresTypos) {
    EXPECT_EQ(distance(U"wirless", U"wireless", 2), 1U);
    EXPECT_EQ(distance(U"hte", U"the", 2), 1U);
    EXPECT_EQ(distance(U"phone", U"table", 2), 3U);
    EXPECT_EQ(distance(U"", U"ab", 2), 2U);
}

TEST(Presentable, RefusesWhatMayBeAPersons) {
    const auto presentable = [](std::string_view words) { return is_presentable(words, key_of(words)); };
    EXPECT_TRUE(presentable("手机"));
    EXPECT_TRUE(presentable("iphone 15 pro"));
    EXPECT_FALSE(presentable("13800138000"));
    EXPECT_FALSE(presentable("li.lei@example.com"));
    EXPECT_FALSE(presentable("li.lei＠example.com"));
    EXPECT_FALSE(presentable("a"));
    EXPECT_FALSE(presentable(std::string(31, 'a')));
}

}  // namespace

}  // namespace ecommerce::search
