// SPDX-License-Identifier: Apache-2.0
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

// One setting that may change and one that may not.
class ReloadTest : public ::testing::Test {
protected:
    ReloadTest() { write("lines_max: 7"); }

    void start(Variables environment = {}) {
        configuration_.emplace(Configuration::load(folder_.path(), std::move(environment)));
        auto& order = configuration_->section("order");
        lines_max_ = order.live([](Section& section) {
            return section.integer("lines_max", 100, {.help = "lines in one order", .min = 1, .max = 500});
        });
        window_ = order.live([](Section& section) {
            return section.section("deadlines").duration("paid", 15min, {.help = "how long an order waits"});
        });
        order.string("currency", "CNY", {.help = "of prices"});
        order.table("labels", {}, {.help = "on parcels"});
        configuration_->check();
    }
    void write(const std::string& below_order) {
        folder_.write("shop.yaml", "order:\n  " + below_order + "\n");
    }
    std::vector<std::string> problems() {
        try {
            configuration_->reload();
        } catch (const Error& error) {
            return error.problems();
        }
        return {};
    }

    TestFolder folder_;
    std::optional<Configuration> configuration_;
    Live<int> lines_max_;
    Live<std::chrono::milliseconds> window_;
};

TEST_F(ReloadTest, ChangesLiveSettings) {
    start();
    EXPECT_EQ(lines_max_, 7);
    EXPECT_EQ(window_.get(), 15min);
    const auto kept_by_a_user = lines_max_;
    write("lines_max: 9\n  deadlines:\n    paid: 5m");
    EXPECT_THAT(configuration_->reload().changed, ElementsAre("order.lines_max", "order.deadlines.paid"));
    EXPECT_EQ(kept_by_a_user, 9);
    EXPECT_EQ(window_.get(), 5min);
}

TEST_F(ReloadTest, GoesBackToTheDefaultOfASettingThatIsGone) {
    start();
    write("currency: CNY");
    EXPECT_THAT(configuration_->reload().changed, ElementsAre("order.lines_max"));
    EXPECT_EQ(lines_max_, 100);
}

TEST_F(ReloadTest, SaysWhichSettingsWaitForTheNextStart) {
    start();
    write("lines_max: 7\n  currency: EUR\n  labels:\n    carrier: red");
    for (int i = 0; i < 2; ++i) {
        const auto reload = configuration_->reload();
        EXPECT_THAT(reload.changed, IsEmpty());
        EXPECT_THAT(reload.waiting, ElementsAre("order.currency", "order.labels.carrier"));
    }
    write("lines_max: 7");
    EXPECT_THAT(configuration_->reload().waiting, IsEmpty());
}

TEST_F(ReloadTest, KeepsTheLastGoodValuesWhenSomethingIsWrong) {
    start();
    const auto file = (folder_.path() / "shop.yaml").string();
    write("lines_max: none\n  deadlines:\n    paid: 5m");
    EXPECT_THAT(problems(),
                ElementsAre(file + ":2: order.lines_max is \"none\", but should be a whole number."));
    write("lines_max: 501\n  deadlines:\n    paid: 5m");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("must be at most 500")));
    write("lines_mx: 9\n  deadlines:\n    paid: 5m");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("did you mean order.lines_max?")));
    write("lines_max: [");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("is not valid YAML")));
    EXPECT_EQ(lines_max_, 7);
    EXPECT_EQ(window_.get(), 15min);
    write("lines_max: 9");
    EXPECT_THAT(problems(), IsEmpty());
    EXPECT_EQ(lines_max_, 9);
}

TEST_F(ReloadTest, LeavesTheEnvironmentAboveTheFiles) {
    start({{"ECOMMERCE_ORDER_LINES_MAX", "3"}});
    write("lines_max: 9");
    EXPECT_THAT(configuration_->reload().changed, IsEmpty());
    EXPECT_EQ(lines_max_, 3);
}

TEST_F(ReloadTest, IsShownWithItsOrigin) {
    start();
    EXPECT_THAT(configuration_->print(), HasSubstr("may change while the program runs\n  lines_max: 7  # "));
    write("currency: CNY\n  lines_max: 9");
    configuration_->reload();
    EXPECT_THAT(configuration_->print(),
                HasSubstr("lines_max: 9  # " + (folder_.path() / "shop.yaml").string() + ":3"));
}

// As another place than files would be.
class MemoryStore final : public Store {
public:
    explicit MemoryStore(Entries& entries) : entries_(entries) {}
    Entries read() override { return entries_; }

private:
    Entries& entries_;
};

TEST(Reload, ReadsWhateverStoreThereIs) {
    Entries entries{{"order.lines_max", {.kind = Entry::Kind::scalar, .scalar = "5", .origin = "memory"}}};
    auto configuration = Configuration::load(std::make_unique<MemoryStore>(entries), {});
    const Live<int> lines_max = configuration.section("order").live(
        [](Section& section) { return section.integer("lines_max", 100, {.help = "lines in one order"}); });
    configuration.check();
    EXPECT_EQ(lines_max, 5);
    entries.at("order.lines_max").scalar = "6";
    configuration.reload();
    EXPECT_EQ(lines_max, 6);
}

}  // namespace
}  // namespace ecommerce::config
