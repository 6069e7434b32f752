// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/metrics.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/telemetry/exposition.h"
#include "framework/telemetry/process_metrics.h"

namespace ecommerce::telemetry {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Instrument kPlaced{"shop.orders.placed", "{order}", "Orders placed."};
constexpr std::array kBounds{0.1, 1.0};
constexpr Instrument kTook{"shop.took", "s", "How long it took.", kBounds};
constexpr Instrument kMemory{"shop.memory", "By", "Memory\nin \\use."};

TEST(Metrics, AnEmptyHandleDoesNothing) {
    Counter().add();
    UpDownCounter().add(-1);
    Gauge().set(1);
    Histogram().record(1.0);
}

TEST(Metrics, CountsBySetsOfLabels) {
    Metrics metrics;
    metrics.counter(kPlaced, {{"outcome", "placed"}}).add(2);
    metrics.counter(kPlaced, {{"outcome", "placed"}}).add();
    metrics.counter(kPlaced, {{"outcome", "re\"fused\\\n"}}).add();
    EXPECT_EQ(metrics.expose(), "# HELP shop_orders_placed_total Orders placed.\n"
                                "# TYPE shop_orders_placed_total counter\n"
                                "shop_orders_placed_total{outcome=\"placed\"} 3\n"
                                "shop_orders_placed_total{outcome=\"re\\\"fused\\\\\\n\"} 1\n");
}

TEST(Metrics, TheOrderOfLabelsDoesNotMatter) {
    Metrics metrics;
    metrics.counter(kPlaced, {{"a", "1"}, {"b.c", "2"}}).add();
    metrics.counter(kPlaced, {{"b.c", "2"}, {"a", "1"}}).add();
    EXPECT_THAT(metrics.expose(), HasSubstr("shop_orders_placed_total{a=\"1\",b_c=\"2\"} 2\n"));
}

TEST(Metrics, HistogramsHaveInclusiveBoundsASumAndACount) {
    Metrics metrics;
    const auto took = metrics.histogram(kTook);
    took.record(0.1);
    took.record(500ms);
    took.record(2.0);
    took.record(-1.0);
    EXPECT_EQ(metrics.expose(), "# HELP shop_took_seconds How long it took.\n"
                                "# TYPE shop_took_seconds histogram\n"
                                "shop_took_seconds_bucket{le=\"0.1\"} 2\n"
                                "shop_took_seconds_bucket{le=\"1\"} 3\n"
                                "shop_took_seconds_bucket{le=\"+Inf\"} 4\n"
                                "shop_took_seconds_sum 2.6\n"
                                "shop_took_seconds_count 4\n");
}

TEST(Metrics, GaugesKeepTheLastValueAndUpDownCountersTheirBalance) {
    Metrics metrics;
    const auto memory = metrics.gauge(kMemory);
    memory.set(1);
    memory.set(2.5);
    const auto active = metrics.up_down_counter(kPlaced);
    active.add(3);
    active.add(-5);
    EXPECT_THAT(
        metrics.expose(),
        HasSubstr(
            "# HELP shop_memory_bytes Memory\\nin \\\\use.\n# TYPE shop_memory_bytes gauge\nshop_memory_bytes 2.5\n"));
    EXPECT_THAT(metrics.expose(), HasSubstr("# TYPE shop_orders_placed gauge\nshop_orders_placed -2\n"));
}

TEST(Metrics, AnInstrumentHasOneKind) {
    Metrics metrics;
    metrics.counter(kPlaced);
    EXPECT_THROW(metrics.gauge(kPlaced), std::logic_error);
}

TEST(Metrics, LoseNothingBetweenThreads) {
    Metrics metrics;
    const auto placed = metrics.counter(kPlaced);
    const auto took = metrics.histogram(kTook);
    {
        std::vector<std::jthread> threads;
        threads.reserve(8);
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                for (int j = 0; j < 10'000; ++j) {
                    placed.add();
                    took.record(0.5);
                }
            });
        }
        EXPECT_LE(metrics.collect().front().points.front().value, 80'000);
    }
    EXPECT_THAT(metrics.expose(), HasSubstr("shop_orders_placed_total 80000\n"));
    EXPECT_THAT(metrics.expose(), HasSubstr("shop_took_seconds_sum 40000\n"));
}

TEST(Metrics, CallbacksAreAskedAtEachScrapeWhileTheyAreWanted) {
    Metrics metrics;
    double waiting = 1;
    {
        const auto first = metrics.observe(
            kMemory, Kind::gauge, [&](Observed& observed) { observed.set(waiting, {{"pool", "a"}}); });
        auto second = metrics.observe(kMemory, Kind::gauge,
                                      [&](Observed& observed) { observed.set(7, {{"pool", "b"}}); });
        EXPECT_THAT(metrics.expose(),
                    HasSubstr("shop_memory_bytes{pool=\"a\"} 1\nshop_memory_bytes{pool=\"b\"} 7\n"));
        waiting = 2;
        second = {};
        EXPECT_THAT(metrics.expose(), HasSubstr("shop_memory_bytes{pool=\"a\"} 2\n"));
        EXPECT_THAT(metrics.expose(), Not(HasSubstr("pool=\"b\"")));
    }
    EXPECT_EQ(metrics.expose(), "");
}

TEST(Metrics, TooManySetsOfLabelsAreCountedTogether) {
    Metrics metrics;
    for (std::size_t i = 0; i < Metrics::kSeriesMax + 10; ++i)
        metrics.counter(kPlaced, {{"id", std::to_string(i)}}).add();
    EXPECT_EQ(metrics.collect().front().points.size(), Metrics::kSeriesMax + 1);
    EXPECT_THAT(metrics.expose(), HasSubstr("shop_orders_placed_total{otel_metric_overflow=\"true\"} 10\n"));
}

TEST(ProcessMetrics, TellWhatTheSystemKnows) {
    Metrics metrics;
    const ProcessMetrics process(metrics);
    double resident = 0, threads = 0, files = 0;
    for (const auto& family : metrics.collect()) {
        if (family.instrument.name == "process.memory.usage") resident = family.points.at(0).value;
        if (family.instrument.name == "process.thread.count") threads = family.points.at(0).value;
        if (family.instrument.name == "process.unix.file_descriptor.count") files = family.points.at(0).value;
    }
    EXPECT_GT(resident, 1 << 20);
    EXPECT_GE(threads, 1);
    EXPECT_GE(files, 3);
    for (const auto* name :
         {"process_cpu_time_seconds_total{cpu_mode=\"user\"} ", "process_uptime_seconds ",
          "system_network_io_bytes_total{network_interface_name=\"lo\",network_io_direction=\"receive\"} "}) {
        EXPECT_THAT(metrics.expose(), HasSubstr(name));
    }
}

}  // namespace
}  // namespace ecommerce::telemetry
