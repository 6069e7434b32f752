// SPDX-License-Identifier: Apache-2.0
#include "framework/config/parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/config/configuration.h"
#include "framework/config/test_folder.h"

namespace ecommerce::config {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

enum class Mode : std::uint8_t { lax, strict };

class ParametersTest : public ::testing::Test {
protected:
    void start(const std::string& file, Variables environment = {}) {
        folder_.write("shop.yaml", file);
        configuration_.emplace(Configuration::load(folder_.path(), std::move(environment)));
        auto& order = configuration_->section("order");
        lines_max_ = order.live([](Section& section) {
            return section.integer("lines_max", 100, {.help = "lines in one order", .min = 1, .max = 500});
        });
        window_ = order.live([](Section& section) {
            return section.section("deadlines")
                .duration("paid", 15min, {.help = "how long it waits", .min = 1s});
        });
        mode_ = order.live([](Section& section) {
            return section.string("mode", "lax", {.help = "how strict", .one_of = {"lax", "strict"}}) == "lax"
                       ? Mode::lax
                       : Mode::strict;
        });
        order.integer("fixed", 3, {.help = "never changes"});
        configuration_->check();
    }
    Adjustment adjust(const ParameterValues& values) {
        return configuration_->adjust(values, "an administrator");
    }

    TestFolder folder_;
    std::optional<Configuration> configuration_;
    Live<int> lines_max_;
    Live<std::chrono::milliseconds> window_;
    Live<Mode> mode_;
};

TEST_F(ParametersTest, AreTheSettingsThatMayChange) {
    start("order:\n  lines_max: 7\n");
    const auto all = configuration_->parameters();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].name, "order.lines_max");
    EXPECT_EQ(all[0].kind, Parameter::Kind::integer);
    EXPECT_EQ(all[0].help, "lines in one order");
    EXPECT_EQ(all[0].fallback, "100");
    EXPECT_EQ(all[0].min, "1");
    EXPECT_EQ(all[0].max, "500");
    EXPECT_EQ(all[0].value, "7");
    EXPECT_THAT(all[0].origin, HasSubstr("shop.yaml:2"));
    EXPECT_EQ(all[1].name, "order.mode");
    EXPECT_THAT(all[1].choices, ElementsAre("lax", "strict"));
    EXPECT_EQ(all[2].name, "order.deadlines.paid");
    EXPECT_EQ(all[2].max, "");
    EXPECT_EQ(all[2].origin, "default");
}

TEST_F(ParametersTest, StandAboveTheFilesAndBelowTheEnvironment) {
    start("order:\n  lines_max: 7\n", {{"ECOMMERCE_ORDER_MODE", "lax"}});
    const auto done =
        adjust({{"order.lines_max", "9"}, {"order.deadlines.paid", "1h"}, {"order.mode", "strict"}});
    EXPECT_THAT(done.changed, ElementsAre("order.lines_max", "order.deadlines.paid"));
    EXPECT_EQ(lines_max_, 9);
    EXPECT_EQ(window_.get(), 1h);
    EXPECT_EQ(mode_, Mode::lax);
    EXPECT_THAT(configuration_->print(), HasSubstr("lines_max: 9  # an administrator"));
}

TEST_F(ParametersTest, StayWhenTheFilesAreReadAgainAndGoWithTheNextAdjustment) {
    start("order:\n  lines_max: 7\n");
    adjust({{"order.lines_max", "9"}});
    folder_.write("shop.yaml", "order:\n  lines_max: 8\n");
    EXPECT_THAT(configuration_->reload().changed, IsEmpty());
    EXPECT_EQ(lines_max_, 9);
    EXPECT_THAT(adjust({}).changed, ElementsAre("order.lines_max"));
    EXPECT_EQ(lines_max_, 8);
}

TEST_F(ParametersTest, ThatAreNoValueHereDoNotCount) {
    start("");
    const auto done = adjust({{"order.lines_max", "501"},
                              {"order.deadlines.paid", "20m"},
                              {"order.fixed", "5"},
                              {"cart.lines_max", "of another process"}});
    EXPECT_THAT(done.refused, ElementsAre("order.lines_max is 501, but must be at most 500."));
    EXPECT_THAT(done.changed, ElementsAre("order.deadlines.paid"));
    EXPECT_EQ(lines_max_, 100);
}

TEST(Parameter, SaysWhatIsNoValueOfIt) {
    const Parameter duration{.kind = Parameter::Kind::duration, .min = "1m", .max = "1d"};
    EXPECT_EQ(objection(duration, "15m"), "");
    EXPECT_EQ(objection(duration, "30s"), "is 30s, but must be at least 1m");
    EXPECT_EQ(objection(duration, "2d"), "is 2d, but must be at most 1d");
    EXPECT_THAT(objection(duration, "soon"), HasSubstr("should be a duration"));
    EXPECT_EQ(normalised(duration, "60m"), "1h");
    EXPECT_EQ(normalised({.kind = Parameter::Kind::boolean}, "on"), "yes");
    EXPECT_EQ(normalised({.kind = Parameter::Kind::size}, "65536"), "64KiB");
    EXPECT_THAT(objection({.kind = Parameter::Kind::number, .max = "1"}, "1.5"), HasSubstr("at most 1"));
    EXPECT_EQ(objection({.kind = Parameter::Kind::choice, .choices = {"a", "b"}}, "c"),
              "is \"c\", but should be one of a, b");
}

}  // namespace
}  // namespace ecommerce::config
