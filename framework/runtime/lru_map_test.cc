// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/lru_map.h"

#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace ecommerce::runtime {
namespace {

using namespace std::chrono_literals;
using Map = LruMap<std::string, int, std::hash<std::string_view>>;
using Time = Map::Time;

TEST(LruMap, FindsWhatWasPutByWhateverComparesEqual) {
    Map map(10);
    map.put("one", 1);
    EXPECT_EQ(*map.find(std::string("one")), 1);
    EXPECT_EQ(*map.find(std::string_view("one")), 1);
    EXPECT_EQ(map.find(std::string_view("two")), nullptr);
    map.put("one", 11);
    EXPECT_EQ(*map.find(std::string_view("one")), 11);
    EXPECT_EQ(map.size(), 1U);
}

TEST(LruMap, LetsGoOfWhatWasNotAskedForTheLongest) {
    Map map(3);
    for (const char* key : {"a", "b", "c"}) map.put(key, 1);
    map.find(std::string_view("a"));
    map.put("d", 1);
    EXPECT_EQ(map.find(std::string_view("b")), nullptr);
    for (const std::string_view key : {"a", "c", "d"}) EXPECT_NE(map.find(key), nullptr) << key;
}

TEST(LruMap, MakesRoomByWeight) {
    Map map(10);
    const auto with = [](std::size_t weight) { return Map::Terms{.expires = Time::max(), .weight = weight}; };
    map.put("small", 1, with(2));
    map.put("middle", 1, with(4));
    map.put("middle", 2, with(5));  // in place of the other: 7 of 10
    map.put("large", 1, with(6));
    EXPECT_EQ(map.size(), 1U);
    map.put("small", 1, with(4));
    EXPECT_EQ(map.size(), 2U);
}

TEST(LruMap, FindsNothingOldUnlessAskedFor) {
    Map map(10);
    const Time start{};
    map.put("key", 1, {.expires = start + 5s, .weight = 1});
    EXPECT_NE(map.find(std::string_view("key"), start + 4s), nullptr);
    EXPECT_EQ(map.find(std::string_view("key"), start + 5s), nullptr);
    EXPECT_EQ(*map.find_stale(std::string_view("key")), 1);

    Map brief(10, 0s);
    brief.put("key", 1);
    EXPECT_EQ(brief.find(std::string_view("key")), nullptr);
}

TEST(LruMap, ForgetsEverything) {
    LruMap<int, std::unique_ptr<int>> map(2);
    map.put(1, std::make_unique<int>(1));
    map.clear();
    EXPECT_EQ(map.find(1), nullptr);
    map.put(1, std::make_unique<int>(2));
    map.put(2, std::make_unique<int>(3));
    EXPECT_EQ(**map.find(1), 2);
}

}  // namespace
}  // namespace ecommerce::runtime
