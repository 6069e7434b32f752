// SPDX-License-Identifier: Apache-2.0
#include "framework/service/parameter_follower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/config/configuration.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/run.h"

namespace ecommerce::service {
namespace {

using namespace std::chrono_literals;

class KeptElsewhere final : public ParameterSource {
public:
    Task<Result<Set>> set(CallContext&, std::int64_t known_version) override {
        ++asked;
        if (down) co_return Error(Code::unavailable, "DOWN", "Nobody is there.");
        if (known_version == kept.version) co_return Set{.version = kept.version};
        co_return kept;
    }
    Task<Result<void>> report(CallContext&, const Instance& instance, std::int64_t followed,
                              const std::vector<config::Parameter>& parameters) override {
        reports.push_back(instance.process + " " + std::to_string(followed) + " " + parameters.at(0).value);
        co_return {};
    }

    bool down = false;
    int asked = 0;
    Set kept;
    std::vector<std::string> reports;
};

class ParameterFollowerTest : public ::testing::Test {
protected:
    ParameterFollowerTest()
        : configuration_(config::Configuration::load("", {})),
          lines_max_(configuration_.section("order").live_integer(
              "lines_max", 100, {.help = "lines in one order", .max = 500})) {}

    bool look() {
        auto context = testing::context_with();
        return testing::run(loops_, follower_.look(context)).has_value();
    }

    runtime::Loops loops_{1};
    config::Configuration configuration_;
    config::Live<int> lines_max_;
    testing::FakeClock clock_;
    telemetry::Metrics metrics_;
    KeptElsewhere source_;
    ParameterFollower follower_{configuration_, source_, {.process = "shop"}, clock_, metrics_};
};

TEST_F(ParameterFollowerTest, LetsWhatIsSetCountAndTellsSo) {
    ASSERT_TRUE(look());
    EXPECT_EQ(lines_max_, 100);
    source_.kept = {.version = 3, .values = {{"order.lines_max", "7"}}};
    ASSERT_TRUE(look());
    EXPECT_EQ(lines_max_, 7);
    source_.kept = {.version = 4};
    ASSERT_TRUE(look());
    EXPECT_EQ(lines_max_, 100);
    EXPECT_THAT(source_.reports, ::testing::ElementsAre("shop 0 100", "shop 3 7", "shop 4 100"));
}

TEST_F(ParameterFollowerTest, ReportsNowAndThen) {
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(look());
    EXPECT_EQ(source_.reports.size(), 1U);
    clock_.advance(1min);
    ASSERT_TRUE(look());
    EXPECT_EQ(source_.reports.size(), 2U);
    EXPECT_EQ(source_.asked, 4);
}

TEST_F(ParameterFollowerTest, KeepsTheLastValuesWhileNobodyAnswers) {
    source_.kept = {.version = 3, .values = {{"order.lines_max", "7"}}};
    ASSERT_TRUE(look());
    source_.down = true;
    EXPECT_FALSE(look());
    EXPECT_EQ(lines_max_, 7);
}

TEST_F(ParameterFollowerTest, LeavesOutWhatThisProcessCannotTake) {
    source_.kept = {.version = 3, .values = {{"order.lines_max", "501"}, {"cart.lines_max", "1"}}};
    ASSERT_TRUE(look());
    EXPECT_EQ(lines_max_, 100);
    EXPECT_THAT(source_.reports, ::testing::ElementsAre("shop 3 100"));
}

}  // namespace
}  // namespace ecommerce::service
