// SPDX-License-Identifier: Apache-2.0
#include "framework/config/configuration.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/config/test_folder.h"

namespace ecommerce::config {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

class ConfigurationTest : public ::testing::Test {
protected:
    Configuration load(Variables environment = {}) {
        return Configuration::load(folder_.path(), std::move(environment));
    }
    // The problems that check() finds.
    static std::vector<std::string> problems(const Configuration& configuration) {
        try {
            configuration.check();
        } catch (const Error& error) {
            return error.problems();
        }
        return {};
    }
    std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

    TestFolder folder_;
};

struct OrderConfig {
    std::chrono::milliseconds payment_window;
    int lines_max;
};

OrderConfig read(Section& section) {
    return {section.duration("payment_window", 15min,
                             {.help = "how long an unpaid order lives", .min = 1ms, .max = 24h}),
            section.integer("lines_max", 100, {.help = "lines in one order", .min = 1, .max = 500})};
}

TEST_F(ConfigurationTest, GivesTheDefaultOfASettingThatStandsNowhere) {
    auto configuration = load();
    const auto order = read(configuration.section("order"));
    EXPECT_EQ(order.payment_window, 15min);
    EXPECT_EQ(order.lines_max, 100);
    EXPECT_THAT(problems(configuration), IsEmpty());
}

TEST_F(ConfigurationTest, WorksWithoutAFolder) {
    auto configuration = Configuration::load("", {{"ECOMMERCE_ORDER_LINES_MAX", "7"}});
    EXPECT_EQ(read(configuration.section("order")).lines_max, 7);
    EXPECT_THAT(problems(configuration), IsEmpty());
}

TEST_F(ConfigurationTest, ReadsEveryType) {
    folder_.write(
        "a.yaml",
        "all:\n  flag: on\n  count: -3\n  ratio: 0.25\n  memory: 64MiB\n  wait: 1h30m\n  word: hello, world\n"
        "  list: [one, two]\n  commas: one, two,\n  peers:\n    order: host:1\n    user: host:2\n");
    auto configuration = load();
    auto& all = configuration.section("all");
    EXPECT_TRUE(all.boolean("flag", false, {}));
    EXPECT_EQ(all.integer("count", std::int64_t{0}, {}), -3);
    EXPECT_EQ(all.number("ratio", 1, {.min = 0, .max = 1}), 0.25);
    EXPECT_EQ(all.size("memory", 0, {}), 64 << 20);
    EXPECT_EQ(all.duration("wait", 0ms, {}), 90min);
    EXPECT_EQ(all.string("word", "", {}), "hello, world");
    EXPECT_THAT(all.list("list", {}, {}), ElementsAre("one", "two"));
    EXPECT_THAT(all.list("commas", {}, {}), ElementsAre("one", "two"));
    EXPECT_THAT(all.table("peers", {}, {}), ElementsAre(Pair("order", "host:1"), Pair("user", "host:2")));
    EXPECT_THAT(problems(configuration), IsEmpty());
}

TEST_F(ConfigurationTest, LaterFilesGoOverEarlierOnesAndTheEnvironmentOverBoth) {
    folder_.write("10-base.yaml", "order:\n  payment_window: 5m\n  lines_max: 10\n");
    folder_.write("20-local.yml", "order:\n  lines_max: 20\n");
    folder_.write("ignored.txt", "order: nonsense\n");
    folder_.write(".hidden.yaml", "order: nonsense\n");
    auto configuration = load();
    auto order = read(configuration.section("order"));
    EXPECT_EQ(order.payment_window, 5min);
    EXPECT_EQ(order.lines_max, 20);
    configuration = load({{"ECOMMERCE_ORDER_LINES_MAX", "30"}});
    EXPECT_EQ(read(configuration.section("order")).lines_max, 30);
}

TEST_F(ConfigurationTest, TakesTheManualsVariableNames) {
    auto configuration = load(
        {{"DB_SOURCE", "postgresql://db/tiktok"}, {"REDIS_ADDRESS", "cache:6379"}, {"REDIS_PASSWORD", "pw"}});
    EXPECT_EQ(configuration.section("database").secret("source", {}).reveal(), "postgresql://db/tiktok");
    EXPECT_EQ(configuration.section("redis").string("address", "", {}), "cache:6379");
    EXPECT_EQ(configuration.section("redis").secret("password", {}).reveal(), "pw");
    configuration = load({{"REDIS_ADDRESS", "common"}, {"ECOMMERCE_REDIS_ADDRESS", "own"}});
    EXPECT_EQ(configuration.section("redis").string("address", "", {}), "own");
}

TEST_F(ConfigurationTest, CountsAnEmptyVariableAsNotSet) {
    auto configuration = load({{"REDIS_ADDRESS", ""}, {"ECOMMERCE_ORDER_LINES_MAX", ""}});
    EXPECT_EQ(configuration.section("redis").string("address", "localhost:6379", {}), "localhost:6379");
    EXPECT_EQ(read(configuration.section("order")).lines_max, 100);
    EXPECT_THAT(problems(configuration), IsEmpty());
}

TEST_F(ConfigurationTest, NamesTheMissingFolderInOneSentence) {
    try {
        Configuration::load("/nowhere/conf", {});
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "The configuration directory /nowhere/conf cannot be read: No such file or directory.");
    }
}

TEST_F(ConfigurationTest, NamesEveryProblemAtOnce) {
    folder_.write("a.yaml", "order:\n  payment_window: soon\n  lines_max: 0\n  paymnt_window: 15m\n");
    auto configuration = load({{"ECOMMERCE_ORDER_LINE_MAX", "1"}, {"ECOMMERCE_CART_LINES", "many"}});
    const auto order = read(configuration.section("order"));
    configuration.section("cart").integer("lines", 5, {});
    configuration.section("cart").string("store", "", {.help = "where carts are kept", .required = true});
    EXPECT_EQ(order.payment_window, 15min);
    EXPECT_THAT(
        problems(configuration),
        ElementsAre(
            file("a.yaml") +
                ":2: order.payment_window is \"soon\", but should be a duration such as 250ms, 15m or 24h.",
            file("a.yaml") + ":3: order.lines_max is 0, but must be at least 1.",
            "environment variable ECOMMERCE_CART_LINES: cart.lines is \"many\", but should be a whole number.",
            "cart.store is required (where carts are kept); set it in the configuration directory or as "
            "ECOMMERCE_CART_STORE.",
            file("a.yaml") + ":4: order.paymnt_window is not a setting; did you mean order.payment_window?",
            "The environment variable ECOMMERCE_ORDER_LINE_MAX is not a setting; did you mean "
            "ECOMMERCE_ORDER_LINES_MAX?"));
}

TEST_F(ConfigurationTest, RefusesAChoiceThatIsNotOffered) {
    auto configuration = load({{"ECOMMERCE_LOG_LEVEL", "loud"}});
    configuration.section("log").string("level", "info", {.one_of = {"error", "warning", "info", "debug"}});
    EXPECT_THAT(problems(configuration),
                ElementsAre("environment variable ECOMMERCE_LOG_LEVEL: log.level is \"loud\", but "
                            "should be one of error, warning, info, debug."));
}

TEST_F(ConfigurationTest, KeepsIntegersWithinTheirType) {
    auto configuration = load({{"ECOMMERCE_HTTP_PORT", "65536"}});
    configuration.section("http").integer("port", std::uint16_t{30000}, {});
    EXPECT_THAT(problems(configuration), ElementsAre(HasSubstr("but must be at most 65535")));
}

TEST_F(ConfigurationTest, SaysWhereYamlIsBroken) {
    folder_.write("a.yaml", "order:\n  lines_max: [1\n");
    folder_.write("b.yaml", "- just\n- a list\n");
    folder_.write("c.yaml", "order:\n  lines_max: 1\n  lines_max: 2\n");
    try {
        load();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(error.problems(),
                    ElementsAre(HasSubstr("a.yaml:3 is not valid YAML: "),
                                HasSubstr("b.yaml:1: settings are written in groups"),
                                HasSubstr("c.yaml:3: order.lines_max is given twice, first at ")));
    }
}

TEST_F(ConfigurationTest, RefusesANameWithoutValueButNotAnEmptyGroup) {
    folder_.write("a.yaml", "order:\n  lines_max:\ncart:\n");
    auto configuration = load();
    read(configuration.section("order"));
    configuration.section("cart").integer("lines", 5, {});
    EXPECT_THAT(problems(configuration),
                ElementsAre(file("a.yaml") + ":2: order.lines_max is named but has no value."));
}

TEST_F(ConfigurationTest, LeavesSkippedSectionsAlone) {
    folder_.write("a.yaml", "payment:\n  provider: stripe\npayments:\n  x: 1\n");
    auto configuration = load({{"ECOMMERCE_PAYMENT_PROVIDER", "stripe"}});
    configuration.skip("payment");
    EXPECT_THAT(problems(configuration), ElementsAre(HasSubstr("payments.x is not a setting.")));
}

TEST_F(ConfigurationTest, IgnoresTheVariablesThatKubernetesMakesForServices) {
    auto configuration = load({{"ECOMMERCE_ORDER_SERVICE_HOST", "10.0.0.1"},
                               {"ECOMMERCE_ORDER_SERVICE_PORT_GRPC", "30010"},
                               {"ECOMMERCE_ORDER_PORT", "tcp://10.0.0.1:30009"},
                               {"ECOMMERCE_ORDER_PORT_30009_TCP_ADDR", "10.0.0.1"}});
    EXPECT_THAT(problems(configuration), IsEmpty());
}

TEST_F(ConfigurationTest, PrintsWhatIsInForceAndWhereItComesFrom) {
    folder_.write("a.yaml", "order:\n  payment_window: 90s\n");
    auto configuration = load({{"DB_SOURCE", "postgresql://user:pw@db/tiktok"}});
    read(configuration.section("order"));
    configuration.section("database").secret("source", {.help = "the database"});
    const auto text = configuration.print();
    EXPECT_THAT(
        text,
        HasSubstr(
            "database:\n  # the database (secret)\n  source: ********  # environment variable DB_SOURCE\n"));
    EXPECT_THAT(
        text,
        HasSubstr(
            "order:\n  # how long an unpaid order lives (duration, 1ms to 1d, default 15m)\n  payment_window: 1m30s  # " +
            file("a.yaml") + ":2\n"));
    EXPECT_THAT(text, HasSubstr("  lines_max: 100  # default\n"));
    EXPECT_THAT(text, ::testing::Not(HasSubstr("pw@")));
}

TEST_F(ConfigurationTest, PrintsNoPasswordOfAnAddress) {
    auto configuration = load({{"ECOMMERCE_MAIL_SERVER", "smtp://user:p@ss@mail:25/x"},
                               {"ECOMMERCE_MAIL_PLAIN", "http://mail:25/a:b@c"}});
    configuration.section("mail").string("server", "", {});
    EXPECT_EQ(configuration.section("mail").string("plain", "", {}), "http://mail:25/a:b@c");
    EXPECT_THAT(configuration.print(), HasSubstr("plain: \"http://mail:25/a:b@c\""));
    EXPECT_THAT(configuration.print(), ::testing::Not(HasSubstr("p@ss")));
}

TEST_F(ConfigurationTest, PrintsWhatItCanReadAgain) {
    const auto declare = [](Configuration& configuration) {
        auto& all = configuration.section("all");
        all.boolean("flag", true, {});
        all.size("memory", 1 << 20, {});
        all.string("odd", "", {});
        all.string("yes", "yes", {});
        all.list("list", {"a b", "c:1"}, {});
        all.table("peers", {{"order", "host:1"}}, {});
        all.table("nobody", {}, {});
        all.section("below").integer("depth", 2, {});
    };
    auto first = load({{"ECOMMERCE_ALL_ODD", "\"quoted\" \\ # and\ttabs"}});
    declare(first);
    folder_.write("a.yaml", first.print());
    auto second = load();
    declare(second);
    EXPECT_THAT(problems(second), IsEmpty());
    EXPECT_EQ(second.section("all").string("odd", "", {}), "\"quoted\" \\ # and\ttabs");
    EXPECT_THAT(second.print(), HasSubstr("all.below:\n"));
    EXPECT_THAT(second.print(), HasSubstr("list: [\"a b\", \"c:1\"]  # "));
}

TEST_F(ConfigurationTest, ASettingThatTwoPartsReadIsOneSetting) {
    auto configuration = load({{"ECOMMERCE_ORDER_LINES_MAX", "none"}});
    read(configuration.section("order"));
    read(configuration.section("order"));
    EXPECT_EQ(problems(configuration).size(), 1U);
}

}  // namespace
}  // namespace ecommerce::config
