// SPDX-License-Identifier: Apache-2.0
#include "framework/json/tree.h"

#include <gtest/gtest.h>

namespace ecommerce::json {

namespace {

TEST(JsonTree, WritesWhatWasMade) {
    Json made = Json::object({{"name", "红\"\n"}, {"many", Json::list({1, true, -5})}});
    made["inner"]["empty"] = Json::list();
    EXPECT_EQ(made.text(), R"({"name":"红\"\n","many":[1,true,-5],"inner":{"empty":[]}})");
}

TEST(JsonTree, ReadsWhatItWrites) {
    const std::string text =
        R"({"a":[1,"b",{"c":null}],"d":false,"e":1.5,"f":-9223372036854775808,"g":{},"h":""})";
    EXPECT_EQ(Json::parse(text)->text(), text);
}

TEST(JsonTree, HasNothingWhereNothingIs) {
    const auto read = *Json::parse(R"({"hits":{"total":{"value":7}},"list":["x"],"real":2.9})");
    EXPECT_EQ(read.at("hits").at("total").at("value").integer(), 7);
    EXPECT_EQ(read.at("list").at(0).string(), "x");
    EXPECT_EQ(read.at("real").integer(), 2);
    EXPECT_TRUE(read.at("hits").at("none").at("value").is_null());
    EXPECT_TRUE(read.at("list").at(1).is_null());
    EXPECT_FALSE(read.at("list").integer());
    EXPECT_FALSE(read.at("hits").boolean());
    EXPECT_TRUE(read.at("hits").items().empty());
    EXPECT_TRUE(read.at("list").members().empty());
}

TEST(JsonTree, RefusesWhatIsNoJson) {
    for (const auto* text : {"", "{", "{\"a\":}", "[1,]", "<html>", "{} {}"})
        EXPECT_FALSE(Json::parse(text)) << text;
}

}  // namespace

}  // namespace ecommerce::json
